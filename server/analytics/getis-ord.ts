import type { Adjacency } from "./adjacency.ts";
import { diskSizes, diskSums } from "./disk-sums.ts";
import { moments } from "./moments.ts";

/*
 * Getis-Ord Gi*: is the sum over a cell's disk larger than a draw of as many cells would give?
 *
 *     z_i = (Σ_j w_ij x_j − W_i·m) / ( S · sqrt((n·W_i − W_i²)/(n−1)) )
 *
 * Why Gi* and not Gi: the cell itself belongs to the place being judged. Why binary weights: all cells
 * of a hexagonal ring are equally far, and a plain sum is what the exact test can count. m and S² are
 * the mean and the population variance over the whole universe, empty cells included; leaving empty
 * cells out changes the question and the answer.
 *
 * The denominator is the standard deviation of a sum of W_i values drawn without replacement from n,
 * which is why nothing can be said when W_i = n (there is one such draw) or S = 0 (all draws agree).
 *
 * Reference: Ord & Getis (1995), Local spatial autocorrelation statistics, Geographical Analysis 27(4).
 *
 * Example: six points with values 2, 3, 3.2, 5, 8, 7 from the esda documentation have
 * z = −1.397, −0.289, 0.651, −0.289, 1.235, 2.024.
 */

/** z-scores with the disks they stand for. */
export type GetisOrd = {
  /** One per cell; NaN where the cell's disk is the whole universe or the values do not vary. */
  readonly z: Float64Array;
  /** Σ over each disk, the cell included. */
  readonly diskSum: Float64Array;
  /** Cells in each disk, the cell included. */
  readonly diskSize: Uint32Array;
};

/**
 * Gi* z-score of every cell of the universe.
 *
 * @param values one number per cell (counts, capped counts or rates)
 * @throws RangeError when values and adjacency differ in length
 */
export function getisOrd(values: Float64Array, adjacency: Adjacency): GetisOrd {
  const n = values.length;
  const diskSum = diskSums(values, adjacency);
  const diskSize = diskSizes(adjacency);
  const { mean, variance } = moments(values);
  const deviation = Math.sqrt(variance);
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const w = diskSize[i]!;
    // 0/0 where every draw is the same draw: NaN says "no value" inside a typed array.
    z[i] = (diskSum[i]! - w * mean) / (deviation * Math.sqrt((w * (n - w)) / (n - 1)));
  }
  return { z, diskSum, diskSize };
}
