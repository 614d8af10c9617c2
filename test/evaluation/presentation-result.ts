import { verdictRules } from "../../server/analytics/verdict-rules.ts";
import type { EvaluationResultBody } from "../../server/api/types.ts";
import type { PresentationFacts } from "../../server/evaluation/presentation/facts.ts";

type Body = EvaluationResultBody;
type Compared = Body["target"];

/** One comparison of `before` with `after`, where `expected` was to be expected. */
export function compared(
  before: number,
  after: number,
  expected: number | null,
  changes: Partial<Compared> = {},
): Compared {
  return {
    ...{ before, after, expected, byControl: before, difference: after - before },
    change: before === 0 ? null : after / before - 1,
    expectedChange: expected === null || before === 0 ? null : expected / before - 1,
    ...{ expectedNet: 0, beyondExpected: null, pNominal: 0.5, pPlacebo: 0.5, pOpposite: 0.5 },
    ...changes,
  };
}

function square(west: number, south: number, side: number): Body["design"]["geometry"]["features"][number]["geometry"] {
  const ring = [
    [west, south],
    [west + side, south],
    [west + side, south + side],
    [west, south + side],
    [west, south],
  ];
  return { type: "MultiPolygon", coordinates: [[ring]] };
}

const ALPHA = { code: "E09000901", name: "Alphaford" };
const BETA = { code: "E09000902", name: "Betaham" };
const MARKED = { pAdjusted: 0.02, marked: true };
const UNMARKED = { pAdjusted: 0.6, marked: false };

export type Told = {
  readonly target?: Compared;
  readonly displacement?: Compared;
  /** Which rows stand out. */
  readonly marked?: readonly ("ring" | "strip" | "first" | "second")[];
  readonly mde80?: number | null;
  /** How the first receiving place was found. */
  readonly found?: "hot_place" | "named";
};

/** A whole result, made by hand: target in Alphaford, a ring there, the side of Betaham, two receiving places in it. */
export function resultOf(told: Told = {}): Body {
  const { mde80 = 0.3, found = "hot_place", marked = [] } = told;
  const target = told.target ?? compared(100, 60, 95, { pPlacebo: 0.02 });
  const displacement = told.displacement ?? compared(80, 90, 82);
  const mark = (name: "ring" | "strip" | "first" | "second") => (marked.includes(name) ? MARKED : UNMARKED);
  const codes = verdictRules({
    target: { change: target.change, expectedNet: target.expectedNet, p: target.pPlacebo },
    zone: { ...displacement, p: displacement.pPlacebo },
    markedRows: marked.length,
    mde80,
  });
  return {
    design: designOf(found),
    ...{ target, displacement, mde80 },
    rings: [{ k: 1, ...compared(20, 22, 20.4), ...mark("ring"), borough: ALPHA }],
    strips: [{ ...BETA, ...compared(30, 45, 31), ...mark("strip"), borough: BETA }],
    receiving: [
      { id: "place-1", name: NAMES[found], ...compared(12, 30, 13.2), ...mark("first"), borough: BETA },
      {
        id: "place-2",
        name: "Betaham, by Low Road station",
        ...compared(9, 21, 9.6),
        ...mark("second"),
        borough: BETA,
      },
    ],
    boroughs: [],
    indicators: [],
    measures: MEASURES,
    placebo: { ...POOL, rule: "Places alike.", zone: { ...POOL, m: 199, distinct: 120 }, rows: 400 },
    ...{ decay: [], sensitivity: [], agreement: { target: 9, displacement: 12, of: 12 } },
    ...{ effort: null, shifts: [], centre: null },
    series: { unit: "week", starts: [], target: [], displacement: [], control: [], places: [], breaks: [], marks: [] },
    verdict: {
      code: codes[0] ?? "",
      text: `The verdict on ${NAMES[found]}.`,
      rules: codes.map((code) => ({ code, text: `Sentence of ${code}.` })),
    },
    cannotShow: ["Another drug."],
    method: METHOD,
  };
}

