import type { Adjacency } from "./adjacency.ts";
import { diskSums } from "./disk-sums.ts";

/*
 * Getis-Ord Gi, without the star: is the surrounding high, whatever the cell itself holds?
 *
 * Binary weights, self excluded; mean and variance of the *other* n − 1 cells. It is not what the map
 * shows (a market belongs to its own hot spot) but it separates "busy surroundings" from "busy cell", and
 * its |z| must equal that of the conditional local Moran: two formulas, one number, a check on both.
 *
 * Reference: Ord & Getis (1995), Geographical Analysis 27(4), equation 14.
 *
 * Example: the six esda points have z = −1.014, −0.044, 1.316, −0.314, 1.154, 1.778.
 */

/**
 * Gi z-score per cell; NaN where undefined (no neighbours, all others neighbours, no variation).
 *
 * @param values one number per cell
 * @throws RangeError when values and adjacency differ in length
 */
export function getisOrdGi(values: Float64Array, adjacency: Adjacency): Float64Array {
  const others = values.length - 1;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  // Deviations from the overall mean keep the leave-one-out variance from cancelling.
  const deviation = values.map((value) => value - mean);
  const squares = deviation.reduce((sum, d) => sum + d * d, 0);
  const sums = diskSums(deviation, adjacency);
  return sums.map((sum, i) => {
    const own = deviation[i]!;
    const w = adjacency.offsets[i + 1]! - adjacency.offsets[i]!;
    const meanOfOthers = -own / others;
    const varianceOfOthers = (squares - own * own) / others - meanOfOthers * meanOfOthers;
    return (sum - own - w * meanOfOthers) / Math.sqrt((varianceOfOthers * w * (others - w)) / (others - 1));
  });
}
