import { normalTailProbability } from "./normal-tail.ts";

/*
 * Mann-Kendall: does a series go up or down, whatever the shape?
 *
 * S counts, over all pairs of months, how often the later one is higher minus how often it is lower. It
 * needs no model and one wild month cannot carry it. Ties, the rule in small counts, are taken out of the
 * variance:
 *
 *     Var S = [n(n−1)(2n+5) − Σ t(t−1)(2t+5)] / 18         t = sizes of groups of equal values
 *     z = (S − sgn S) / √Var                                a continuity correction of one
 *
 * The normal p is good from about ten months on and assumes they are independent; overlapping windows
 * are not, and are rejected too often. `mannKendallExact` counts permutations instead.
 *
 * References: Mann (1945), Econometrica 13; Kendall (1975), Rank Correlation Methods.
 *
 * Example: 0, 1, 2, … 11 has S = 66, Var = 212.67, z = 4.457, p = 8.3e-6.
 */

export type MannKendall = {
  s: number;
  variance: number;
  /** 0 when nothing varies. */
  z: number;
  /** Two-sided normal p; 1 when nothing varies. */
  p: number;
};

/** Trend test of a series in time order. */
export function mannKendall(series: Float64Array): MannKendall {
  const s = kendallS(series);
  const n = series.length;
  let variance = n * (n - 1) * (2 * n + 5);
  for (const t of tieSizes(series)) variance -= t * (t - 1) * (2 * t + 5);
  variance /= 18;
  const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : 0;
  return { s, variance, z, p: normalTailProbability(z, "two") };
}

/** Kendall's S: later-higher pairs minus later-lower pairs. */
export function kendallS(series: Float64Array): number {
  let s = 0;
  for (let later = 1; later < series.length; later++) {
    const value = series[later]!;
    for (let earlier = 0; earlier < later; earlier++) {
      const before = series[earlier]!;
      if (value > before) s++;
      else if (value < before) s--;
    }
  }
  return s;
}

/** Sizes of the groups of equal values, in ascending order of the value; ones included. */
export function tieSizes(series: Float64Array): number[] {
  const sizes: number[] = [];
  const sorted = series.slice().sort();
  for (let i = 0; i < sorted.length; i++) {
    if (i > 0 && sorted[i] === sorted[i - 1]) sizes[sizes.length - 1]! += 1;
    else sizes.push(1);
  }
  return sizes;
}
