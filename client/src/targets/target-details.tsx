import { useState } from "preact/hooks";
import type { TargetAreaBody } from "../../../server/api/types.ts";
import { decideTarget, fetchTargetArea } from "../api-patrol.ts";
import { messageOf } from "../error-message.ts";
import { formatDay } from "../format.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { TableHead } from "../ui/table-head.tsx";
import { DecisionForm } from "./decision-form.tsx";

type Props = { readonly id: number; readonly onDecided: () => void };

/** Evidence, history and what may be decided; read when it is opened. */
export function TargetDetails({ id, onDecided }: Props) {
  const [target, setTarget] = useState<TargetAreaBody | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const open = async (event: Event) => {
    if (!(event.currentTarget instanceof HTMLDetailsElement) || !event.currentTarget.open) return;
    try {
      setTarget(await fetchTargetArea(id));
      setProblem(null);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <details onToggle={(event) => void open(event)}>
      <summary>Evidence and decisions</summary>
      <ProblemNotice words={problem} />
      {target !== null && (
        <>
          <Evidence target={target} />
          <History target={target} />
          <DecisionForm
            key={target.history.length}
            target={target}
            onDecide={async (change) => {
              setTarget(await decideTarget(id, change));
              onDecided();
            }}
          />
        </>
      )}
    </details>
  );
}

function Evidence({ target }: { readonly target: TargetAreaBody }) {
  return (
    <>
      <p class="hint">
        As it was on {formatDay(target.proposedAt)}, dataset version {target.evidence.version}:
      </p>
      <ul class="why">
        {target.why.map((words) => (
          <li key={words}>{words}</li>
        ))}
        {target.evidence.market !== null && <li>{target.evidence.market.says}</li>}
      </ul>
    </>
  );
}

function History({ target }: { readonly target: TargetAreaBody }) {
  return (
    <table class="plain-table">
      <caption class="visually-hidden">Decisions</caption>
      <TableHead columns={["When", "Decision", "Why"]} />
      <tbody>
        {target.history.map((decision, at) => (
          <tr key={at}>
            <td>{formatDay(decision.at)}</td>
            <td>
              {decision.status} by {decision.by}
            </td>
            <td>{decision.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
