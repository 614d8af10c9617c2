import { binomialUpperTail } from "./binomial-upper-tail.ts";

/*
 * Tails of the binomial distribution for counts that come in bunches.
 *
 * Of two counts of one place the later is binomial among both when records fall one by one. They do not: one
 * raid makes ten. Let each count be negative binomial with variance V times its mean, the same V for both. Given
 * their sum n the one count is then beta-binomial, whatever the means,
 *
 *     P(X = k) = C(n, k) (α)_k (β)_{n−k} / (α + β)_n        (a)_k = a (a + 1) … (a + k − 1)
 *     α = share · s     β = (1 − share) · s     s = mean of the sum/(V − 1), for which n itself is put in
 *
 * with variance n·share·(1 − share)·nV/(n + V − 1): the binomial's for n = 1, V times as much for large n. With
 * V = 1 it is the binomial.
 *
 * The first term is built from logarithms, the others by the ratio of neighbours, away from the mean, where they
 * only fall: positive terms alone, so small tails keep their digits.
 *
 * Reference: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 6.2.2 (negative hypergeometric).
 *
 * Example: 2 of 2 at a share of 1/2 and V = 2: s = 2, α = β = 1, each of 0, 1, 2 as likely: the upper tail is 1/3.
 */

export type Bunched = {
  /** Trials: both counts together. */
  readonly n: number;
  /** Expected share of the one count, in (0, 1). */
  readonly share: number;
  /** Variance/mean of each count, at least 1. */
  readonly variance: number;
};

/** V as good as 1: the parameters would overflow before the tails differ. */
const POISSON = 1 + 1e-9;

/**
 * Probability of a count as far from its mean as this one or farther, on its own side: P(X ≥ count) from the mean
 * upwards, P(X ≤ count) below it.
 */
export function betaBinomialOuterTail(count: number, { n, share, variance }: Bunched): number {
  // Seen from the other end a lower tail is an upper one.
  if (count < n * share) return betaBinomialOuterTail(n - count, { n, share: 1 - share, variance });
  if (variance < POISSON) return binomialUpperTail(count, { n, share });
  const size = n / (variance - 1);
  const [alpha, beta] = [share * size, (1 - share) * size];
  let term = Math.exp(logMass(count, n, [alpha, beta]));
  let tail = term;
  for (let j = count; j < n && term > 1e-17 * tail; j++) {
    term *= ((n - j) * (alpha + j)) / ((j + 1) * (beta + n - j - 1));
    tail += term;
  }
  return Math.min(tail, 1);
}

/** ln P(X = count): each factor of the one product beside one of the other, so that the sum stays small. */
function logMass(count: number, n: number, [alpha, beta]: readonly [number, number]): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += Math.log(((n - j) / (j + 1)) * ((alpha + j) / (alpha + beta + j)));
  for (let j = count; j < n; j++) sum += Math.log((beta + j - count) / (alpha + beta + j));
  return sum;
}
