import type { Knex } from "knex";
import type { CountFilter } from "../../db/count-filter.ts";
import type { DatasetCatalogue, KnownDataset } from "../../db/dataset-catalogue.ts";
import { checkWindow } from "./check-precision.ts";
import { chooseDataset, type Need } from "./choose-dataset.ts";
import { type AskedGroup, expandAreas, type NamedAreas } from "./expand-areas.ts";
import { parseCategories, parseCells, parseWindow } from "./parse-filter.ts";
import { type DatasetSets, findSet, readDatasetSets, resolveAreas } from "./resolve-areas.ts";

/** The shared query names, as they come. */
export type FilterQuery = {
  dataset?: string;
  category?: string;
  from?: string;
  to?: string;
  area?: string;
  set?: string;
  cell?: string;
};

export type FilterOptions = {
  /** What the dataset must hold; by default points. */
  readonly need?: Need;
  /** Area codes of the sets the dataset is located in stand beside `set`, which then names what is counted in. */
  readonly chosenSetsToo?: boolean;
};

/** The query's own words on where, for the answer. */
export type Asked = {
  readonly area: readonly string[] | null;
  readonly set: string | null;
  /** Groups of areas among what was named; absent where none could be. */
  readonly groups?: readonly AskedGroup[];
};

export type ResolvedFilter = {
  readonly dataset: KnownDataset;
  readonly sets: DatasetSets | null;
  readonly filter: CountFilter;
  readonly asked: Asked & { readonly groups: readonly AskedGroup[] };
};

/**
 * Resolve the names of a query that counts located incidents. Without `set` the area codes are looked up in the sets
 * the dataset is located in.
 * @throws DomainError that names the field and what it may be
 */
export async function resolveFilter(
  source: { readonly knex: Knex; readonly catalogue: DatasetCatalogue },
  query: FilterQuery,
  options: FilterOptions = {},
): Promise<ResolvedFilter> {
  const categoryIds = parseCategories(query.category);
  const cells = parseCells(query.cell);
  const dataset = chooseDataset(await source.catalogue.list(), query.dataset, options.need ?? "points");
  const { facts } = dataset;
  const window = parseWindow(query, facts.span ?? { from: "1900-01-01", to: "1900-02-01" });
  checkWindow(facts, categoryIds, window);
  const wantsSets = query.area !== undefined || query.set !== undefined;
  const sets = wantsSets ? await readDatasetSets(source.knex, dataset) : null;
  const named = query.area === undefined ? null : await expandAreas(source.knex, query.area);
  const area = sets === null ? null : await resolveArea(source.knex, query.set, { dataset, sets, named, ...options });
  const forceIds = facts.forces.map((force) => force.id);
  const filter = { datasetId: dataset.id, forceIds, categoryIds, ...window, area, cells };
  const asked = { area: named?.asked ?? null, set: query.set ?? null, groups: named?.groups ?? [] };
  return { dataset, sets, filter, asked };
}

type Where = {
  readonly dataset: KnownDataset;
  readonly sets: DatasetSets;
  readonly named: NamedAreas | null;
  readonly chosenSetsToo?: boolean;
};

async function resolveArea(
  knex: Knex,
  set: string | undefined,
  { dataset, sets, named, chosenSetsToo }: Where,
): Promise<CountFilter["area"]> {
  const own = set === undefined ? [] : [findSet(sets.all, set, dataset)];
  const candidates = set === undefined || chosenSetsToo ? [...own, ...sets.chosen] : own;
  return named === null ? null : resolveAreas(knex, named, candidates, sets);
}
