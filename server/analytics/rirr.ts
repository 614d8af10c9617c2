import { NORMAL_97_5 } from "./normal-tail.ts";
import type { BeforeAfter } from "./wdd.ts";

/*
 * Relative incident rate ratio: the target's change, relative to the control's.
 *
 *     ln RIRR = ln(T1/T0) − ln(C1/C0)         SE = √(φ·(1/T0 + 1/T1 + 1/C0 + 1/C1))
 *
 * A ratio of ratios needs no equal baselines, where a difference of differences does. φ ≥ 1 allows for
 * counts that vary more than Poisson and comes from the months before alone (the operation's own effect must
 * not widen its interval); it cures the spread, not serial correlation. On London wards without any operation
 * it still rejects 10.9–13.4 % at a nominal 5 %: shown, never a verdict.
 *
 * A zero count has no logarithm: half an incident is then added to all four, and said.
 *
 * Reference: Wilson (2021), Journal of Quantitative Criminology 38.
 *
 * Example (published): 50 → 30 against 60 → 55 is 0.6545455, a relative fall of 34.5 %.
 */

export type Rirr = {
  readonly ratio: number;
  readonly logRatio: number;
  readonly standardError: number;
  readonly z: number;
  readonly interval: readonly [number, number];
  readonly halfAdded: boolean;
};

/**
 * Relative incident rate ratio with its 95 % interval.
 *
 * @param target @param control counts before and after, over windows of equal length
 * @param dispersion φ from the months before; values below 1 are taken as 1
 */
export function rirr(target: BeforeAfter, control: BeforeAfter, dispersion = 1): Rirr {
  const halfAdded = [...target, ...control].includes(0);
  const added = halfAdded ? 0.5 : 0;
  const [t0, t1, c0, c1] = [target[0] + added, target[1] + added, control[0] + added, control[1] + added];
  const logRatio = Math.log(t1 / t0) - Math.log(c1 / c0);
  const standardError = Math.sqrt(Math.max(1, dispersion) * (1 / t0 + 1 / t1 + 1 / c0 + 1 / c1));
  const interval = [
    Math.exp(logRatio - NORMAL_97_5 * standardError),
    Math.exp(logRatio + NORMAL_97_5 * standardError),
  ] as const;
  return { ratio: Math.exp(logRatio), logRatio, standardError, z: logRatio / standardError, interval, halfAdded };
}
