import type { ZoneListBody } from "../../../../server/api/types.ts";
import { ZONE_SIGNS } from "../../layers/zone-signs.ts";
import { dayNumber } from "./days.ts";

type Zone = ZoneListBody["zones"][number];
type Props = { readonly zones: readonly Zone[]; readonly first: number; readonly last: number; readonly day: number };

/** More would be too thin to see; the table has them all. */
const LANES = 10;
const WIDTH = 1_000;
const LANE = 5;

/** Above the slider, when each zone runs: a line from its first day until before its last. */
export function Spans({ zones, first, last, day }: Props) {
  const x = (at: number) => ((at - first) / Math.max(1, last - first)) * WIDTH;
  const lanes = lanesOf(zones);
  const height = Math.max(1, lanes.length) * LANE + 2;
  return (
    <svg class="zones-spans" viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      {lanes.map((lane, at) =>
        lane.map(({ id, kind, effectiveFrom, effectiveTo }) => {
          const [from, to] = [x(dayNumber(effectiveFrom)), x(effectiveTo === null ? last : dayNumber(effectiveTo))];
          return (
            <rect
              key={id}
              x={from}
              y={at * LANE + 1}
              width={Math.max(2, to - from)}
              height={LANE - 2}
              fill={ZONE_SIGNS[kind].colour}
            />
          );
        }),
      )}
      <line x1={x(day)} x2={x(day)} y1={0} y2={height} vector-effect="non-scaling-stroke" />
    </svg>
  );
}

/** Each zone on the first line that is free by its start. */
function lanesOf(zones: readonly Zone[]): Zone[][] {
  const lanes: Zone[][] = [];
  for (const zone of zones) {
    const free = lanes.find((lane) => {
      const end = lane.at(-1)?.effectiveTo ?? null;
      return end !== null && end <= zone.effectiveFrom;
    });
    if (free !== undefined) free.push(zone);
    else if (lanes.length < LANES) lanes.push([zone]);
  }
  return lanes;
}
