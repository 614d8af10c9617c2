import type { AdjustedRows } from "../analytics/adjusted-rows.ts";
import { effortRatio } from "../analytics/effort-ratio.ts";
import { INDICATORS, type Indicator } from "../api/evaluation-design.ts";
import type { EvaluationResultBody } from "../api/types.ts";
import type { Scene } from "./build-scene.ts";
import { type ComparedBody, compared } from "./compared.ts";
import { countDate, type DateCounts, sumUnits } from "./date-counts.ts";
import { boroughOf, type DescribedDesign } from "./describe-design.ts";
import { bitOf, describeIndicator } from "./indicators.ts";
import { type ControlSums, type Measured, type Sums, suggestControl } from "./measure-layout.ts";
import type { MeasuresInput } from "./measures.ts";
import { countSteps, dayText, flagUnits, shiftOf } from "./over-time.ts";

type Body = EvaluationResultBody;

const MARKED = 0.05;
const EFFORT_WORDS = {
  in_step_with_searching: "In step with searching: what was found per search did not change beyond chance.",
  not_accounted_for_by_searching_alone: "Not accounted for by searching alone.",
} as const;

/** Units of the control, area by area. */
export function controlAreas(scene: Scene, counts: DateCounts): number[][] {
  if (scene.named !== null) return [[...scene.named]];
  const { borough } = scene.ground.units;
  return suggestControl(scene.own, counts).map(({ area }) =>
    Array.from(borough.keys()).filter((unit) => borough[unit] === area),
  );
}

type Rows = Pick<Body, "rings" | "strips" | "receiving">;

/** Rings, strips and receiving places with what the placebos' rows say of each. */
export function describeRows(
  scene: Scene,
  {
    measured,
    adjusted,
    control,
    design,
  }: { measured: Measured; adjusted: AdjustedRows; control: ControlSums; design: DescribedDesign },
): Rows {
  const { weights } = scene.input;
  const rows = scene.own.rows.map((row, at) => {
    const answer = adjusted.rows[at];
    const sums: Sums = measured.rows[at] ?? { earlier: 0, before: 0, after: 0 };
    const body = {
      ...compared(sums, { control, weights, direction: "rise", ...answer }),
      pAdjusted: answer?.pAdjusted ?? null,
      marked: answer?.pAdjusted != null && answer.pAdjusted <= MARKED,
      borough: row.borough < 0 ? null : boroughOf(scene, row.borough),
    };
    return { row, body };
  });
  const places = rows.filter(({ row }) => row.place !== null);
  return {
    rings: rows.flatMap(({ row: { k }, body }) => (k === null ? [] : [{ k, ...body }])),
    strips: rows
      .filter(({ row }) => row.kind === "strip")
      .map(({ row, body }) => ({ ...boroughOf(scene, row.borough), ...body })),
    receiving: places.map(({ body }, at) => ({
      id: design.receiving[at]?.id ?? "",
      name: design.receiving[at]?.name ?? "",
      ...body,
    })),
  };
}

/** Every borough, before and after, with the part it has in the design. */
export function describeBoroughs(scene: Scene, counts: DateCounts): Body["boroughs"] {
  const control = new Set(
    scene.named === null ? suggestControl(scene.own, counts).map(({ area }) => area) : scene.input.controlBoroughs,
  );
  const role = (borough: number) => {
    if (scene.own.homes.includes(borough)) return "target" as const;
    if (scene.own.touched[borough] === 1) return "neighbour" as const;
    return control.has(borough) ? ("control" as const) : ("other" as const);
  };
  return scene.input.boroughs.map((borough, at) => ({
    ...borough,
    before: counts.boroughs.before[at] ?? 0,
    after: counts.boroughs.after[at] ?? 0,
    role: role(at),
  }));
}

/** The tested indicator beside all others, which are descriptive. */
export function describeIndicators(
  scene: Scene,
  primary: { target: ComparedBody; displacement: ComparedBody },
  areas: readonly (readonly number[])[],
): Body["indicators"] {
  const { input, events, ground, own } = scene;
  const [date] = input.dates;
  if (date === undefined) return [];
  return INDICATORS.flatMap((indicator): Body["indicators"] => {
    const { label, generation } = describeIndicator(indicator);
    const common = { indicator, label, generation, note: noteOf(indicator) };
    if (indicator === input.indicator) return [{ ...common, ...primary, primary: true }];
    const counts = countDate(events, ground, { indicator: bitOf(indicator), date });
    if (counts.force.before + counts.force.after === 0) return [];
    const sums = (units: readonly number[]) => ({
      before: sumUnits(counts.before, units),
      after: sumUnits(counts.after, units),
    });
    const told = { control: sums(areas.flat()), weights: input.weights };
    return [
      {
        ...{ ...common, primary: false },
        target: compared(sums(own.target), { ...told, direction: "fall" }),
        displacement: compared(sums(own.zone), { ...told, direction: "rise" }),
      },
    ];
  });
}

function noteOf(indicator: Indicator): string | null {
  if (indicator === "possession") return "Made by searching: read it beside the searches.";
  if (indicator === "searches") return "What police did, not what happened.";
  if (indicator === "recorded_offences") return "An operation raises recorded drug offences in its target.";
  return null;
}

