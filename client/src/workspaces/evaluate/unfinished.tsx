import { signal } from "@preact/signals";
import type { EvaluationBody, EvaluationListBody } from "../../../../server/api/types.ts";
import { fetchEvaluation, startEvaluation } from "../../api-evaluation.ts";
import { messageOf } from "../../error-message.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { change, evaluateQuery, evaluations } from "./answers.ts";

type Job = EvaluationListBody["evaluations"][number];

const problem = signal<string | null>(null);

/** The newest evaluation, where it ended without anybody's wish and without a result: what became of it, and the same again. */
export function Unfinished() {
  const { subject } = evaluateQuery.value;
  const newest = evaluations.current.value.value?.evaluations[0];
  if (newest === undefined || newest.subject.id !== subject?.id || newest.subject.kind !== subject.kind) return null;
  if (!isBroken(newest)) return null;
  return (
    <div class="notice unfinished" role="status">
      <p>
        <strong>
          Evaluation no. {newest.id} {newest.status === "stopped" ? "was stopped" : "failed"}.
        </strong>{" "}
        {endWords(newest)}
      </p>
      <button type="button" class="button primary" onClick={() => void again(newest)}>
        Run it again
      </button>
      <ProblemNotice words={problem.value} />
    </div>
  );
}

/** Stopped with the server, or by an error of ours. */
export function isBroken({ status }: Pick<Job, "status">): boolean {
  return status === "stopped" || status === "failed";
}

/** How an evaluation without a result ended. */
export function endWords({ status, error }: Pick<EvaluationBody, "status" | "error">): string {
  if (error !== null) return error.message;
  if (status === "cancelled") return "This evaluation was cancelled: nothing of it was kept.";
  if (status === "stopped") return "The server stopped while it ran: nothing of it was kept.";
  return "This evaluation has no result. Evaluate again.";
}

/** With what it was asked by, windows, control and places named by the analyst among it. */
async function again({ id, subject }: Job): Promise<void> {
  problem.value = null;
  try {
    const { input } = await fetchEvaluation(subject, id);
    const job = await startEvaluation(subject, input);
    change({ evaluation: job.id, step: "result" });
    evaluations.reload();
  } catch (error) {
    problem.value = messageOf(error);
  }
}
