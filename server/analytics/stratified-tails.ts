import type { DrawSums } from "./draw-sums.ts";
import { drawSums } from "./draw-sums.ts";
import type { Tails } from "./tails.ts";
import { tails } from "./tails.ts";

/*
 * Exact tails for a disk that spans two months: W cells of this month and W of the month before.
 *
 * Pooling the two months' values and drawing 2W from the pool would call the whole city hot in a busy
 * season: under a season of ±40 %, a third of noise cubes flag something. Drawing W from each month's own
 * values (a stratified null) leaves the season out, because both strata keep their own total; 3 % of noise
 * cubes flag. The sum of the two independent draws has the convolution of their distributions.
 *
 * Example: months 0, 1 and 0, 3 with W = 1 have the sums 0, 1, 3, 4, each with probability 1/4.
 */

/** Distribution of draws from every month, all as wide as the largest sum of interest. */
export function monthlyDraws(
  months: readonly Float64Array[],
  limits: { draws: number; largestSum: number },
): DrawSums[] {
  return months.map((month) => drawSums(month, limits.draws, limits.largestSum));
}

/**
 * Both tails of the sum of two draws of equal size, for the disk sizes asked for (other rows stay empty).
 *
 * @param earlier @param later distributions of equal width
 */
export function stratifiedTails(earlier: DrawSums, later: DrawSums, sizes: Iterable<number>): Tails {
  const { width } = later;
  const mass = new Float64Array(later.mass.length);
  for (const size of sizes) {
    const row = size * width;
    const reach = lastPositive(later.mass, row, width);
    for (let a = 0; a < width; a++) {
      const share = earlier.mass[row + a]!;
      if (share === 0) continue;
      // The last column absorbs: whatever is beyond the largest sum in one month stays beyond it.
      for (let b = 0; b <= reach; b++) mass[row + Math.min(a + b, width - 1)]! += share * later.mass[row + b]!;
    }
  }
  return tails({ width, mass });
}

/** Offset of the last positive entry of a row, −1 when it has none. */
function lastPositive(mass: Float64Array, row: number, width: number): number {
  let last = width - 1;
  while (last >= 0 && mass[row + last] === 0) last--;
  return last;
}