/** Counts per step of target and control areas, for spreads. */
export function stepsOf(
  { input, events, ground, own }: Scene,
  areas: readonly (readonly number[])[],
): MeasuresInput["steps"] {
  const indicator = bitOf(input.indicator);
  const steps = (units: readonly number[]) => {
    const flags = flagUnits(ground.units.count, units);
    return {
      before: countSteps(events, flags, { indicator, steps: input.bins.before }),
      after: countSteps(events, flags, { indicator, steps: input.bins.after }),
    };
  };
  return { target: steps(own.target), controls: areas.map(steps) };
}

/** Weeks 0–4, 5–12 and 13–26 of the after-window (or the months that come nearest), against what the control did. */
export function describeDecay(
  { input, events, ground, own }: Scene,
  areas: readonly (readonly number[])[],
  counts: DateCounts,
): Body["decay"] {
  const [date] = input.dates;
  if (date === undefined) return [];
  const indicator = bitOf(input.indicator);
  const { after } = date;
  const cuts = input.unit === "week" ? [0, 28, 84, 182] : monthCuts(input.bins.after, after.from);
  const labels =
    input.unit === "week" ? ["weeks 0–4", "weeks 5–12", "weeks 13–26"] : ["month 1", "months 2–3", "months 4–6"];
  const controlBefore = sumUnits(counts.before, areas.flat());
  const within = (units: readonly number[], from: number, to: number) =>
    countSteps(events, flagUnits(ground.units.count, units), { indicator, steps: [from, to] })[0] ?? 0;
  return labels.flatMap((label, at) => {
    const [from, to] = [after.from + (cuts[at] ?? 0), Math.min(after.to, after.from + (cuts[at + 1] ?? 0))];
    if (to <= from) return [];
    const control = within(areas.flat(), from, to);
    const part = (units: readonly number[]) => {
      const expected = controlBefore === 0 ? null : (sumUnits(counts.before, units) * control) / controlBefore;
      const seen = within(units, from, to);
      return { expected, after: seen, change: expected === null || expected === 0 ? null : seen / expected - 1 };
    };
    return [{ label, from: dayText(from), to: dayText(to), target: part(own.target), displacement: part(own.zone) }];
  });
}

function monthCuts(months: readonly number[], start: number): number[] {
  return [0, 1, 3, 6].map((month) => (months[Math.min(month, months.length - 1)] ?? start) - start);
}

/** Possession beside searches in the target. */
export function effortOf({ input, events, ground, own }: Scene): Body["effort"] {
  const flags = flagUnits(ground.units.count, own.target);
  const count = (indicator: Indicator, steps: readonly number[]) =>
    countSteps(events, flags, { indicator: bitOf(indicator), steps });
  const window = (steps: readonly number[]) => ({
    finds: count("possession", steps),
    searches: count("searches", steps),
  });
  const [before, after] = [window(input.bins.before), window(input.bins.after)];
  const found = effortRatio(before, after);
  if (found === null) return null;
  const sum = (counts: Float64Array) => counts.reduce((a, b) => a + b, 0);
  return {
    possession: { before: sum(before.finds), after: sum(after.finds) },
    searches: { before: sum(before.searches), after: sum(after.searches) },
    ratio: found.ratio,
    interval: { low: found.interval[0], high: found.interval[1] },
    verdict: found.verdict,
    says: EFFORT_WORDS[found.verdict],
  };
}

/** Hours and weekdays of the target and of each receiving place. */
export function describeShifts({ input, events, ground, own }: Scene, design: DescribedDesign): Body["shifts"] {
  const [date] = input.dates;
  if (date === undefined) return [];
  const when = { indicator: bitOf(input.indicator), before: date.before, after: date.after };
  const flags = (units: readonly number[]) => flagUnits(ground.units.count, units);
  const places = own.rows.filter(({ place }) => place !== null);
  return [
    shiftOf(events, { name: "Target", part: "target", flags: flags(own.target) }, when),
    ...places.map(({ units }, at) =>
      shiftOf(events, { name: design.receiving[at]?.name ?? "", part: "receiving", flags: flags(units) }, when),
    ),
  ].filter((shift) => shift !== null);
}

/** Target, displacement zone, control and receiving places over time. */
export function describeSeries(
  { input, events, ground, own }: Scene,
  design: DescribedDesign,
  areas: readonly (readonly number[])[],
): Omit<Body["series"], "breaks" | "marks"> {
  const steps = { indicator: bitOf(input.indicator), steps: input.steps };
  const count = (units: readonly number[]) => [...countSteps(events, flagUnits(ground.units.count, units), steps)];
  const places = own.rows.filter(({ place }) => place !== null);
  return {
    unit: input.unit,
    starts: input.steps.slice(0, -1).map(dayText),
    ...{ target: count(own.target), displacement: count(own.zone), control: count(areas.flat()) },
    places: places.map(({ units }, at) => ({ name: design.receiving[at]?.name ?? "", n: count(units) })),
  };
}
