import { Type } from "typebox";
import { CalendarDate, closed } from "./common.ts";
import { CodeName, Design, INDICATORS } from "./evaluation-design.ts";
import { Method } from "./method.ts";

const number = Type.Union([Type.Number(), Type.Null()]);
const text = Type.Union([Type.String(), Type.Null()]);

/**
 * One comparison. Counts of the two windows; `expected`: after-count that places like it without an operation lead one to
 * expect, at its level and recent rise; `byControl`: before × what the control did; shares are of the before-count.
 */
const compared = {
  before: Type.Integer(),
  after: Type.Integer(),
  expected: number,
  byControl: number,
  /** after / before − 1, and the same of `expected`; null without anything before. */
  change: number,
  expectedChange: number,
  /** What was to be expected anyway, the control's own change taken out: below −10 % of a target it was launched on a peak. */
  expectedNet: number,
  /** after / expected − 1. */
  beyondExpected: number,
  /** after − byControl. */
  difference: number,
  /** One-sided in the tested direction (target: fall; elsewhere: rise), Poisson: shown, never used. */
  pNominal: number,
  /** Against placebos, one-sided. */
  pPlacebo: number,
  /** Against placebos, the other direction: printed, never a verdict. */
  pOpposite: number,
};
const Compared = Type.Object(compared, closed);
const row = {
  ...compared,
  /** Allowing for all rows of this evaluation. */
  pAdjusted: number,
  /** pAdjusted ≤ 5 %: only such a row may be said to stand out. */
  marked: Type.Boolean(),
  borough: Type.Union([CodeName, Type.Null()]),
};

const PlaceboPool = Type.Object(
  {
    /** Distinct placebos: areas that do not overlap at one date, and after-windows of one area that do not. */
    m: Type.Integer(),
    /** Different areas among them, and different dates. */
    distinct: Type.Integer(),
    dates: Type.Array(CalendarDate),
    smallestP: number,
    /** Standardised residuals of the placebos, ascending, and the target's own: to draw one against the others. */
    residuals: Type.Array(Type.Number()),
    own: number,
    /** e = intercept + rise · r + level · ln(before + ½). */
    model: Type.Union([
      Type.Object({ intercept: Type.Number(), rise: Type.Number(), level: Type.Number() }, closed),
      Type.Null(),
    ]),
  },
  closed,
);

const IndicatorRow = Type.Object(
  {
    indicator: Type.Enum(INDICATORS),
    label: Type.String(),
    /** The one that is tested. */
    primary: Type.Boolean(),
    generation: Type.Enum(["public reported", "police generated", "mixed"]),
    target: Compared,
    displacement: Compared,
    note: text,
  },
  closed,
);

const SeriesBody = Type.Object(
  {
    unit: Type.Enum(["week", "month"]),
    /** First day of each step; the last whole one ends before the data does. */
    starts: Type.Array(CalendarDate),
    target: Type.Array(Type.Integer()),
    displacement: Type.Array(Type.Integer()),
    control: Type.Array(Type.Integer()),
    /** Each marked row and receiving place. */
    places: Type.Array(Type.Object({ name: Type.String(), n: Type.Array(Type.Integer()) }, closed)),
    /** Where a line is drawn broken. */
    breaks: Type.Array(Type.Object({ date: CalendarDate, label: Type.String() }, closed)),
    /** Phases of the operation and dated events, to shade. `to` is exclusive. */
    marks: Type.Array(
      Type.Object(
        {
          kind: Type.Enum(["phase", "event", "zone"]),
          name: Type.String(),
          from: CalendarDate,
          to: CalendarDate,
        },
        closed,
      ),
    ),
  },
  closed,
);

const Shift = Type.Object(
  {
    place: Type.String(),
    part: Type.Enum(["target", "receiving"]),
    /** Incidents by hour of the day (0–23) and weekday (Monday first), Europe/London. */
    hours: Type.Object({ before: Type.Array(Type.Integer()), after: Type.Array(Type.Integer()) }, closed),
    weekdays: Type.Object({ before: Type.Array(Type.Integer()), after: Type.Array(Type.Integer()) }, closed),
    /** Circular mean hours; later = positive, in hours, −12 … 12. */
    meanHour: Type.Object({ before: number, after: number }, closed),
    laterHours: number,
    /** By shuffling the hours between the windows, seeded, two-sided. */
    p: number,
  },
  closed,
);

