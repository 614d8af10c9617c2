/*
 * False-discovery rate by Benjamini & Hochberg (1995).
 *
 * Testing 17,000 cells at 5 % flags 850 of them on a map of noise. q_i is the smallest false-discovery
 * rate at which cell i would be listed: with p sorted ascending, q_(r) = min over k ≥ r of p_(k)·n/k.
 * Listing q ≤ 5 % keeps the expected share of false entries at 5 %, also under the positive dependence
 * of overlapping disks (Benjamini & Yekutieli 2001, condition PRDS). The family is every cell tested,
 * not the ones that look interesting.
 *
 * Ties share one q, that of the last of them. Counts make few different p-values (one for each size and sum
 * of a disk), so the different ones are counted and sorted, and each p looks its q up.
 *
 * Example: p = 0.01, 0.04, 0.03, 0.5 gives q = 0.04, 0.0533, 0.0533, 0.5.
 */

/**
 * q-values in the order of `p`.
 *
 * @param p one p-value per member of the family, each in [0, 1]
 * @throws RangeError when a p is outside [0, 1] or NaN: whoever was not tested is not in the family
 */
export function benjaminiHochberg(p: Float64Array): Float64Array {
  const n = p.length;
  const times = new Map<number, number>();
  for (const value of p) {
    if (!(value >= 0 && value <= 1)) throw new RangeError(`A p-value lies in [0, 1], got ${value}`);
    times.set(value, (times.get(value) ?? 0) + 1);
  }
  const different = Float64Array.from(times.keys()).sort();
  const qOf = new Map<number, number>();
  let smallest = 1;
  let rank = n;
  for (let k = different.length - 1; k >= 0; k--) {
    const value = different[k]!;
    // n / rank first: a factor ≥ 1 keeps q ≥ p to the last bit.
    smallest = Math.min(smallest, value * (n / rank));
    qOf.set(value, smallest);
    rank -= times.get(value)!;
  }
  return p.map((value) => qOf.get(value)!);
}

/**
 * The largest p that is listed at a false-discovery rate: q ≤ level exactly where p ≤ this. −1 when nothing is.
 *
 * For families of hundreds of thousands, where only the list is wanted. A p above the level can never be
 * listed, and the others are the smallest of the family, so only they need sorting: their ranks are known.
 *
 * @param p the whole family, each in [0, 1]
 */
export function largestListed(p: Float64Array, level: number): number {
  const candidates = p.filter((value) => value <= level).sort();
  for (let rank = candidates.length; rank >= 1; rank--) {
    if (candidates[rank - 1]! * (p.length / rank) <= level) return candidates[rank - 1]!;
  }
  return -1;
}
