/*
 * The distribution of the sum of two independent whole numbers.
 *
 * P(A + B = s) = Σ_a P(A = a)·P(B = s − a). A plain double loop: the distributions here have tens of entries,
 * and only positive terms are added, so small probabilities keep their digits (a Fourier transform would not).
 *
 * Example: two coins, (½, ½) and (½, ½), have the sum (¼, ½, ¼).
 */

/** Mass of A + B from the masses of A and B, each indexed by its value. */
export function convolve(a: Float64Array, b: Float64Array): Float64Array {
  const sum = new Float64Array(a.length + b.length - 1);
  for (let i = 0; i < a.length; i++) for (let j = 0; j < b.length; j++) sum[i + j]! += a[i]! * b[j]!;
  return sum;
}
