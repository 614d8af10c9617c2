import type { Tail } from "./tails.ts";

/*
 * Upper tail of the standard normal distribution, accurate far out.
 *
 * Tables and the usual polynomial approximations of Φ saturate: beyond z ≈ 8 they answer 0, and 1 − Φ
 * loses every digit well before. A false-discovery rate over 17,000 cells needs p to be right to a
 * *relative* error at 1e-20 and beyond. So Q(z) = erfc(z/√2)/2 is computed from two expansions, each
 * where it is good (Abramowitz & Stegun 7.1.6 and 26.2.14):
 *
 *   |z| < 3   Φ(z) − ½ = φ(z)·(z + z³/3 + z⁵/(3·5) + …)       all terms of one sign, no cancellation
 *    z ≥ 3    Q(z) = φ(z) / (z + 1/(z + 2/(z + 3/(z + …))))    a continued fraction, evaluated backwards
 *
 * Example: upperNormalTail(1.959963984540054) is 0.025; upperNormalTail(10) is 7.619853024160527e-24.
 */

/** Half-width of a 95 % interval in standard errors: Q(1.96…) = 0.025. */
export const NORMAL_97_5 = 1.959963984540054;

const SERIES_UP_TO = 3;
// At z = 3 the fraction has settled to the last bit after about 90 levels; further out far sooner.
const FRACTION_LEVELS = 100;

/** P(Z ≥ z). NaN stays NaN. */
export function upperNormalTail(z: number): number {
  if (z <= -SERIES_UP_TO) return 1 - fractionTail(-z);
  return z < SERIES_UP_TO ? 0.5 - seriesFromCentre(z) : fractionTail(z);
}

/** p of a z-score under one alternative; two-sided is P(|Z| ≥ |z|). */
export function normalTailProbability(z: number, tail: Tail): number {
  if (tail === "two") return 2 * upperNormalTail(Math.abs(z));
  return upperNormalTail(tail === "upper" ? z : -z);
}

/** φ(z), the density of the standard normal distribution. */
function density(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/** Φ(z) − ½ by its series. */
function seriesFromCentre(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return density(z) * sum;
}

/** Q(z) for z ≥ 3 by its continued fraction. */
function fractionTail(z: number): number {
  let fraction = z;
  for (let level = FRACTION_LEVELS; level > 0; level--) fraction = z + level / fraction;
  return density(z) / fraction;
}
