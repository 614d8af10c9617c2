import { bestBlocks, expectedHours } from "../analytics/expected-hours.ts";
import type { PatrolBody } from "../api/types.ts";

type Hours = PatrolBody["stops"][number]["hours"];
type Block = PatrolBody["hours"][number];

export type HourRecord = { readonly hour: number | null; readonly n: number; readonly flag: string };

export type StopHours = {
  readonly hours: Hours;
  readonly reason: string | null;
  /** 168 expected incidents a week, Monday 0 o'clock first; null without hours. */
  readonly expected: Float64Array | null;
};

const BLOCK_HOURS = 3;
const FEWEST = 30;
export const NO_HOURS = "No hours in this data.";

/**
 * When most is to be expected at a stop. The shape of the week is that of the records within its radius, or of its whole
 * target where those are fewer than 30; the height is always the stop's own.
 * @param weekday 1 = Monday
 * @param n records of the stop in the window, with a known hour or not
 */
export function hoursOf(
  records: { readonly stop: readonly HourRecord[]; readonly target: readonly HourRecord[] },
  { weekday, weeks, n }: { weekday: number; weeks: number; n: number },
): StopHours {
  for (const basis of ["stop", "target"] as const) {
    const counts = countHours(records[basis]);
    const known = counts.reduce((a, b) => a + b, 0);
    const shape = expectedHours(counts, weeks);
    if (shape === null) continue;
    const expected = shape.map((value) => (value * n) / known);
    const day = bestBlocks(expected, { length: BLOCK_HOURS, most: 2, day: weekday - 1 }).map(toBlock);
    const week = bestBlocks(expected, { length: BLOCK_HOURS, most: 3 }).map(toBlock);
    return { hours: { basis, n: known, day, week }, reason: null, expected };
  }
  const known = countHours(records.target).reduce((a, b) => a + b, 0);
  const reason =
    known === 0 ? NO_HOURS : `Only ${known} records of this target have a known hour; hours need ${FEWEST}.`;
  return { hours: null, reason, expected: null };
}

/** The best hours of all stops together on one day. */
export function jointHours(stops: readonly StopHours[], weekday: number): Block[] {
  const known = stops.flatMap(({ expected }) => (expected === null ? [] : [expected]));
  if (known.length === 0) return [];
  const sum = Float64Array.from({ length: 168 }, (_, hour) =>
    known.reduce((total, each) => total + (each[hour] ?? 0), 0),
  );
  return bestBlocks(sum, { length: BLOCK_HOURS, most: 2, day: weekday - 1 }).map(toBlock);
}

/** Records that are put somewhere by default say nothing of when the street is busy. */
function countHours(records: readonly HourRecord[]): Float64Array {
  const counts = new Float64Array(168);
  for (const { hour, n, flag } of records) {
    if (hour !== null && flag === "none") counts[hour] = (counts[hour] ?? 0) + n;
  }
  return counts;
}

function toBlock({ day, hour, expected }: { day: number; hour: number; expected: number }): Block {
  return {
    weekday: day + 1,
    from: clock(hour),
    to: clock(hour + BLOCK_HOURS),
    expected: Math.round(expected * 1_000) / 1_000,
  };
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