const Measures = Type.Object(
  {
    wdq: Type.Union([
      Type.Object(
        {
          successMeasure: Type.Number(),
          bufferMeasure: Type.Number(),
          wdq: number,
          totalNetEffect: Type.Number(),
          /** null: must not be read. */
          reading: text,
          why: text,
        },
        closed,
      ),
      Type.Null(),
    ]),
    wdd: Type.Object(
      {
        targetPart: Type.Number(),
        displacementPart: Type.Number(),
        wdd: Type.Number(),
        variance: Type.Number(),
        z: number,
        p: number,
        interval: Type.Union([Type.Object({ low: Type.Number(), high: Type.Number() }, closed), Type.Null()]),
        warnings: Type.Array(Type.String()),
      },
      closed,
    ),
    rirr: Type.Object(
      {
        ratio: Type.Number(),
        interval: Type.Object({ low: Type.Number(), high: Type.Number() }, closed),
        dispersion: Type.Number(),
        degreesOfFreedom: Type.Integer(),
        halfAdded: Type.Boolean(),
      },
      closed,
    ),
    did: Type.Union([
      Type.Object(
        {
          ratio: Type.Number(),
          beta: Type.Number(),
          standardError: Type.Number(),
          dispersion: number,
          degreesOfFreedom: Type.Integer(),
        },
        closed,
      ),
      Type.Null(),
    ]),
    /** What each of them may be taken for. */
    caption: Type.String(),
  },
  closed,
);

/** The mean centre of target and displacement zone, and the ellipse about it: descriptive, but for the permutation p of the shift. */
const Centre = Type.Object(
  {
    before: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
    after: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
    shiftMetres: Type.Number(),
    bearingDegrees: Type.Number(),
    p: number,
    ellipses: Type.Array(
      Type.Object(
        {
          window: Type.Enum(["before", "after"]),
          majorMetres: Type.Number(),
          minorMetres: Type.Number(),
          angleRadians: Type.Number(),
        },
        closed,
      ),
    ),
  },
  closed,
);

export const VerdictRule = Type.Object({ code: Type.String(), text: Type.String() }, closed);

/** Everything that an evaluation found; the same bytes for the same input on the same version of the data. */
export const EvaluationResult = Type.Object(
  {
    design: Design,
    target: Compared,
    displacement: Compared,
    rings: Type.Array(Type.Object({ k: Type.Integer(), ...row }, closed)),
    strips: Type.Array(Type.Object({ ...CodeName.properties, ...row }, closed)),
    receiving: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), ...row }, closed)),
    boroughs: Type.Array(
      Type.Object(
        {
          ...CodeName.properties,
          before: Type.Integer(),
          after: Type.Integer(),
          role: Type.Enum(["target", "neighbour", "control", "other"]),
        },
        closed,
      ),
    ),
    indicators: Type.Array(IndicatorRow),
    measures: Measures,
    placebo: Type.Object(
      { ...PlaceboPool.properties, rule: Type.String(), zone: PlaceboPool, rows: Type.Integer() },
      closed,
    ),
    /** Share, e.g. 0.35: a fall of 35 % or more would probably (4 in 5) have been seen; null: none would. */
    mde80: number,
    decay: Type.Array(
      Type.Object(
        {
          label: Type.String(),
          from: CalendarDate,
          to: CalendarDate,
          target: Type.Object({ expected: number, after: Type.Integer(), change: number }, closed),
          displacement: Type.Object({ expected: number, after: Type.Integer(), change: number }, closed),
        },
        closed,
      ),
    ),
    /** The same comparison with other rings, control and windows: descriptive. */
    sensitivity: Type.Array(
      Type.Object(
        {
          rings: Type.Integer(),
          control: Type.Enum(["as_designed", "all_untouched"]),
          window: Type.String(),
          asDesigned: Type.Boolean(),
          target: Type.Object({ change: number, expectedChange: number, p: number, m: Type.Integer() }, closed),
          displacement: Type.Object({ change: number, expectedChange: number, p: number, m: Type.Integer() }, closed),
        },
        closed,
      ),
    ),
    /** How many of the variants come to the same answer as the design. */
    agreement: Type.Object({ target: Type.Integer(), displacement: Type.Integer(), of: Type.Integer() }, closed),
    /** Possession beside searches in the target; null where a period has no search. */
    effort: Type.Union([
      Type.Object(
        {
          possession: Type.Object({ before: Type.Integer(), after: Type.Integer() }, closed),
          searches: Type.Object({ before: Type.Integer(), after: Type.Integer() }, closed),
          ratio: Type.Number(),
          interval: Type.Object({ low: Type.Number(), high: Type.Number() }, closed),
          verdict: Type.Enum(["in_step_with_searching", "not_accounted_for_by_searching_alone"]),
          says: Type.String(),
        },
        closed,
      ),
      Type.Null(),
    ]),
    /** Hours and weekdays, where the data has hours. */
    shifts: Type.Array(Shift),
    centre: Type.Union([Centre, Type.Null()]),
    series: SeriesBody,
    /** `code`: the leading rule; `rules`: every sentence of the text with the rule it comes from. */
    verdict: Type.Object({ code: Type.String(), text: Type.String(), rules: Type.Array(VerdictRule) }, closed),
    cannotShow: Type.Array(Type.String()),
    method: Method,
  },
  closed,
);
