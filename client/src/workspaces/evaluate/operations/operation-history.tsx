import { computed } from "@preact/signals";
import type { OperationHistoryBody } from "../../../../../server/api/types.ts";
import { fetchOperationHistory } from "../../../api-registers.ts";
import { formatCount, formatDay } from "../../../format.ts";
import { liveResource } from "../../../resource.ts";
import { clockOf, today } from "../../../targets/review-day.ts";
import { FailedNotice } from "../../../ui/problem-notice.tsx";
import { currentOperation, step } from "../answers.ts";
import { changesBetween } from "./history-changes.ts";

const history = liveResource(
  computed(() => {
    const shown = step.value === "edit" ? currentOperation.value : null;
    return shown === null ? null : { key: `${shown.id} ${shown.version}`, id: shown.id };
  }),
  ({ id }, abort) => fetchOperationHistory(id, abort),
);

/** Every state the operation has had: when, by whom, why, and what was different. Nothing is lost. */
export function OperationHistory() {
  const { value, state } = history.current.value;
  if (state === "failed") return <FailedNotice of={history} />;
  if (value === null) return null;
  return (
    <details class="more">
      <summary>
        History: {formatCount(value.versions.length)} {value.versions.length === 1 ? "state" : "states"}
      </summary>
      <ol class="register-history">
        {value.versions.map((version, at) => (
          <li key={version.version}>
            <strong>
              {version.version}. {version.action}
            </strong>{" "}
            {formatDay(today(new Date(version.recordedAt)))}, {clockOf(version.recordedAt)} by {version.recordedBy}
            {version.reason !== null && <span class="why-line">Why: {version.reason}</span>}
            <Changes version={version} before={value.versions[at + 1]} />
          </li>
        ))}
      </ol>
    </details>
  );
}

type Version = OperationHistoryBody["versions"][number];

function Changes({ version, before }: { readonly version: Version; readonly before: Version | undefined }) {
  const changes = before === undefined ? [] : changesBetween(before.state, version.state);
  if (changes.length === 0) return null;
  return (
    <ul>
      {changes.map(({ what, before: was, after: is }) => (
        <li key={what}>
          {what}: {was} → <strong>{is}</strong>
        </li>
      ))}
    </ul>
  );
}
