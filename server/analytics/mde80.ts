import { upperNormalTail } from "./normal-tail.ts";
import { type Comparison, FEWEST_PLACEBOS, judge, type PlaceboModel } from "./placebo-adjustment.ts";

/*
 * The smallest fall that this comparison would probably have seen: called in 4 of 5 cases, one-sided 5 %.
 *
 * A comparison that finds nothing says something only if it could have found something. So effects are planted
 * where there were none: each placebo's after-count is carried to the target's level and rise (the target's
 * expected count, times the placebo's own deviation from what was expected of it), thinned by keeping each
 * incident with probability 1 − f, and put through the test that the target goes through. The share called is
 * the power against a fall of f; the smallest f with 80 % is the answer.
 *
 * Thinning is binomial, and its tail is summed rather than sampled, so the answer needs no seed:
 *
 *     power(f) = mean over placebos j of P(Binomial(A_j, 1 − f) ≤ largest after-count that is called)
 *
 * Said as "a fall of X % or more would probably (4 in 5) have been seen; smaller ones would usually be missed".
 *
 * Example: 60 incidents in half a year, ordinary placebos: 0.45; 800: 0.15.
 */

const WANTED = 0.8;
const LEVEL = 0.05;
/** A fall larger than this is an end, not a fall. */
const LARGEST_PERCENT = 95;
const SUMMED_UP_TO = 200;

/**
 * Minimum detectable effect of the target's comparison, as a share of what was expected.
 *
 * @returns null when no fall up to 95 % would be called in 4 of 5 cases, or there are too few placebos to call any
 */
export function mde80(model: PlaceboModel, place: Comparison): number | null {
  const m = model.residuals.length;
  if (m < FEWEST_PLACEBOS) return null;
  const { expectedAfter, noise } = judge(model, place);
  const sorted = model.residuals.slice().sort();
  // Called means p ≤ 5 %: fewer than so many placebos are as low.
  const allowed = Math.floor(LEVEL * (m + 1));
  const critical = sorted[allowed - 1]!;
  const afterAt = (residual: number) => (expectedAfter + 0.5) * Math.exp(residual * noise) - 0.5;
  // Strictly below the critical residual, in whole incidents.
  const mostCalled = Math.ceil(afterAt(critical)) - 1;
  const unaffected = sorted.map((residual) => Math.max(0, Math.round(afterAt(residual))));
  const power = (percent: number) => {
    let called = 0;
    for (const count of unaffected) called += binomialAtMost(mostCalled, count, 1 - percent / 100);
    return called / m;
  };
  if (power(LARGEST_PERCENT) < WANTED) return null;
  let [low, high] = [0, LARGEST_PERCENT];
  // A larger fall is called more often: halve the interval.
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (power(middle) >= WANTED) high = middle;
    else low = middle;
  }
  return high / 100;
}

/** P(Binomial(n, p) ≤ k): summed, or from the normal distribution where n is large. */
function binomialAtMost(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  if (n > SUMMED_UP_TO) return 1 - upperNormalTail((k + 0.5 - n * p) / Math.sqrt(n * p * (1 - p)));
  const odds = p / (1 - p);
  // In logarithms: the first terms of a large n underflow.
  let logTerm = n * Math.log1p(-p);
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    sum += Math.exp(logTerm);
    logTerm += Math.log(((n - i) / (i + 1)) * odds);
  }
  return Math.min(1, sum);
}
