import { FEWEST_PLACEBOS } from "../../analytics/placebo-adjustment.ts";
import type { EvaluationResultBody } from "../../api/types.ts";
import { listEvents } from "../../db/event-queries.ts";
import { RECEIVING_METRES } from "../../evaluation/ground.ts";
import type { RanEvaluation } from "../../evaluation/run-evaluation.ts";
import { methodCard } from "../statistics/method-card.ts";
import { breaksOf, composeDesign } from "./compose-design.ts";
import type { ResolvedScene } from "./resolve-scene.ts";
import { categoriesOf, type SceneContext } from "./source.ts";

/** The whole result, in the order in which it is written. */
export async function composeResult(
  context: SceneContext,
  scene: ResolvedScene,
  ran: RanEvaluation,
): Promise<EvaluationResultBody> {
  const { design: described, series, outside, ...rest } = ran;
  const design = await composeDesign(context, scene, described);
  const breaks = breaksOf(scene).map(({ date, label }) => ({ date, label }));
  const shown = { ...series, breaks, marks: await marksOf(context, scene, groundOf(design)) };
  return { design, ...rest, series: shown, method: methodOf(scene, ran, outside) };
}

/** Codes of the boroughs that target, rings, strips and receiving places lie in. */
function groundOf({ target, rings, strips, receiving }: EvaluationResultBody["design"]): string[] {
  const boroughs = [...target.boroughs, ...rings.map(({ borough }) => borough), ...strips];
  const codes = [...boroughs, ...receiving.flatMap(({ borough }) => borough ?? [])].map(({ code }) => code);
  return [...new Set(codes)].filter((code) => code !== "").sort();
}

/** Phases of the operation (or the zone's time) and the dated events about its ground, to shade. */
async function marksOf(
  { db }: SceneContext,
  { subject, dataset, span }: ResolvedScene,
  areas: readonly string[],
): Promise<EvaluationResultBody["series"]["marks"]> {
  const kind = subject.kind === "zone" ? ("zone" as const) : ("phase" as const);
  const own = subject.parts.map(({ name, from, to }) => ({ kind, name, from, to: to ?? span.to }));
  const events = await listEvents(db.knex, {
    ...{ visible: subject.visible, dataset: { id: dataset.id, synthetic: dataset.synthetic } },
    ...{ from: span.from, to: span.to, areas, operationId: null, id: null },
  });
  const near = events.filter(
    ({ operation }) => operation === null || (subject.kind === "operation" && operation === subject.id),
  );
  return [...own, ...near.map(({ name, from, to }) => ({ kind: "event" as const, name, from, to }))];
}

function methodOf(scene: ResolvedScene, ran: RanEvaluation, outside: number): EvaluationResultBody["method"] {
  const { dataset, windows, earlier, indicator, input, units } = scene;
  const kind = units.kind === "ward" ? ("ward" as const) : ("borough" as const);
  const published = input.source.kind === "published";
  return methodCard({
    ...{ kind: "evaluation", dataset, asked: { area: null, set: units.set }, outside, seed: 1 },
    filter: { categoryIds: categoriesOf(indicator), from: earlier.from, to: windows.after.to },
    units: { kind, set: units.set ?? units.boroughSet, size: input.boroughs.length },
    exclusions: published ? ["Receiving places are not looked for: counts are published per ward."] : [],
    parameters: parametersOf(scene, ran),
  });
}

function parametersOf(
  scene: ResolvedScene,
  { placebo, design }: RanEvaluation,
): EvaluationResultBody["method"]["parameters"] {
  const { windows, earlier, indicator, input, subject, units } = scene;
  const words = ({ from, to }: { from: string; to: string }) => `${from} to ${to}`;
  return {
    ...{
      subject: `${subject.kind} ${subject.id}`,
      start: subject.start,
      indicator,
      source: input.source.kind,
      res: units.res,
    },
    ...{ before: words(windows.before), after: words(windows.after), earlier: words(earlier) },
    ...{
      rings: input.rings,
      stripMetres: input.stripMetres,
      receivingMetres: RECEIVING_METRES,
      control: design.control.chosen,
    },
    ...{ level: 0.05, tests: "target falls, displacement zone rises; each one-sided", levelFactor: 2 },
    ...{
      fewestPlacebos: FEWEST_PLACEBOS,
      placebos: placebo.m,
      zonePlacebos: placebo.zone.m,
      placeboRows: placebo.rows,
    },
    family: "each row against the largest row of each placebo of the zone",
  };
}
