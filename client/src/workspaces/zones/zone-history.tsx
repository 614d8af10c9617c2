import type { ZoneHistoryBody } from "../../../../server/api/types.ts";
import { formatDay } from "../../format.ts";
import { clockOf, today } from "../../targets/review-day.ts";
import { changesBetween } from "./history-changes.ts";

type Version = ZoneHistoryBody["versions"][number];

/** Every state the zone has had: when, by whom, why, and what was different. Nothing is lost. */
export function ZoneHistory({ past }: { readonly past: ZoneHistoryBody }) {
  return (
    <section aria-labelledby="zone-history">
      <h2 id="zone-history">History</h2>
      <ol class="zone-history">
        {past.versions.map((version, at) => (
          <li key={version.version}>
            <strong>
              {version.version}. {version.action}
            </strong>{" "}
            {formatDay(today(new Date(version.recordedAt)))}, {clockOf(version.recordedAt)} by {version.recordedBy}
            {version.reason !== null && <span class="zone-reason">Why: {version.reason}</span>}
            <Changes version={version} before={past.versions[at + 1]} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Changes({ version, before }: { readonly version: Version; readonly before: Version | undefined }) {
  const changes = before === undefined ? [] : changesBetween(before.state, version.state);
  if (changes.length === 0) return null;
  return (
    <ul class="why">
      {changes.map(({ what, before: was, after: is }) => (
        <li key={what}>
          {what}: {was} → <strong>{is}</strong>
        </li>
      ))}
    </ul>
  );
}
