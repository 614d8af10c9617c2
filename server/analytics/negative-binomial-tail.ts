/*
 * Upper tail of the negative binomial distribution.
 *
 *     P(X = k) = Γ(k + r)/(k! Γ(r)) · π^r (1 − π)^k         mean r(1 − π)/π, variance mean/π
 *
 * with size r (any positive number) and π the probability in R's convention. The first term is built from
 * logarithms (π^r underflows for busy areas), the rest by the ratio of neighbouring terms, added upwards
 * until nothing changes: only positive terms, so small tails keep their digits.
 *
 * Example: negativeBinomialTail(2, { size: 1, prob: 0.5 }) is 1/4: two failures before the first success.
 */

/** P(X ≥ count). */
export function negativeBinomialTail(count: number, parameters: { size: number; prob: number }): number {
  const { size, prob } = parameters;
  if (count <= 0) return 1;
  let logTerm = size * Math.log(prob) + count * Math.log1p(-prob);
  for (let k = 0; k < count; k++) logTerm += Math.log((k + size) / (k + 1));
  const mode = ((size - 1) * (1 - prob)) / prob;
  let term = Math.exp(logTerm);
  let tail = term;
  for (let k = count; term > 1e-17 * tail || k < mode; k++) {
    term *= ((k + size) / (k + 1)) * (1 - prob);
    tail += term;
  }
  return Math.min(tail, 1);
}
