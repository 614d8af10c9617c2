import { binomialUpperTail } from "./binomial-upper-tail.ts";

/*
 * Repeated hours and weekdays: does a place keep opening times?
 *
 * A market has customers who know when to come. Complaints about it crowd into a few hours, or a few days of
 * the week; complaints about a busy street spread as people's evenings do. So the busiest six hours on end
 * (the clock is a circle) and the busiest three weekdays are held against the share that *the same* hours
 * and days have elsewhere:
 *
 *     p = min(1, w · P(X ≥ k)),   X binomial(n, share elsewhere)
 *
 * The block was chosen for being the busiest, among w = 24 blocks of hours or 35 triples of days, so p is
 * multiplied by w (Bonferroni). A large place makes any difference sure; therefore the share must also be larger by
 * fifteen points, which a person would notice.
 *
 * Example: 40 of 48 reports between 14 and 20 o'clock, where 45 % of the city's fall: 38 points more, p ≈ 1e-6.
 */

const HOURS_ON_END = 6;
const WEEKDAYS = 3;
const CLEARLY_MORE = 0.15;
const SURE = 0.01;
/** Fewer show no habit. */
const FEWEST = 10;

export type RepeatedTimes = {
  /** First hour of the block, or the weekdays (0 = Monday), ascending. */
  readonly block: readonly number[];
  /** Records whose time is known. */
  readonly n: number;
  readonly share: number;
  /** Share of the same block elsewhere. */
  readonly elsewhere: number;
  readonly p: number;
  readonly repeated: boolean;
};

/**
 * The busiest six hours on end. @param counts, elsewhere per hour of the day, 24 each
 * @returns null where fewer than ten records have a known hour, or none elsewhere has
 */
export function repeatedHours(counts: Float64Array, elsewhere: Float64Array): RepeatedTimes | null {
  const blocks = Array.from({ length: 24 }, (_, first) =>
    Array.from({ length: HOURS_ON_END }, (_, step) => (first + step) % 24),
  );
  return busiestBlock(counts, elsewhere, blocks);
}

/** The busiest three weekdays. @param counts, elsewhere per weekday, Monday first */
export function repeatedWeekdays(counts: Float64Array, elsewhere: Float64Array): RepeatedTimes | null {
  const triples: number[][] = [];
  for (let a = 0; a < 7; a++)
    for (let b = a + 1; b < 7; b++) for (let c = b + 1; c < 7; c++) triples.push([a, b, c].slice(0, WEEKDAYS));
  return busiestBlock(counts, elsewhere, triples);
}

function busiestBlock(counts: Float64Array, elsewhere: Float64Array, blocks: number[][]): RepeatedTimes | null {
  const n = total(counts);
  const all = total(elsewhere);
  if (n < FEWEST || all === 0) return null;
  const inside = (values: Float64Array, block: readonly number[]) => block.reduce((sum, at) => sum + values[at]!, 0);
  let block = blocks[0]!;
  for (const other of blocks) if (inside(counts, other) > inside(counts, block)) block = other;
  const k = inside(counts, block);
  // One record more in every hour or day: a block in which nothing happened to be recorded elsewhere is rare, not impossible.
  const expected = (inside(elsewhere, block) + block.length) / (all + elsewhere.length);
  const p = Math.min(1, blocks.length * binomialUpperTail(k, { n, share: expected }));
  const share = k / n;
  return { block, n, share, elsewhere: expected, p, repeated: share - expected >= CLEARLY_MORE && p <= SURE };
}

function total(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}
