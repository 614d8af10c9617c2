import type { ZoneHistoryBody } from "../../../../server/api/types.ts";
import { formatDay } from "../../format.ts";
import { clockOf, today } from "../../targets/review-day.ts";
import { changesBetween, type ZoneState } from "./history-changes.ts";

type Props = {
  readonly past: ZoneHistoryBody;
  /** How the zone stood that this one took the place of; null = there was none. */
  readonly before: ZoneState | null;
};

/** Every state the zone has had: when, by whom, why, and what was different. Nothing is lost. */
export function ZoneHistory({ past, before }: Props) {
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
            <Changes after={version.state} before={past.versions[at + 1]?.state ?? before} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Changes({ before, after }: { readonly before: ZoneState | null; readonly after: ZoneState }) {
  const changes = before === null ? [] : changesBetween(before, after);
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
