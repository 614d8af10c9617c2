import type { Adjacency } from "./adjacency.ts";
import type { Scorer } from "./backtest.ts";
import { capCounts } from "./cap-counts.ts";
import { diskSums } from "./disk-sums.ts";
import { getisOrd } from "./getis-ord.ts";
import { persistence } from "./persistence.ts";

/*
 * The four methods that are set side by side in a backtest, each a score per cell from the months before.
 *
 *   plainCount   incidents in the months before: the baseline, hard to beat
 *   getisOrdZ    Gi* z of the capped counts, what the hot-area map ranks by
 *   persistent   months among the busiest 1 %, then incidents: what the hot-place list ranks by
 *   ringKernel   own count plus half the ring's: the smallest possible kernel density
 *
 * Example: ringKernel(ring1)([counts]) gives a cell with 4 incidents beside one with 2 the score 5.
 */

/** Incidents in all months before. */
export const plainCount: Scorer = (before) => {
  const sum = new Float64Array(before[0]?.length ?? 0);
  for (const month of before) for (let i = 0; i < sum.length; i++) sum[i]! += month[i]!;
  return sum;
};

/** Gi* z-scores; cells without a z (nothing varies) all score 0. */
export function getisOrdZ(adjacency: Adjacency): Scorer {
  return (before) => {
    const { z } = getisOrd(capCounts(plainCount(before)).capped, adjacency);
    return z.map((value) => (Number.isNaN(value) ? 0 : value));
  };
}

/** Months among the busiest; equal months are ordered by the count, scaled to stay below one month. */
export const persistent: Scorer = (before) => {
  const sum = plainCount(before);
  const months = persistence(before)?.monthsReached;
  const beyondAny = sum.reduce((a, b) => a + b, 0) + 1;
  return sum.map((count, i) => (months?.[i] ?? 0) + count / beyondAny);
};

/** Own count plus half of the neighbours' counts. */
export function ringKernel(adjacency: Adjacency): Scorer {
  return (before) => {
    const sum = plainCount(before);
    const disks = diskSums(sum, adjacency);
    return disks.map((disk, i) => (disk + sum[i]!) / 2);
  };
}
