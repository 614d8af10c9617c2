import { computed, effect } from "@preact/signals";
import type { EvaluationBody, EvaluationResultBody } from "../../../../server/api/types.ts";
import {
  fetchDesign,
  fetchEvaluation,
  fetchEvaluations,
  fetchEvents,
  fetchOperation,
  fetchOperations,
} from "../../api-evaluation.ts";
import { datasetFor } from "../../datasets.ts";
import { liveResource } from "../../resource.ts";
import { workspaceAddress } from "../../workspace-address.ts";
import { EMPTY_EVALUATE, type EvaluateQuery, formatEvaluate, parseEvaluate, type Step } from "./address.ts";

/** The state of Evaluate, which travels in its address. */
export const {
  query: evaluateQuery,
  change,
  follow: followEvaluate,
} = workspaceAddress<EvaluateQuery>({
  name: "evaluate",
  empty: EMPTY_EVALUATE,
  parse: parseEvaluate,
  format: formatEvaluate,
});

export const dataset = computed(() => datasetFor(evaluateQuery.value.dataset));

const ground = computed(() => {
  const data = dataset.value;
  return data === null ? null : { key: `${data.id} ${data.version}`, id: data.id };
});
export const operations = liveResource(ground, ({ id }, abort) => fetchOperations(id, abort));
export const events = liveResource(ground, ({ id }, abort) => fetchEvents(id, abort));

const subject = computed(() => {
  const { subject } = evaluateQuery.value;
  return subject === null || ground.value === null
    ? null
    : { key: `${ground.value.key} ${subject.kind} ${subject.id}`, subject, dataset: ground.value.id };
});
export const operation = liveResource(
  computed(() => (subject.value?.subject.kind === "operation" ? subject.value : null)),
  ({ subject }, abort) => fetchOperation(subject.id, abort),
);
const designRequest = computed(() => {
  const [wanted, { indicator }] = [subject.value, evaluateQuery.value];
  return wanted === null ? null : { ...wanted, indicator, key: `${wanted.key} ${indicator ?? ""}` };
});
export const design = liveResource(designRequest, ({ subject, dataset, indicator }, abort) =>
  fetchDesign(subject, { dataset, ...(indicator === null ? {} : { indicator }) }, abort),
);
export const evaluations = liveResource(subject, ({ subject }, abort) => fetchEvaluations(subject, abort));

/** The evaluation that the address names, else the newest that is done. */
const shown = computed(() => {
  const wanted = subject.value;
  if (wanted === null) return null;
  const list = evaluations.current.value.value?.evaluations ?? [];
  const isOwn = list.every(({ subject: { kind, id } }) => kind === wanted.subject.kind && id === wanted.subject.id);
  const newest = isOwn ? list.find(({ status }) => status === "done")?.id : undefined;
  const id = evaluateQuery.value.evaluation ?? newest ?? null;
  return id === null ? null : { key: `${wanted.key} ${id}`, subject: wanted.subject, id };
});
export const evaluation = liveResource(shown, ({ subject, id }, abort) => fetchEvaluation(subject, id, abort));

/** The evaluation on screen: never the one before it while its answer is on the way. */
export const currentEvaluation = computed<EvaluationBody | null>(() => {
  const [{ value, key }, wanted] = [evaluation.current.value, shown.value];
  return wanted !== null && key === wanted.key ? value : null;
});

/** Its result; null until it is done. */
export const result = computed<EvaluationResultBody | null>(() => {
  const given = currentEvaluation.value;
  return given !== null && hasResult(given) ? given : null;
});

/** Whether it is not known yet if there is a result. */
export const isLoading = computed(() => {
  const isWaiting = (state: string) => state === "idle" || state === "loading";
  if (shown.value === null) return subject.value === null || isWaiting(evaluations.current.value.state);
  return currentEvaluation.value === null && isWaiting(evaluation.current.value.state);
});

/** The design of the subject on screen. */
export const currentDesign = computed(() => {
  const [{ value, key }, wanted] = [design.current.value, designRequest.value];
  return wanted !== null && key === wanted.key ? value : null;
});

/** The operation on screen; null for a zone and until it is there. */
export const currentOperation = computed(() => {
  const { value, key } = operation.current.value;
  return subject.value !== null && key === subject.value.key ? value : null;
});

/** What is on screen, by name. */
export const subjectName = computed(() => {
  const known = currentOperation.value?.name ?? currentDesign.value?.subject.name;
  const { subject } = evaluateQuery.value;
  return known ?? (subject === null ? "" : `${subject.kind === "zone" ? "Zone" : "Operation"} ${subject.id}`);
});

function hasResult(given: EvaluationBody): given is EvaluationBody & EvaluationResultBody {
  return given.status === "done" && given.target !== undefined && given.verdict !== undefined;
}

const POLL_MS = 400;
/** A server that went away may come back, and then says what became of the evaluation. */
const AWAY_MS = 3_000;

/** Ask again while the evaluation on screen is queued or running. @returns stop */
export function followProgress(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasRunning = false;
  const stop = effect(() => {
    const { value, state } = evaluation.current.value;
    clearTimeout(timer);
    const running = value?.status === "queued" || value?.status === "running";
    if (state === "ready" && running) timer = setTimeout(evaluation.reload, POLL_MS);
    if (state === "failed" && wasRunning) timer = setTimeout(evaluation.reload, AWAY_MS);
    // The list says of each how it ended.
    if (state === "ready" && !running && wasRunning) evaluations.reload();
    if (state === "ready") wasRunning = running;
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** The steps of the page that are open: the result where there is one, else the design. */
export const step = computed<Step>(() => {
  const asked = evaluateQuery.value.step;
  if (asked !== null) return asked;
  const { value, state } = evaluations.current.value;
  const none = evaluateQuery.value.evaluation === null && state === "ready" && value !== null;
  return none && !value.evaluations.some(({ status }) => status === "done") ? "design" : "result";
});
