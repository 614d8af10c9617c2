import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { convolve } from "./convolve.ts";
import { tails } from "./tails.ts";

/*
 * Hot places: is this one cell among the busiest, month after month?
 *
 * Gi* cannot see a market of one street: an isolated cell has p ≈ W/n however high its count. But a
 * market stays. For each month the busiest cells (at most 1 % of the universe) are marked; a cell's
 * score is the number of marked months among the last twelve. Under the null the busy cells of one
 * quarter say nothing about the next: each quarter's score (0–3) is drawn from that quarter's own
 * distribution over all cells, quarters independent, so the year's score has the convolution of the four
 * distributions, and p = P(score ≥ seen).
 *
 * Why quarters and not months: a festival or a burst fills three months in a row. With months as the
 * independent blocks such a burst is "persistent" on every map; with quarters on 2 %.
 *
 * Example: London 2019 has 89 such cells, each marked in at least five months of twelve: half a percent
 * of the cells, 14 % of the drug offences.
 */

const MONTHS = 12;
const QUARTER = 3;
/** At most one cell in so many is "the busiest" of a month; a whole divisor keeps the share exact. */
const BUSIEST_ONE_IN = 100;

export type Persistence = {
  /** Per month, oldest first: the count a cell had to reach. */
  readonly thresholds: Float64Array;
  /** Per cell: months of the twelve in which it reached the threshold. */
  readonly monthsReached: Uint8Array;
  readonly p: Float64Array;
  readonly q: Float64Array;
};

/**
 * Persistence test over the twelve months that end with the window.
 *
 * @param months at least twelve arrays of counts per cell, oldest first; only the last twelve are used
 * @returns null when there are fewer than twelve months
 * @throws RangeError when the months differ in length
 */
export function persistence(months: readonly Float64Array[]): Persistence | null {
  if (months.length < MONTHS) return null;
  const year = months.slice(-MONTHS);
  const n = year[0]!.length;
  const thresholds = Float64Array.from(year, busiestThreshold);
  const monthsReached = new Uint8Array(n);
  let yearScore: Float64Array = Float64Array.of(1);
  for (let first = 0; first < MONTHS; first += QUARTER) {
    const score = new Uint8Array(n);
    for (let month = first; month < first + QUARTER; month++) markBusiest(score, year[month]!, thresholds[month]!);
    for (let i = 0; i < n; i++) monthsReached[i]! += score[i]!;
    yearScore = convolve(yearScore, scoreDistribution(score));
  }
  const reachedAtLeast = tails({ width: yearScore.length, mass: yearScore }).upper;
  const p = new Float64Array(n);
  for (let i = 0; i < n; i++) p[i] = reachedAtLeast[monthsReached[i]!]!;
  return { thresholds, monthsReached, p, q: benjaminiHochberg(p) };
}

/** Smallest whole count that at most 1 % of the cells reach. */
function busiestThreshold(counts: Float64Array): number {
  const allowed = Math.floor(counts.length / BUSIEST_ONE_IN);
  let largest = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i]! > largest) largest = counts[i]!;
  // How many cells hold each whole count: incidents of a month are few enough to list them all.
  const cellsWith = new Uint32Array(Math.floor(largest) + 1);
  for (let i = 0; i < counts.length; i++) cellsWith[Math.floor(counts[i]!)]! += 1;
  let reaching = 0;
  for (let count = cellsWith.length - 1; count > 0; count--) {
    reaching += cellsWith[count]!;
    if (reaching > allowed) return count + 1;
  }
  return 1;
}

function markBusiest(score: Uint8Array, counts: Float64Array, threshold: number): void {
  if (counts.length !== score.length) {
    throw new RangeError(`Expected ${score.length} counts in every month, got ${counts.length}`);
  }
  for (let i = 0; i < counts.length; i++) if (counts[i]! >= threshold) score[i]! += 1;
}

/** Share of cells with score 0, 1, 2, 3. */
function scoreDistribution(score: Uint8Array): Float64Array {
  const cells = new Uint32Array(QUARTER + 1);
  for (let i = 0; i < score.length; i++) cells[score[i]!]! += 1;
  return Float64Array.from(cells, (count) => count / score.length);
}
