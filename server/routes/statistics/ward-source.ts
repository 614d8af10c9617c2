import type { Knex } from "knex";
import { countPublished } from "../../db/area-count-queries.ts";
import { type AreaSetRow, listAreas } from "../../db/area-queries.ts";
import type { CountFilter } from "../../db/count-filter.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { listPublishedMonths } from "../../db/ward-month-queries.ts";
import { DomainError } from "../../errors.ts";
import type { RecordingBreak } from "../../ingest/recording-breaks.ts";
import { checkVersion } from "../dataset-version.ts";
import { breaksInScope } from "../filter/breaks-in-scope.ts";
import { chooseDataset } from "../filter/choose-dataset.ts";
import { parseCategories, refuse } from "../filter/parse-filter.ts";
import { type DatasetSets, findSet, readDatasetSets } from "../filter/resolve-areas.ts";
import type { Frame } from "./resolve-frame.ts";
import type { StatisticsContext } from "./statistics-context.ts";

export type Ward = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly borough: string | null;
};

/** The wards that are compared, and where their counts come from. */
export type WardSource = {
  readonly dataset: KnownDataset;
  readonly sets: DatasetSets;
  readonly source: "points" | "published";
  /** null where published counts stand for wards of no loaded set. */
  readonly set: AreaSetRow | null;
  readonly wards: readonly Ward[];
  /** First days of the months that the data holds. */
  readonly held: readonly string[];
  readonly filter: Omit<CountFilter, "from" | "to" | "months">;
};

/** The recording breaks that concern these counts, whatever the window. */
export function breaksOfWards({ dataset, filter, source }: WardSource): RecordingBreak[] {
  return breaksInScope({ dataset, categoryIds: filter.categoryIds, counted: source, areaKind: "ward" });
}

export type WardQuery = { dataset?: string; category?: string; set?: string; version?: number };

/** Share of the published codes that a set must hold to be the one they were published for. */
const MATCH = 0.95;

/**
 * From points where the dataset has them, else as its source published them; always in wards of one vintage.
 * @throws DomainError that names the field and what it may be
 */
export async function resolveWards(context: StatisticsContext, query: WardQuery): Promise<WardSource> {
  const { knex } = context.db;
  const categoryIds = parseCategories(query.category);
  const dataset = chooseDataset(await context.catalogue.list(), query.dataset, "counts-or-points");
  checkVersion(query, dataset);
  const sets = await readDatasetSets(knex, dataset);
  const named = query.set === undefined ? null : findSet(sets.all, query.set, dataset);
  if (named !== null && named.kind !== "ward")
    throw refuse("set", `set=${named.code} holds areas of kind ${named.kind}, not wards.`);
  const forceIds = dataset.facts.forces.map(({ id }) => id);
  const filter = { datasetId: dataset.id, forceIds, categoryIds, area: null, cells: null };
  const known = { dataset, sets, filter };
  if (dataset.facts.located === 0) return { ...known, ...(await published(knex, { ...known, named })) };
  const set = named ?? sets.chosen.find(({ kind }) => kind === "ward");
  if (set === undefined)
    throw refuse("set", `dataset "${dataset.code}" is located in no set of wards: name one with set=.`);
  const held = [...new Set(dataset.facts.months.map(({ month }) => month))].sort();
  return { ...known, source: "points", set, wards: await listAreas(knex, set.id), held };
}

/** Every ward that the source ever published a count for; a ward that it does not cover is not one with zero offences. */
async function published(
  knex: Knex,
  { dataset, sets, named, filter }: Pick<WardSource, "dataset" | "sets" | "filter"> & { named: AreaSetRow | null },
): Promise<Pick<WardSource, "source" | "set" | "wards" | "held">> {
  const window = { from: "1900-01-01", to: "2200-01-01", months: null };
  const rows = await countPublished(knex, { ...filter, ...window }, "ward");
  if (rows.length === 0) {
    throw new DomainError("points_required", `dataset "${dataset.code}" has neither points nor counts per ward.`, {
      field: "dataset",
    });
  }
  const candidates =
    named === null ? sets.all.filter((set) => set.kind === "ward" && set.synthetic === dataset.synthetic) : [named];
  let best: { set: AreaSetRow; share: number; boroughs: Map<string, string | null> } | null = null;
  for (const set of candidates) {
    const boroughs = new Map((await listAreas(knex, set.id)).map(({ code, borough }) => [code, borough]));
    const share = rows.filter(({ code }) => boroughs.has(code)).length / rows.length;
    if (share >= MATCH && share > (best?.share ?? 0)) best = { set, share, boroughs };
  }
  if (named !== null && best === null) {
    throw new DomainError(
      "mixed_vintages",
      `set=${named.code} is not the set that the counts of dataset "${dataset.code}" were published for.`,
      { field: "set" },
    );
  }
  const wards = rows.map(({ code, name }) => ({ id: 0, code, name, borough: best?.boroughs.get(code) ?? null }));
  return {
    source: "published",
    set: best?.set ?? null,
    wards,
    held: await listPublishedMonths(knex, dataset.id, "ward"),
  };
}

/** The wards that a dataset's points are located in; null when there are none. */
export function wardsOfFrame({ dataset, sets, filter }: Frame): { list(knex: Knex): Promise<WardSource> } | null {
  const set = sets.chosen.find(({ kind }) => kind === "ward");
  if (set === undefined) return null;
  const held = [...new Set(dataset.facts.months.map(({ month }) => month))].sort();
  return {
    list: async (knex) => ({
      dataset,
      sets,
      filter,
      source: "points",
      set,
      wards: await listAreas(knex, set.id),
      held,
    }),
  };
}
