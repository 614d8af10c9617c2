import { computed } from "@preact/signals";
import type { EvaluationResultBody } from "../../../../server/api/types.ts";
import { fetchEventsAbout } from "../../api-registers.ts";
import { liveResource } from "../../resource.ts";
import { dataset, evaluateQuery, events, result } from "./answers.ts";

type Marks = EvaluationResultBody["series"]["marks"];

/** The events of today about the ground of the evaluation on screen; asked for anew when one is added, changed or withdrawn. */
const about = liveResource(
  computed(() => {
    const [shown, data, listed] = [result.value, dataset.value, events.current.value.value];
    if (shown === null || data === null || listed === null) return null;
    const stamp = listed.events.map(({ id, version }) => `${id}.${version}`).join(" ");
    const areas = groundOf(shown.design);
    return { key: `${data.id} ${areas} ${stamp}`, dataset: data.id, areas };
  }),
  ({ dataset, areas }, abort) => fetchEventsAbout(dataset, areas, abort),
);

/** The operation as it was evaluated, and the dated events as they stand now: one that is recorded later moves the line, too. */
export function currentMarks({ series }: Pick<EvaluationResultBody, "series">): Marks {
  const listed = about.current.value.value?.events;
  if (listed === undefined) return series.marks;
  const { subject } = evaluateQuery.value;
  const own = subject?.kind === "operation" ? subject.id : null;
  return [
    ...series.marks.filter(({ kind }) => kind !== "event"),
    ...listed
      .filter(({ operation }) => operation === null || operation === own)
      .map(({ name, from, to }) => ({ kind: "event" as const, name, from, to })),
  ];
}

/** Codes of the boroughs that target, rings, strips and receiving places lie in. */
function groundOf({ target, rings, strips, receiving }: EvaluationResultBody["design"]): string[] {
  const boroughs = [...target.boroughs, ...rings.map(({ borough }) => borough), ...strips];
  const codes = [...boroughs, ...receiving.flatMap(({ borough }) => borough ?? [])].map(({ code }) => code);
  return [...new Set(codes)].filter((code) => code !== "").sort();
}
