import type { DrawSums } from "./draw-sums.ts";

/*
 * From the distribution of a sum to its two tails.
 *
 * The upper tail is added up from the far end, the lower one from zero, each smallest terms first.
 * Neither is ever obtained as one minus the other: that difference cancels, and a p-value of 1e-20
 * would come out as 0. Both tails include the observed value, so for a discrete sum upper + lower > 1.
 */

/** Which alternative a p-value speaks about: more than chance, less than chance, or either. */
export type Tail = "upper" | "two" | "lower";

/** P(sum ≥ s) and P(sum ≤ s), laid out as the distribution they come from. */
export type Tails = { readonly width: number; readonly upper: Float64Array; readonly lower: Float64Array };

/** Both tails for every number of draws and every sum. */
export function tails(distribution: Pick<DrawSums, "width" | "mass">): Tails {
  const { width, mass } = distribution;
  const upper = new Float64Array(mass.length);
  const lower = new Float64Array(mass.length);
  for (let start = 0; start < mass.length; start += width) {
    let above = 0;
    for (let s = start + width - 1; s >= start; s--) {
      above += mass[s]!;
      upper[s] = Math.min(above, 1);
    }
    let below = 0;
    for (let s = start; s < start + width; s++) {
      below += mass[s]!;
      lower[s] = Math.min(below, 1);
    }
  }
  return { width, upper, lower };
}

/** p of one alternative from both tails. Two-sided: twice the smaller tail, never above 1. */
export function tailProbability(upper: number, lower: number, tail: Tail): number {
  if (tail === "upper") return upper;
  return tail === "lower" ? lower : Math.min(1, 2 * Math.min(upper, lower));
}
