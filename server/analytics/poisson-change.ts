import { normalTailProbability } from "./normal-tail.ts";
import { rirr } from "./rirr.ts";
import type { BeforeAfter } from "./wdd.ts";

/*
 * The nominal p of a change against a control: what the counts alone would say if they were Poisson.
 *
 *     z = ln RIRR/SE,   p = P(Z ≤ z) for a fall, P(Z ≥ z) for a rise
 *
 * Real counts are overdispersed and serially correlated: on London wards without any operation this p is below
 * 5 % in about a quarter of comparisons. It is shown beside the placebo p so that the difference can be seen.
 *
 * Example: 50 → 30 against 60 → 55: z = −1.43, one-sided p 0.077.
 */

/** One-sided p of a fall or a rise of `place` against `control`; null where neither window has anything. */
export function poissonChangeP(place: BeforeAfter, control: BeforeAfter, direction: "fall" | "rise"): number | null {
  if (place[0] + place[1] === 0 || control[0] + control[1] === 0) return null;
  const { z } = rirr(place, control);
  return normalTailProbability(z, direction === "fall" ? "lower" : "upper");
}
