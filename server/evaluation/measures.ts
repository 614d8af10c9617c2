import { beforeDispersion } from "../analytics/before-dispersion.ts";
import { quasiPoissonDid } from "../analytics/quasi-poisson-did.ts";
import { rirr } from "../analytics/rirr.ts";
import { wdd } from "../analytics/wdd.ts";
import { wdq } from "../analytics/wdq.ts";
import type { EvaluationResultBody } from "../api/types.ts";
import type { ControlSums, Sums } from "./measure-layout.ts";

type MeasuresBody = EvaluationResultBody["measures"];

export type MeasuresInput = {
  readonly target: Sums;
  readonly zone: Sums;
  readonly control: ControlSums;
  /** Against placebos; null where there is none. */
  readonly targetP: number | null;
  /** Counts per step of the before- and after-window, equally long steps. */
  readonly steps: {
    readonly target: { readonly before: Float64Array; readonly after: Float64Array };
    /** One for each area of the control. */
    readonly controls: readonly { readonly before: Float64Array; readonly after: Float64Array }[];
  };
};

const CAPTION =
  "Descriptive: their errors take counts for more regular than they are. On London wards without any operation WDD rejects 27.5 % and RIRR 10.9 to 13.4 % at a nominal 5 %. None of them enters the verdict.";

/** The measures that the literature prints, side by side. */
export function measures(input: MeasuresInput): MeasuresBody {
  return { wdq: wdqOf(input), wdd: wddOf(input), rirr: rirrOf(input), did: didOf(input), caption: CAPTION };
}

function wdqOf({ target, zone, control, targetP }: MeasuresInput): MeasuresBody["wdq"] {
  const found = wdq({ target: pair(target), buffer: pair(zone), control: pair(control) }, targetP);
  if (found === null) return null;
  const unread =
    found.successMeasure >= 0
      ? "the target did not fall against the control"
      : "the target's fall may be chance (p above 10 %)";
  return { ...found, why: found.reading === null ? `Not read: ${unread}.` : null };
}

/** The control is scaled to the level of what it is held against: as an area so many times as large. */
function wddOf({ target, zone, control }: MeasuresInput): MeasuresBody["wdd"] {
  const times = (own: Sums) => (own.before > 0 && control.before > 0 ? control.before / own.before : 1);
  const { interval, warnings, ...rest } = wdd(
    { target: pair(target), control: pair(control), displacement: pair(zone), displacementControl: pair(control) },
    { areas: { control: times(target), displacementControl: times(zone) } },
  );
  return {
    ...rest,
    interval: interval === null ? null : { low: interval[0], high: interval[1] },
    warnings: [...warnings],
  };
}

function rirrOf({ target, control, steps }: MeasuresInput): MeasuresBody["rirr"] {
  const pooled = sumColumns(
    steps.controls.map(({ before }) => before),
    steps.target.before.length,
  );
  const { dispersion, degreesOfFreedom } = beforeDispersion(steps.target.before, pooled);
  const { ratio, interval, halfAdded } = rirr(pair(target), pair(control), dispersion);
  return {
    ratio,
    interval: { low: interval[0], high: interval[1] },
    dispersion: Math.max(1, dispersion),
    degreesOfFreedom,
    halfAdded,
  };
}

function didOf({ steps }: MeasuresInput): MeasuresBody["did"] {
  const areas = [steps.target, ...steps.controls].map(({ before, after }) => Float64Array.of(...before, ...after));
  const { before, after } = steps.target;
  const found = quasiPoissonDid({
    areas,
    treated: areas.map((_, at) => at === 0),
    after: [...Array.from(before, () => false), ...Array.from(after, () => true)],
  });
  if (found === null) return null;
  const { beta, standardError, dispersion, degreesOfFreedom } = found;
  return { ratio: Math.exp(beta), beta, standardError, dispersion, degreesOfFreedom };
}

function pair({ before, after }: { readonly before: number; readonly after: number }): readonly [number, number] {
  return [before, after];
}

function sumColumns(columns: readonly Float64Array[], length: number): Float64Array {
  const sum = new Float64Array(length);
  for (const column of columns) for (const [at, n] of column.entries()) sum[at] = (sum[at] ?? 0) + n;
  return sum;
}
