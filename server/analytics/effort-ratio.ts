import { NORMAL_97_5 } from "./normal-tail.ts";

/*
 * Did possession follow the searches? Finds per search, after against before.
 *
 * Recorded possession is largely made by searching: search twice as often and twice as much is found, with
 * no change on the street. So the number of finds is judged against the number of searches:
 *
 *     ratio = (finds₁/searches₁) / (finds₀/searches₀)
 *     SE(ln ratio) = √(φ·(1/finds₀ + 1/finds₁))          95 % interval: ratio · exp(±1.96·SE)
 *
 * Searches are the exposure, taken as given: the question is what was found *for* them. φ allows for finds
 * that vary more than Poisson: Pearson X²/df of the monthly finds around the before-rate, before months only,
 * never below 1. Where a total of finds is 0, half a find is added to both, and said.
 *
 * The verdict is careful on purpose. "In step with searching" needs an interval that includes 1 and finds and
 * searches that moved the same way; everything else is "not accounted for by searching alone". Never
 * "explained": the data cannot say why.
 *
 * Reference: Lum & Isaac (2016), Significance 13(5), on records as a map of effort.
 *
 * Example: 40 finds in 200 searches before, 80 in 400 after: ratio 1, in step with searching.
 */

export type EffortVerdict = "in_step_with_searching" | "not_accounted_for_by_searching_alone";

export type EffortRatio = {
  readonly ratio: number;
  readonly interval: readonly [number, number];
  /** φ, at least 1. */
  readonly dispersion: number;
  /** Degrees of freedom behind φ: before months with searches, less one. */
  readonly degreesOfFreedom: number;
  /** Half a find was added to both sides because one had none. */
  readonly halfAdded: boolean;
  readonly verdict: EffortVerdict;
};

/** Finds and searches per month, equally many months of each. */
export type EffortMonths = { readonly finds: Float64Array; readonly searches: Float64Array };

/**
 * Ratio of finds per search, after over before.
 *
 * @returns null when either period has no search, or none of them a find
 * @throws RangeError when finds and searches differ in length
 */
export function effortRatio(before: EffortMonths, after: EffortMonths): EffortRatio | null {
  for (const { finds, searches } of [before, after]) {
    if (finds.length !== searches.length) {
      throw new RangeError(
        `Expected as many months of finds as of searches, got ${finds.length} and ${searches.length}`,
      );
    }
  }
  const [finds0, finds1] = [total(before.finds), total(after.finds)];
  const [searches0, searches1] = [total(before.searches), total(after.searches)];
  if (searches0 === 0 || searches1 === 0 || finds0 + finds1 === 0) return null;
  const halfAdded = finds0 === 0 || finds1 === 0;
  const [f0, f1] = halfAdded ? [finds0 + 0.5, finds1 + 0.5] : [finds0, finds1];
  const { dispersion, degreesOfFreedom } = beforeDispersion(before);
  const ratio = f1 / searches1 / (f0 / searches0);
  const factor = Math.exp(NORMAL_97_5 * Math.sqrt(dispersion * (1 / f0 + 1 / f1)));
  const interval = [ratio / factor, ratio * factor] as const;
  const sameWay =
    Math.sign(perMonth(after.finds) - perMonth(before.finds)) ===
    Math.sign(perMonth(after.searches) - perMonth(before.searches));
  const inStep = interval[0] <= 1 && interval[1] >= 1 && sameWay;
  const verdict = inStep ? "in_step_with_searching" : "not_accounted_for_by_searching_alone";
  return { ratio, interval, dispersion, degreesOfFreedom, halfAdded, verdict };
}

/** Pearson X²/df of the finds around rate × searches, over the before months that had searches. */
function beforeDispersion(before: EffortMonths): { dispersion: number; degreesOfFreedom: number } {
  const rate = total(before.finds) / total(before.searches);
  let chiSquare = 0;
  let months = 0;
  before.searches.forEach((searches, month) => {
    if (searches === 0) return;
    months++;
    const expected = rate * searches;
    if (expected > 0) chiSquare += (before.finds[month]! - expected) ** 2 / expected;
  });
  const degreesOfFreedom = months - 1;
  return { dispersion: degreesOfFreedom > 0 ? Math.max(1, chiSquare / degreesOfFreedom) : 1, degreesOfFreedom };
}

function total(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}

function perMonth(values: Float64Array): number {
  return total(values) / values.length;
}
