/*
 * Upper tail of the binomial distribution: how surprising is it that at least so many of n are of one kind?
 *
 *     P(X ≥ k) = Σ_{j ≥ k} C(n, j) p^j (1 − p)^{n−j}
 *
 * The first term is built from logarithms (p^k underflows for busy places), the rest by the ratio of
 * neighbouring terms, added upwards until nothing changes: only positive terms, so small tails keep
 * their digits, where 1 minus the lower tail would lose them all. Below the mode the tail is near 1 and its
 * first term may underflow: there the rest, which is small, is summed in the same way and taken off.
 *
 * Example: binomialUpperTail(2, { n: 2, share: 0.5 }) is 1/4: two heads in two throws.
 */

/** P(X ≥ count) of n draws that are each of the kind with probability `share`. */
export function binomialUpperTail(count: number, { n, share }: { n: number; share: number }): number {
  if (count <= 0) return 1;
  if (count > n || share <= 0) return 0;
  if (share >= 1) return 1;
  // Seen from the other end: fewer than `count` of the kind are at least n − count + 1 of the other.
  if (count < (n + 1) * share - 0.5) return 1 - binomialUpperTail(n - count + 1, { n, share: 1 - share });
  let logTerm = count * Math.log(share) + (n - count) * Math.log1p(-share);
  for (let j = 1; j <= count; j++) logTerm += Math.log((n - count + j) / j);
  const odds = share / (1 - share);
  let term = Math.exp(logTerm);
  let tail = term;
  for (let j = count; j < n && term > 1e-17 * tail; j++) {
    term *= ((n - j) / (j + 1)) * odds;
    tail += term;
  }
  return Math.min(tail, 1);
}
