import type { EvaluationResultBody } from "../api/types.ts";
import type { Primary } from "./assess.ts";
import type { EvaluationDate } from "./date-counts.ts";
import { dayText } from "./over-time.ts";

type PoolBody = EvaluationResultBody["placebo"]["zone"];

/** How placebos are chosen, in words. */
export const PLACEBO_RULE =
  "Areas of the target's size and shape with a level within a factor 2 before, placed where most was recorded before each date and not overlapping: other areas at the operation's dates, and any area at dates a whole window or more apart, so that the after-windows of one area do not overlap. Left out: ground that this operation or its displacement zone covers from its start on, and that of other operations while and after they ran. The same for the displacement zone, by the zone's level.";

/** A pool of placebos as it travels. */
export function describePool({ pool, judged, enough }: Primary, dates: readonly EvaluationDate[]): PoolBody {
  const used = [...new Set(pool.map(({ date }) => date))].sort((a, b) => a - b);
  const model = judged?.model ?? null;
  return {
    m: pool.length,
    distinct: new Set(pool.map(({ area }) => area)).size,
    dates: used.map((at) => dayText(dates[at]?.after.from ?? 0)).sort(),
    smallestP: enough ? 1 / (1 + pool.length) : null,
    residuals: model === null ? [] : [...model.residuals].sort((a, b) => a - b),
    own: judged?.residual ?? null,
    model: model === null ? null : { intercept: model.intercept, rise: model.rise, level: model.level },
  };
}
