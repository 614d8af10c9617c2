import type { Knex } from "knex";
import type { CountFilter } from "../../db/count-filter.ts";
import type { DatasetCatalogue, KnownDataset } from "../../db/dataset-catalogue.ts";
import { checkWindow } from "./check-precision.ts";
import { chooseDataset, type Need } from "./choose-dataset.ts";
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

export type ResolvedFilter = {
  readonly dataset: KnownDataset;
  readonly sets: DatasetSets | null;
  readonly filter: CountFilter;
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
  const area = sets === null ? null : await resolveArea(source.knex, query, { dataset, sets, ...options });
  const forceIds = facts.forces.map((force) => force.id);
  return { dataset, sets, filter: { datasetId: dataset.id, forceIds, categoryIds, ...window, area, cells } };
}

async function resolveArea(
  knex: Knex,
  query: FilterQuery,
  { dataset, sets, chosenSetsToo }: { dataset: KnownDataset; sets: DatasetSets; chosenSetsToo?: boolean },
): Promise<CountFilter["area"]> {
  const named = query.set === undefined ? [] : [findSet(sets.all, query.set, dataset)];
  const candidates = query.set === undefined || chosenSetsToo ? [...named, ...sets.chosen] : named;
  return query.area === undefined ? null : resolveAreas(knex, query.area, candidates, sets);
}
