import { signal } from "@preact/signals";
import type { EvaluationBody } from "../../../../server/api/types.ts";
import { ApiError } from "../../api.ts";
import { cancelEvaluation, startEvaluation } from "../../api-evaluation.ts";
import { shareWords } from "../../evaluation/words.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { change, currentDesign, currentEvaluation, evaluateQuery, evaluation, evaluations } from "./answers.ts";
import { AS_SUGGESTED, inputOf } from "./design/adjustments.ts";
import { adjustments } from "./design/chosen.ts";
import { endWords, isBroken } from "./unfinished.tsx";

const problem = signal<string | null>(null);

/** Start, progress, cancel, and what became of an evaluation that has no result. */
export function JobPanel() {
  const value = currentEvaluation.value;
  const running = value?.status === "queued" || value?.status === "running";
  const isChanged = adjustments.value !== AS_SUGGESTED;
  // What is changed may lift the refusal: the service says so when it is asked.
  const refusal = isChanged ? null : (currentDesign.value?.refusal ?? null);
  return (
    <div class="job-panel">
      {!running && (
        <button
          type="button"
          class="button primary"
          disabled={refusal !== null || currentDesign.value === null}
          onClick={() => void start()}
        >
          {value?.status === "done" ? "Evaluate again" : "Evaluate"}
        </button>
      )}
      {running && <Progress job={value} />}
      {value !== null && !running && value.status !== "done" && !isBroken(value) && (
        <p class="notice">{endWords(value)}</p>
      )}
      {refusal !== null && (
        <p class="notice">
          <strong>Not as it stands.</strong> {refusal.message}
        </p>
      )}
      <ProblemNotice words={problem.value} />
    </div>
  );
}

function Progress({ job }: { readonly job: EvaluationBody }) {
  return (
    <div class="job-progress" role="status">
      <progress max={1} value={job.progress} aria-label="Progress of the evaluation" />
      <span>
        {job.phase ?? "Waiting"} · {shareWords(job.progress)}
      </span>
      <button type="button" class="button" onClick={() => void stop(job)}>
        Cancel
      </button>
    </div>
  );
}

async function start(): Promise<void> {
  const [{ subject }, shown] = [evaluateQuery.peek(), currentDesign.peek()];
  if (subject === null || shown === null) return;
  const asked = inputOf(adjustments.peek(), shown.design);
  problem.value = asked.problem;
  if (asked.input === null) return;
  try {
    const job = await startEvaluation(subject, asked.input);
    change({ evaluation: job.id, step: "result" });
    evaluations.reload();
  } catch (error) {
    problem.value = wordsOf(error);
  }
}

async function stop(job: EvaluationBody): Promise<void> {
  try {
    await cancelEvaluation(job.subject, job.id);
    evaluation.reload();
  } catch (error) {
    problem.value = wordsOf(error);
  }
}

function wordsOf(error: unknown): string {
  return error instanceof ApiError ? error.message : "That did not work. Try again.";
}