const NAMES = { hot_place: "Betaham, by High Road station", named: "Flat 9, 12 High Road" };
const POOL = {
  ...{ m: 49, distinct: 30, dates: ["2025-01-06"], smallestP: 0.02, residuals: [-1.23456, 0, 1], own: -2 },
  model: null,
};
const MEASURES: Body["measures"] = {
  wdq: null,
  wdd: {
    ...{ targetPart: 0, displacementPart: 0, wdd: 0, variance: 1, z: null, p: null, interval: null, warnings: [] },
  },
  rirr: { ratio: 1, interval: { low: 1, high: 1 }, dispersion: 1, degreesOfFreedom: 1, halfAdded: false },
  did: null,
  caption: "Shown, never used.",
};
const METHOD: Body["method"] = {
  ...{ dataset: "test", version: 1, synthetic: false, exclusions: [], breaks: [], universe: null, units: null },
  filters: { category: ["supply"], from: "2024-01-01", to: "2025-07-07", area: null, set: null },
  ...{
    parameters: {},
    seed: 1,
    softwareVersion: "0",
    what5PercentMeans: "",
    knownBiases: [],
    caption: null,
    banner: null,
  },
  backtest: null,
};

function designOf(found: "hot_place" | "named"): Body["design"] {
  const part = { k: null, code: null, name: null };
  const place = { borough: BETA, cells: ["89194ad3257ffff"], metres: 900, found };
  return {
    ...{ dataset: "test", version: 1, indicator: "public_reports", source: "points" },
    units: { kind: "cell", res: 9, set: null, boroughSet: "boroughs" },
    windows: {
      earlier: { from: "2024-01-01", to: "2024-07-01" },
      before: { from: "2024-07-08", to: "2025-01-06" },
      after: { from: "2025-01-06", to: "2025-07-07" },
      ...{ unit: "week", weights: { before: 26, after: 26 }, reason: "26 weeks on either side." },
    },
    target: { boroughs: [ALPHA], units: 40, hectares: 53.4, before: 100 },
    rings: [{ k: 1, borough: ALPHA, units: 30, before: 20 }],
    stripMetres: 1_500,
    strips: [{ ...BETA, units: 50, before: 30 }],
    receiving: [
      { id: "place-1", name: NAMES[found], ...place, before: 12 },
      { id: "place-2", name: "Betaham, by Low Road station", ...place, found: "hot_place", before: 9 },
    ],
    control: { chosen: "suggested", areas: [], cells: [], before: 400, reason: "Alike." },
    breaks: [],
    geometry: {
      type: "FeatureCollection",
      features: [
        { type: "Feature", properties: { part: "target", ...part }, geometry: square(0, 51.5, 0.01) },
        {
          type: "Feature",
          properties: { ...part, part: "ring", k: 1, code: ALPHA.code },
          geometry: square(0, 51.51, 0.01),
        },
        { type: "Feature", properties: { ...part, part: "strip", ...BETA }, geometry: square(0.01, 51.5, 0.01) },
        {
          type: "Feature",
          properties: { ...part, part: "receiving", code: "place-1", name: NAMES[found] },
          geometry: square(0.012, 51.502, 0.003),
        },
        { type: "Feature", properties: { part: "control", ...part }, geometry: square(0.1, 51.5, 0.1) },
      ],
    },
  };
}

/** An operation of one phase whose evaluation found this. */
export function factsOf(told: Told = {}, changes: Partial<PresentationFacts> = {}): PresentationFacts {
  const phase = { name: "Days of action", from: "2025-01-06", to: "2025-02-03", lngLat: [0.005, 51.505] as const };
  return {
    operation: { id: 7, name: "Operation Test", phases: [phase] },
    ...{ evaluation: 3, synthetic: true, totals: [], places: [] },
    result: resultOf(told),
    ...changes,
  };
}
