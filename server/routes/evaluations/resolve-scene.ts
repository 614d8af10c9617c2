import type { Knex } from "knex";
import { TESTED_INDICATORS, type TestedIndicator } from "../../api/evaluation-design.ts";
import type { EvaluationInputBody } from "../../api/types.ts";
import { addMonths, monthsBetween, startOfMonth } from "../../db/calendar.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { hasPublicReports, listOtherPhases, type SubjectRow } from "../../db/evaluation-queries.ts";
import { listPlaces } from "../../db/place-queries.ts";
import { listPublishedMonths } from "../../db/ward-month-queries.ts";
import { DomainError } from "../../errors.ts";
import type { OtherOperation, SceneInput } from "../../evaluation/scene.ts";
import { breaksInScope, breaksWithin, refuseCrossing } from "../filter/breaks-in-scope.ts";
import { chooseDataset } from "../filter/choose-dataset.ts";
import { refuse } from "../filter/parse-filter.ts";
import { type DatasetSets, readDatasetSets } from "../filter/resolve-areas.ts";
import { pointSource } from "./point-source.ts";
import { polygonsOf, type ResolvedSubject } from "./resolve-subject.ts";
import { categoriesOf, type SceneContext, type SourceUnits } from "./source.ts";
import { wardSource } from "./ward-source.ts";
import { binsOf, chooseWindows, dayNumber, evaluationDates, seriesSteps, type Windows } from "./windows.ts";

/** Everything an evaluation is made of, read from one version of the dataset. */
export type ResolvedScene = {
  readonly subject: ResolvedSubject;
  readonly dataset: KnownDataset;
  readonly input: SceneInput;
  readonly indicator: TestedIndicator;
  /** What could be tested in this data. */
  readonly testable: readonly TestedIndicator[];
  readonly windows: Windows;
  /** The first of `input.dates`: what came before the before-window. */
  readonly earlier: { readonly from: string; readonly to: string };
  readonly units: SourceUnits;
  readonly span: { readonly from: string; readonly to: string };
};

const DEFAULTS = { rings: 3, stripMetres: 1_500 } as const;
/** As much of the data as placebos are looked for in. */
const MONTHS_BACK = 36;
const MONTHS_ON = 24;
/** Places that people know. */
const NAMING_KINDS = new Set(["station", "town_centre", "town"]);

/** @throws DomainError that names the field and what it may be, or says how much data would be enough */
export async function resolveScene(
  context: SceneContext,
  subject: ResolvedSubject,
  asked: EvaluationInputBody,
): Promise<ResolvedScene> {
  const { knex } = context.db;
  const dataset = datasetOf(await context.catalogue.list(), subject, asked.dataset);
  const sets = await readDatasetSets(knex, dataset);
  const published = dataset.facts.located === 0;
  const held = await heldIndicators(knex, dataset);
  const indicator = chooseIndicator(dataset, held, asked.indicator);
  const times = await resolveTimes(knex, { dataset, subject, asked, indicator, published });
  const { windows, dates, span, own } = times;
  const stripMetres = asked.stripMetres ?? DEFAULTS.stripMetres;
  const wanted = {
    ...{ subject, dataset, sets, asked, indicator, stripMetres },
    window: { from: times.from, to: span.to },
  };
  const ground = published ? await wardSource(context, wanted) : await pointSource(context, wanted);
  const earlier = { from: dayText(own.earlier.from), to: dayText(own.earlier.to) };
  const input: SceneInput = {
    ...(await readCommon(context, { subject, dataset, sets, windows })),
    ...{ ...ground.scene, target: subject.polygons, indicator, dates, unit: windows.unit, weights: windows.weights },
    ...{ rings: asked.rings ?? DEFAULTS.rings, stripMetres, start: dayNumber(subject.start) },
    ...{ steps: seriesSteps(windows, earlier.from, span), bins: binsOf(windows) },
  };
  return { ...{ subject, dataset, input, indicator, windows, earlier, span }, testable: held, units: ground.units };
}

type Timing = {
  readonly dataset: KnownDataset;
  readonly subject: ResolvedSubject;
  readonly asked: EvaluationInputBody;
  readonly indicator: TestedIndicator;
  readonly published: boolean;
};

/** Windows and placebo dates, free of recording breaks and gaps. */
async function resolveTimes(knex: Knex, { dataset, subject, asked, indicator, published }: Timing) {
  const categoryIds = categoriesOf(indicator);
  const held = published ? await listPublishedMonths(knex, dataset.id, "ward") : monthsHeld(dataset);
  const span = spanAbout(held, subject.start, dataset);
  const unit = published || knowsMonthsOnly(dataset, categoryIds) ? "month" : "week";
  const windows = chooseWindows(asked, { start: subject.start, unit, span });
  const scope = published ? ({ counted: "published", areaKind: "ward" } as const) : ({ counted: "points" } as const);
  const breaks = breaksInScope({ dataset, categoryIds, ...scope });
  const tested = { from: windows.before.from, to: windows.after.to };
  refuseCrossing(breaks, tested, "windows");
  refuseGaps(held, tested);
  const free = (window: Window) => breaksWithin(breaks, window).length === 0 && gapsIn(held, window).length === 0;
  const dates = evaluationDates(windows, span, free);
  const [own] = dates;
  if (own === undefined || own.after.from !== dayNumber(windows.after.from)) throw beforeBreak(windows);
  const firstDays = dates.map(({ earlier, months: [month] }) => Math.min(earlier.from, month ?? earlier.from));
  return { windows, dates, span, own, from: dayText(Math.min(...firstDays)) };
}

