import { useState } from "preact/hooks";
import type { StatusChangeBody, TargetAreaBody } from "../../../server/api/types.ts";
import { messageOf } from "../error-message.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { dayAfter, nextReview, today } from "./review-day.ts";

const VERBS: Readonly<Record<StatusChangeBody["status"], string>> = {
  approved: "Approve",
  declined: "Decline",
  closed: "Close",
};

type Props = { readonly target: TargetAreaBody; readonly onDecide: (change: StatusChangeBody) => Promise<void> };

/** Decide on a target area: with a reason, always. */
export function DecisionForm({ target, onDecide }: Props) {
  const [reason, setReason] = useState("");
  const [reviewOn, setReviewOn] = useState(nextReview());
  const [problem, setProblem] = useState<string | null>(null);
  const choices = target.next.flatMap((status) => (status === "proposed" ? [] : status));
  if (choices.length === 0) return <p class="hint">Nothing can be decided any more: nominate it anew.</p>;
  const decide = async (status: StatusChangeBody["status"]) => {
    setProblem(null);
    try {
      await onDecide({ status, reason, ...(status === "approved" ? { reviewOn } : {}) });
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <div class="decision">
      <label class="field">
        <span class="field-title">Why (kept for good)</span>
        <input type="text" maxLength={2000} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      {choices.includes("approved") && (
        <label class="field">
          <span class="field-title">If approved, look at it again on</span>
          <input
            type="date"
            min={dayAfter(today(), 1)}
            value={reviewOn}
            onInput={(event) => setReviewOn(event.currentTarget.value)}
          />
        </label>
      )}
      <ProblemNotice words={problem} />
      <div class="shape-buttons">
        {choices.map((status) => (
          <button key={status} type="button" class="button" onClick={() => void decide(status)}>
            {target.status === "approved" && status === "approved" ? "Approve again" : VERBS[status]}
          </button>
        ))}
      </div>
    </div>
  );
}
