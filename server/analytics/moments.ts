/*
 * Mean and population variance of a measure over the universe, in two passes.
 *
 * Getis-Ord is usually printed with S² = mean(x²) − m². On a measure with a large level and a small
 * spread (a rate per 100,000, say) that difference cancels; summing squared deviations does not, and
 * makes z exactly as insensitive to an added constant as the algebra says it is.
 *
 * Example: moments(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9)) is { mean: 5, variance: 4 }.
 */

/** Mean and variance with divisor n. Both are NaN for an empty array. */
export function moments(values: Float64Array): { mean: number; variance: number } {
  const n = values.length;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / n;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, variance: squares / n };
}
