import { poissonChangeP } from "../analytics/poisson-change.ts";
import type { EvaluationResultBody } from "../api/types.ts";
import type { Primary } from "./assess.ts";
import type { ControlSums, Sums } from "./measure-layout.ts";

export type ComparedBody = EvaluationResultBody["target"];
export type Weights = { readonly before: number; readonly after: number };

type Told = {
  readonly control: ControlSums;
  readonly direction: "fall" | "rise";
  readonly weights: Weights;
  /** null where there were no placebos to tell it. */
  readonly expectedAfter?: number | null;
  readonly expectedEffect?: number | null;
  readonly p?: number | null;
  readonly pOpposite?: number | null;
};

/** One comparison as it travels. */
export function compared(sums: Pick<Sums, "before" | "after">, told: Told): ComparedBody {
  const { before, after } = sums;
  const { control, direction, weights, expectedAfter = null, expectedEffect = null, p = null, pOpposite = null } = told;
  const byControl = control.before > 0 ? (before * control.after) / control.before : null;
  const change = (later: number | null) => judgedChange(before, later, weights);
  return {
    ...{ before, after, expected: expectedAfter, byControl },
    change: change(after),
    expectedChange: change(expectedAfter),
    expectedNet: expectedEffect === null ? null : Math.exp(expectedEffect) - 1,
    beyondExpected: expectedAfter === null || expectedAfter <= 0 ? null : after / expectedAfter - 1,
    difference: byControl === null ? null : after - byControl,
    pNominal: poissonChangeP([before, after], [control.before, control.after], direction),
    pPlacebo: p,
    pOpposite,
  };
}

/** after / before − 1, each divided by its window's weight; null without anything before. */
export function judgedChange(before: number, after: number | null, weights: Weights): number | null {
  return after === null || before === 0 ? null : (after * weights.before) / weights.after / before - 1;
}

/** What the placebos say of a primary test; without enough of them, no p. */
export function judgedWords({ judged, enough }: Pick<Primary, "judged" | "enough">): Partial<Told> {
  if (judged === null) return {};
  const { expectedAfter, expectedEffect, p, pOpposite } = judged;
  return { expectedAfter, expectedEffect, p: enough ? p : null, pOpposite: enough ? pOpposite : null };
}
