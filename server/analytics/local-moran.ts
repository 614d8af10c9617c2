import type { Adjacency } from "./adjacency.ts";
import { diskSums } from "./disk-sums.ts";
import { moments } from "./moments.ts";

/*
 * Local Moran's I: is a cell like its neighbours, or unlike them?
 *
 * Gi* sees high among high and low among low. Moran also tells a high cell among low ones (an outlier)
 * from a low cell among high ones, which the quadrant names. Row-standardised weights, self excluded, so
 * a cell's lag is the mean of its neighbours.
 *
 *     I_i = (d_i / m₂) · mean_j d_j        d = x − mean(x),  m₂ = mean(d²)
 *
 * Its z uses the conditional moments (Sokal, Oden & Thomson 1998): the cell keeps its value, the rest are
 * permuted. They are the right ones for judging one cell, and they tie the statistic to Getis-Ord's Gi:
 * |z of I_i| = |z of Gi_i|, the sign being that of d_i.
 *
 * Reference: Anselin (1995), Local indicators of spatial association, Geographical Analysis 27(2).
 *
 * Example: in the hex61 fixture cell 0 (count 0 among low neighbours) has I = 0.515, z = 1.280, Low-Low.
 */

/** First word the cell against the mean of all cells, second its lag against the mean of all lags (as spdep's "mean"). */
export type Quadrant = "High-High" | "High-Low" | "Low-High" | "Low-Low";

export type LocalMoran = {
  /** I per cell; NaN for a cell without neighbours or values that do not vary. */
  readonly i: Float64Array;
  readonly expected: Float64Array;
  readonly variance: Float64Array;
  readonly z: Float64Array;
  readonly quadrant: readonly Quadrant[];
};

/**
 * Local Moran's I with conditional moments.
 *
 * @param values one number per cell
 * @throws RangeError when values and adjacency differ in length
 */
export function localMoran(values: Float64Array, adjacency: Adjacency): LocalMoran {
  const n = values.length;
  const { mean, variance: m2 } = moments(values);
  const deviation = values.map((value) => value - mean);
  const around = diskSums(deviation, adjacency);
  const result = { i: new Float64Array(n), expected: new Float64Array(n), variance: new Float64Array(n) };
  const lags = around.map((sum, k) => (sum - deviation[k]!) / (adjacency.offsets[k + 1]! - adjacency.offsets[k]!));
  for (let k = 0; k < n; k++) {
    const own = deviation[k]!;
    const neighbours = adjacency.offsets[k + 1]! - adjacency.offsets[k]!;
    result.i[k] = (own / m2) * lags[k]!;
    result.expected[k] = -(own * own) / (m2 * (n - 1));
    // Σ_j w_ij = 1 and Σ_j w_ij² = 1/neighbours for row-standardised binary weights.
    result.variance[k] =
      (own / m2) ** 2 * (n / (n - 2)) * (1 / neighbours - 1 / (n - 1)) * (m2 - (own * own) / (n - 1));
  }
  const z = result.i.map((value, k) => (value - result.expected[k]!) / Math.sqrt(result.variance[k]!));
  return { ...result, z, quadrant: quadrants(deviation, lags) };
}

/** A value equal to its mean counts as low. */
function quadrants(deviation: Float64Array, lags: Float64Array): Quadrant[] {
  const { mean } = moments(lags);
  return Array.from(deviation, (own, k): Quadrant => `${own > 0 ? "High" : "Low"}-${lags[k]! > mean ? "High" : "Low"}`);
}
