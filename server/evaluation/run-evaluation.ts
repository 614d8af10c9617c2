import { mde80 } from "../analytics/mde80.ts";
import { INDICATORS } from "../api/evaluation-design.ts";
import type { EvaluationResultBody } from "../api/types.ts";
import { assess, assessRows } from "./assess.ts";
import { buildScene, countScene, type Scene } from "./build-scene.ts";
import { compared, judgedWords } from "./compared.ts";
import { countDate, type DateCounts, sumUnits } from "./date-counts.ts";
import { type DescribedDesign, describeDesign } from "./describe-design.ts";
import {
  controlAreas,
  describeBoroughs,
  describeDecay,
  describeIndicators,
  describeRows,
  describeSeries,
  describeShifts,
  effortOf,
  stepsOf,
} from "./describe-parts.ts";
import { describePool, PLACEBO_RULE } from "./describe-pool.ts";
import { gatherPlacebos, type Placebo } from "./gather-placebos.ts";
import { bitOf } from "./indicators.ts";
import { meanShift } from "./mean-shift.ts";
import { type Measured, measureLayout } from "./measure-layout.ts";
import { measures } from "./measures.ts";
import { flagUnits } from "./over-time.ts";
import type { SceneInput } from "./scene.ts";
import { halfDate, sensitivity } from "./sensitivity.ts";
import { cannotShow, verdictOf } from "./verdict.ts";

/** The result but for what only the database and the calendar know. */
export type RanEvaluation = Omit<EvaluationResultBody, "design" | "method" | "series"> & {
  readonly design: DescribedDesign;
  readonly series: Omit<EvaluationResultBody["series"], "breaks" | "marks">;
  /** Incidents in no borough's cell. */
  readonly outside: number;
};

export type PlannedEvaluation = {
  readonly design: DescribedDesign;
  /** Before-counts of the target, in the order of INDICATORS. */
  readonly indicators: readonly number[];
};

/** The design of an evaluation, suggested or given, and why it would be refused; nothing after the start is counted. */
export function planEvaluation(input: SceneInput): PlannedEvaluation {
  const scene = buildScene(input);
  const date = ownDate(input);
  const before = INDICATORS.map((indicator) => {
    const counts = countDate(scene.events, scene.ground, { indicator: bitOf(indicator), date });
    return sumUnits(counts.before, scene.own.target);
  });
  return { design: describeDesign(scene, countScene(scene, date)), indicators: before };
}

/** The whole evaluation, with all its placebos. */
export function runEvaluation(input: SceneInput): RanEvaluation {
  const scene = buildScene(input);
  const counts = input.dates.map((date) => [countScene(scene, date), countScene(scene, halfDate(date))]);
  const measured = (counts[0] ?? []).map((of) =>
    measureLayout(scene.own, of, { rings: input.rings, ...(scene.named === null ? {} : { named: scene.named }) }),
  );
  const placebos = gatherPlacebos({
    ...{ ground: scene.ground, dates: input.dates, counts, places: scene.places, rings: input.rings },
    disturbances: [ownGround(scene), ...scene.others],
  });
  return describe(scene, { counts: countScene(scene, ownDate(input)), measured, placebos });
}

function ownDate({ dates: [date] }: SceneInput) {
  if (date === undefined) throw new RangeError("an evaluation needs its own date");
  return date;
}

/** From its first day on, the operation may have worked on its target and its zone. */
function ownGround({ own, ground, input }: Scene) {
  const units = flagUnits(ground.units.count, [...own.target, ...own.zone]);
  return { units, from: input.start, to: Number.POSITIVE_INFINITY };
}

type Counted = {
  readonly counts: DateCounts;
  readonly measured: readonly Measured[];
  readonly placebos: readonly Placebo[];
};

function describe(scene: Scene, { counts, measured, placebos }: Counted): RanEvaluation {
  const { input } = scene;
  const [own] = measured;
  if (own?.controls == null) throw new RangeError("an evaluation needs a control");
  const control = own.controls.as_designed;
  const variant = { windows: 0, rings: input.rings, control: "as_designed" } as const;
  const against = { ground: scene.ground, placebos };
  const assessed = assess(own, against, variant);
  const kinds = scene.own.rows.map(({ kind }) => kind);
  const adjusted = assessRows(own, kinds, { ground: scene.ground, placebos: assessed.zone.pool }, variant);
  const told = { control, weights: input.weights };
  const target = compared(assessed.target.own, { ...told, direction: "fall", ...judgedWords(assessed.target) });
  const displacement = compared(assessed.zone.own, { ...told, direction: "rise", ...judgedWords(assessed.zone) });
  const design = describeDesign(scene, counts);
  const areas = controlAreas(scene, counts);
  const answers = {
    ...{ target, displacement, ...describeRows(scene, { measured: own, adjusted, control, design }) },
    mde80: assessed.target.judged === null ? null : mde80(assessed.target.judged.model, assessed.target.own),
    ...{ decay: describeDecay(scene, areas, counts), effort: effortOf(scene), shifts: describeShifts(scene, design) },
    ...sensitivity(measured, against, input),
  };
  return {
    ...{ design, ...answers, outside: scene.outside },
    boroughs: describeBoroughs(scene, counts),
    indicators: describeIndicators(scene, { target, displacement }, areas),
    measures: measures({
      ...{ target: assessed.target.own, zone: assessed.zone.own, control, targetP: target.pPlacebo },
      steps: stepsOf(scene, areas),
    }),
    placebo: {
      ...{ ...describePool(assessed.target, input.dates), rule: PLACEBO_RULE, rows: adjusted.placeboRows },
      zone: describePool(assessed.zone, input.dates),
    },
    centre: meanShift(scene, counts),
    series: describeSeries(scene, design, areas),
    verdict: verdictOf(scene, answers, assessed),
    cannotShow: cannotShow(scene, answers),
  };
}
