import type { PresentationBody } from "../../../../../server/api/types.ts";
import { dayOf } from "../../../evaluation/series-scale.ts";
import { formatCount, formatDay } from "../../../format.ts";

type Picture = Extract<PresentationBody["frames"][number]["picture"], { kind: "ledger" }>;

const MOST_PHASES = 4;

/** Phases on one axis, and a large figure for each kind of activity. */
export function LedgerPicture({ picture: { phases, tallies } }: { readonly picture: Picture }) {
  const from = Math.min(...phases.map((phase) => dayOf(phase.from)));
  const to = Math.max(...phases.map((phase) => dayOf(phase.to)));
  const share = (day: string) => `${((100 * (dayOf(day) - from)) / Math.max(1, to - from)).toFixed(2)}%`;
  return (
    <div class="wall-ledger">
      {phases.length > 1 && (
        <ol class="wall-phases">
          {phases.slice(0, MOST_PHASES).map((phase) => (
            <li key={`${phase.name} ${phase.from}`}>
              <span class="phase-name">{phase.name}</span>
              <span class="phase-day">from {formatDay(phase.from)}</span>
              <span class="phase-track" aria-hidden="true">
                <span style={{ left: share(phase.from), right: `calc(100% - ${share(phase.to)})` }} />
              </span>
            </li>
          ))}
          {phases.length > MOST_PHASES && <li>and {phases.length - MOST_PHASES} more</li>}
        </ol>
      )}
      <dl class="wall-tallies">
        {tallies.map(({ label, n }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{formatCount(n)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
