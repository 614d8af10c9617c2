import type { EvaluationResultBody } from "../api/types.ts";
import { type Assessed, assess, type Placebos, type Primary } from "./assess.ts";
import type { Weights } from "./compared.ts";
import { judgedChange } from "./compared.ts";
import type { EvaluationDate } from "./date-counts.ts";
import { CONTROL_RULES, type Measured } from "./measure-layout.ts";

type Variants = EvaluationResultBody["sensitivity"];

const LEVEL = 0.05;
const WINDOWS = ["as designed", "the half nearest to the start"] as const;

/** The half of each window that is nearest to the start. */
export function halfDate(date: EvaluationDate): EvaluationDate {
  const half = ({ from, to }: { from: number; to: number }) => Math.max(1, Math.floor((to - from) / 2));
  return {
    ...date,
    before: { from: date.before.to - half(date.before), to: date.before.to },
    after: { from: date.after.from, to: date.after.from + half(date.after) },
  };
}

type Design = { readonly rings: number; readonly weights: Weights };

/** Both primary tests under other rings, controls and windows: descriptive. @param own one measurement for each set of windows */
export function sensitivity(
  own: readonly Measured[],
  placebos: Placebos,
  { rings, weights }: Design,
): { sensitivity: Variants; agreement: EvaluationResultBody["agreement"] } {
  const widths = [rings - 1, rings, rings + 1].filter((count) => count > 0);
  const variants = own.flatMap((measured, windows) =>
    widths.flatMap((count) =>
      CONTROL_RULES.map((control) => ({
        assessed: assess(measured, placebos, { windows, rings: count, control }),
        ...{ rings: count, control, window: WINDOWS[windows] ?? "" },
        asDesigned: windows === 0 && count === rings && control === "as_designed",
      })),
    ),
  );
  const designed = variants.find(({ asDesigned }) => asDesigned)?.assessed;
  const agree = (part: keyof Assessed) =>
    variants.filter(({ assessed }) => designed !== undefined && calls(assessed[part]) === calls(designed[part])).length;
  return {
    sensitivity: variants.map(({ assessed, ...of }) => ({
      ...of,
      target: told(assessed.target, weights),
      displacement: told(assessed.zone, weights),
    })),
    agreement: { target: agree("target"), displacement: agree("zone"), of: variants.length },
  };
}

function calls({ judged, enough }: Primary): boolean {
  return enough && judged !== null && judged.p <= LEVEL;
}

function told({ own, judged, enough, pool }: Primary, weights: Weights): Variants[number]["target"] {
  return {
    change: judgedChange(own.before, own.after, weights),
    expectedChange: judgedChange(own.before, judged?.expectedAfter ?? null, weights),
    p: enough ? (judged?.p ?? null) : null,
    m: pool.length,
  };
}
