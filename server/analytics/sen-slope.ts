/*
 * Sen's slope: how fast a series rises or falls, by the median of all pairwise slopes.
 *
 * The companion of Mann-Kendall: that test says whether, this says by how much. A single wild month moves
 * it hardly at all, where a least-squares line would swing.
 *
 * Reference: Sen (1968), Journal of the American Statistical Association 63.
 *
 * Example: 0, 0, 1, 1, 1, 2, 2, 3, 3, 5, 5, 8 rises by 0.5 a month.
 */

/** Median slope per step of a series in time order; null with fewer than two values. */
export function senSlope(series: Float64Array): number | null {
  const slopes = new Float64Array((series.length * (series.length - 1)) / 2);
  let k = 0;
  for (let later = 1; later < series.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      slopes[k++] = (series[later]! - series[earlier]!) / (later - earlier);
    }
  }
  slopes.sort();
  const middle = Math.floor(k / 2);
  const upper = slopes[middle];
  if (upper === undefined) return null;
  return k % 2 === 1 ? upper : (upper + slopes[middle - 1]!) / 2;
}
