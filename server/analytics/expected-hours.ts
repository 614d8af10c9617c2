/*
 * Incidents to expect in each hour of the week, from few incidents.
 *
 * A place with 60 incidents a year has 168 hours of the week to put them in: counted one by one, most hours are empty
 * and the rest are ones. So the week is taken as a product: the share of the weekday times the share of the hour of the
 * day, 7 + 24 numbers instead of 168. That says that the shape of the day is the same on every weekday, which is an
 * assumption, and wrong for places whose Saturday night is unlike their Tuesday afternoon; the sum over the week and
 * over each weekday is right all the same.
 *
 * Below 30 incidents even that is guessing: null.
 *
 * Example: 40 incidents in 10 weeks, all on Fridays, half of them at 18 and half at 19 o'clock: two expected on Friday
 * in each of the two hours, none in any other.
 */

const DAYS = 7;
const HOURS = 24;
const FEWEST = 30;
/** A block that holds less than this share of the best one is no advice. */
const LEAST_OF_BEST = 0.5;

/**
 * @param counts 168 counts, Monday 0 o'clock first
 * @param weeks length of the window they were counted in
 * @returns 168 expected incidents per week, or null for fewer than 30 incidents
 */
export function expectedHours(counts: Float64Array, weeks: number): Float64Array | null {
  if (counts.length !== DAYS * HOURS) throw new RangeError(`Expected 168 hours of the week, got ${counts.length}`);
  const byDay = new Float64Array(DAYS);
  const byHour = new Float64Array(HOURS);
  for (let hour = 0; hour < counts.length; hour++) {
    byDay[Math.floor(hour / HOURS)]! += counts[hour]!;
    byHour[hour % HOURS]! += counts[hour]!;
  }
  const total = byDay.reduce((a, b) => a + b, 0);
  if (total < FEWEST) return null;
  return Float64Array.from(counts, (_, hour) => {
    return (byDay[Math.floor(hour / HOURS)]! * byHour[hour % HOURS]!) / (total * weeks);
  });
}

export type HourBlock = {
  /** 0 = Monday. */
  readonly day: number;
  /** First hour, 0 … 24 − length. */
  readonly hour: number;
  readonly expected: number;
};

/**
 * The blocks of hours in which most is expected: each within one day, none overlapping another, only such as hold more
 * than a block of average hours does and at least half of what the best one holds. The earlier block wins a tie.
 *
 * @param expected 168 numbers, Monday 0 o'clock first
 * @param options day 0 … 6 to look at one day alone, compared with that day's average; most = how many blocks at most
 */
export function bestBlocks(
  expected: Float64Array,
  options: { readonly length: number; readonly most: number; readonly day?: number },
): HourBlock[] {
  const { length, most, day } = options;
  const days = day === undefined ? Array.from({ length: DAYS }, (_, k) => k) : [day];
  const all = days.flatMap((day) =>
    Array.from({ length: HOURS - length + 1 }, (_, hour) => ({
      day,
      hour,
      expected: sumOf(expected, day, hour, length),
    })),
  );
  const average = (days.reduce((sum, day) => sum + sumOf(expected, day, 0, HOURS), 0) / (days.length * HOURS)) * length;
  const chosen: HourBlock[] = [];
  for (const block of all.sort((a, b) => b.expected - a.expected || a.day - b.day || a.hour - b.hour)) {
    const best = chosen[0]?.expected ?? block.expected;
    if (chosen.length === most || block.expected <= average || block.expected < LEAST_OF_BEST * best) break;
    const clash = chosen.some((other) => other.day === block.day && Math.abs(other.hour - block.hour) < length);
    if (!clash) chosen.push(block);
  }
  return chosen;
}

function sumOf(expected: Float64Array, day: number, hour: number, length: number): number {
  return expected.subarray(day * HOURS + hour, day * HOURS + hour + length).reduce((a, b) => a + b, 0);
}
