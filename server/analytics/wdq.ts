import type { BeforeAfter } from "./wdd.ts";

/*
 * Weighted displacement quotient: what the buffer did, in units of what the target did.
 *
 *     success  SM  = T1/C1 − T0/C0        negative: the target fell against the control
 *     buffer   BDM = B1/C1 − B0/C0        positive: the buffer rose, displacement
 *     WDQ = BDM/SM                        total net effect TNE = [T0·C1/C0 − T1] + [B0·C1/C0 − B1]
 *
 * It may be read only when the target fell (SM < 0) and that fall is not plain chance (p ≤ .1): a quotient
 * of two noises is noise. Zero denominators leave it undefined rather than infinite.
 *
 * Reference: Bowers & Johnson (2003), Journal of Quantitative Criminology 19(3).
 *
 * Example: target 100 → 60, buffer 50 → 90, control 200 → 200: WDQ −1, everything was displaced.
 */

export type WdqReading =
  | "diffusion_exceeds_direct_effect"
  | "diffusion"
  | "no_displacement"
  | "partial_displacement"
  | "full_displacement"
  | "worse_than_nothing";

export type Wdq = {
  readonly successMeasure: number;
  readonly bufferMeasure: number;
  /** null when the target did not move against the control. */
  readonly wdq: number | null;
  readonly totalNetEffect: number;
  /** null when it must not be read. */
  readonly reading: WdqReading | null;
};

const LARGEST_P_TO_READ = 0.1;

/**
 * Weighted displacement quotient; null when the control has a zero count.
 *
 * @param counts target, buffer and control, before and after, over windows of equal length
 * @param targetP p of the target's fall by the placebo test; null when there is none
 */
export function wdq(
  counts: { target: BeforeAfter; buffer: BeforeAfter; control: BeforeAfter },
  targetP: number | null,
): Wdq | null {
  const { target, buffer, control } = counts;
  if (control[0] === 0 || control[1] === 0) return null;
  const successMeasure = target[1] / control[1] - target[0] / control[0];
  const bufferMeasure = buffer[1] / control[1] - buffer[0] / control[0];
  const quotient = successMeasure === 0 ? null : bufferMeasure / successMeasure;
  const trend = control[1] / control[0];
  const totalNetEffect = target[0] * trend - target[1] + (buffer[0] * trend - buffer[1]);
  const readable = successMeasure < 0 && targetP !== null && targetP <= LARGEST_P_TO_READ;
  const reading = readable && quotient !== null ? readingOf(quotient) : null;
  return { successMeasure, bufferMeasure, wdq: quotient, totalNetEffect, reading };
}

function readingOf(quotient: number): WdqReading {
  if (quotient > 1) return "diffusion_exceeds_direct_effect";
  if (quotient > 0) return "diffusion";
  if (quotient === 0) return "no_displacement";
  if (quotient > -1) return "partial_displacement";
  return quotient === -1 ? "full_displacement" : "worse_than_nothing";
}