type Window = { readonly from: string; readonly to: string };

function datasetOf(known: readonly KnownDataset[], subject: ResolvedSubject, name: string | undefined): KnownDataset {
  const dataset = chooseDataset(
    known.filter(
      ({ synthetic, code }) => name !== undefined || subject.dataset !== null || !synthetic || code === name,
    ),
    name ?? subject.dataset ?? undefined,
    "counts-or-points",
  );
  const made = subject.dataset !== null && known.some(({ code, synthetic }) => code === subject.dataset && synthetic);
  if (made !== dataset.synthetic) {
    throw refuse(
      "dataset",
      `This ${subject.kind} is ${made ? "made up: it belongs to" : "real; it is never held against"} synthetic data${made ? ` "${subject.dataset}"` : ` such as "${dataset.code}"`}.`,
    );
  }
  return dataset;
}

/** Indicators that a verdict may rest on and that the data holds, the least driven by searching first. */
async function heldIndicators(knex: Knex, dataset: KnownDataset): Promise<TestedIndicator[]> {
  const held = new Set(
    [...dataset.facts.months, ...dataset.facts.counts].filter(({ n }) => n > 0).map(({ category }) => category),
  );
  const holds = async (indicator: TestedIndicator) => {
    if (!categoriesOf(indicator).some((id) => held.has(id))) return false;
    return indicator !== "public_reports" || hasPublicReports(knex, dataset.id, categoriesOf(indicator));
  };
  const found: TestedIndicator[] = [];
  for (const indicator of TESTED_INDICATORS) if (await holds(indicator)) found.push(indicator);
  return found;
}

/** @throws DomainError invalid_query for an indicator that the data does not hold */
function chooseIndicator(
  { code }: KnownDataset,
  held: readonly TestedIndicator[],
  asked: TestedIndicator | undefined,
): TestedIndicator {
  if (asked === undefined) {
    const [first] = held;
    if (first !== undefined) return first;
    throw refuse("dataset", `dataset "${code}" holds nothing that an evaluation could count.`);
  }
  if (held.includes(asked)) return asked;
  throw refuse("indicator", `indicator=${asked} is not in dataset "${code}"; it holds ${held.join(", ") || "none"}.`);
}

function knowsMonthsOnly({ facts }: KnownDataset, categoryIds: readonly number[]): boolean {
  return facts.months.some(({ precision, category }) => precision === "month" && categoryIds.includes(category));
}

function monthsHeld({ facts }: KnownDataset): string[] {
  return [...new Set(facts.months.map(({ month }) => month))].sort();
}

function spanAbout(held: readonly string[], start: string, dataset: KnownDataset): { from: string; to: string } {
  const [first, last] = [held[0], held.at(-1)];
  if (first === undefined || last === undefined)
    throw new DomainError("not_found", `dataset "${dataset.code}" holds no months.`);
  const [back, on] = [addMonths(startOfMonth(start), -MONTHS_BACK), addMonths(startOfMonth(start), MONTHS_ON)];
  const end = dataset.facts.span?.to ?? addMonths(last, 1);
  const to = addMonths(last, 1) < end ? addMonths(last, 1) : end;
  return { from: first > back ? first : back, to: to < on ? to : on };
}

function gapsIn(held: readonly string[], { from, to }: Window): string[] {
  return monthsBetween(startOfMonth(from), to).filter((month) => !held.includes(month));
}

function refuseGaps(held: readonly string[], window: Window): void {
  const gaps = gapsIn(held, window);
  if (gaps.length === 0) return;
  throw refuse("windows", `Not in the data, within the windows: ${gaps.map((month) => month.slice(0, 7)).join(", ")}.`);
}

function beforeBreak({ before }: Windows): DomainError {
  return new DomainError(
    "evaluation_refused",
    `A recording break or a gap lies in the months before ${before.from}, from which the recent rise is measured. Six whole months free of both are needed.`,
    { field: "windows", needed: 6 },
  );
}

type Wanted = {
  readonly subject: ResolvedSubject;
  readonly dataset: KnownDataset;
  readonly sets: DatasetSets;
  readonly windows: Windows;
};

async function readCommon(
  { db }: SceneContext,
  { subject, dataset, windows }: Wanted,
): Promise<Pick<SceneInput, "others" | "namedPlaces">> {
  const rows = await listOtherPhases(db.knex, {
    except: subject.kind === "operation" ? subject.id : null,
    ...{ dataset: dataset.code, synthetic: dataset.synthetic },
  });
  const watched = dayNumber(windows.after.to) - dayNumber(windows.after.from);
  const others = [...Map.groupBy(rows, ({ id }) => id).values()].map((phases) => otherOperation(phases, watched));
  const places = await listPlaces(db.knex, dataset.synthetic, null);
  return { others, namedPlaces: places.filter(({ kind }) => NAMING_KINDS.has(kind)) };
}

/** It may have worked for as long after its end as this one is watched. */
function otherOperation(phases: readonly SubjectRow[], watched: number): OtherOperation {
  const ends = phases.map(({ from, to }) => dayNumber(to ?? from));
  return {
    polygons: polygonsOf(phases),
    from: Math.min(...phases.map(({ from }) => dayNumber(from))),
    to: Math.max(...ends) + watched,
  };
}

function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
