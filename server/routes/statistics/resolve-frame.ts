import type { Knex } from "knex";
import type { Resolution } from "../../api/vocabulary.ts";
import { type AreaNameRow, type AreaSetRow, listAreas } from "../../db/area-queries.ts";
import type { AreaFilter, CountFilter } from "../../db/count-filter.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { listAreaCells } from "../../db/hotspot-queries.ts";
import { DomainError } from "../../errors.ts";
import type { RecordingBreak } from "../../ingest/recording-breaks.ts";
import { positionsOf, type Universe } from "../../statistics/universe.ts";
import { checkVersion } from "../dataset-version.ts";
import { breaksInScope, refuseCrossing } from "../filter/breaks-in-scope.ts";
import { type AskedGroup, expandAreas } from "../filter/expand-areas.ts";
import { refuse } from "../filter/parse-filter.ts";
import { type DatasetSets, findSet, readDatasetSets, resolveAreas } from "../filter/resolve-areas.ts";
import { type Asked as AskedWhere, type FilterQuery, resolveFilter } from "../filter/resolve-filter.ts";
import type { StatisticsContext } from "./statistics-context.ts";
import type { UniverseAreas } from "./universes.ts";

export type TestQuery = FilterQuery & { universe?: string; res?: Resolution; version?: number };

export type Asked = AskedWhere & {
  /** As it was named; absent when it was not. */
  readonly universe?: string;
};

/** What a test is made on: every incident of the filter whose cell is in the universe, whichever area its point is in. */
export type Frame = {
  readonly dataset: KnownDataset;
  readonly sets: DatasetSets;
  /** Without an area: `area` selects what is listed and never changes the test. */
  readonly filter: CountFilter;
  readonly universe: Universe;
  /** Positions in the universe of the cells that are listed; null = all. */
  readonly listed: Uint32Array | null;
  /** The query's own words, for the method card. */
  readonly asked: Asked;
};

/** The recording breaks that concern the incidents of a frame, whatever its window. */
export function breaksOfFrame({ dataset, filter }: Pick<Frame, "dataset" | "filter">): RecordingBreak[] {
  return breaksInScope({ dataset, categoryIds: filter.categoryIds, counted: "points" });
}

/**
 * A frame for a test: a window that was asked for and crosses a recording break is refused. One that nobody asked for
 * (the default, months that a test looks back on) is left to the gate of the test.
 * @throws DomainError that names the field and what it may be
 */
export async function resolveFrame(context: StatisticsContext, query: TestQuery): Promise<Frame> {
  const frame = await resolveUntested(context, query);
  const field = query.from === undefined ? "to" : "from";
  if (query[field] !== undefined) refuseCrossing(breaksOfFrame(frame), frame.filter, field);
  return frame;
}

/**
 * Resolve dataset, filter, universe and the listed cells of a query, for shares and ranks that test nothing.
 * @throws DomainError that names the field and what it may be
 */
export async function resolveUntested(context: StatisticsContext, query: TestQuery): Promise<Frame> {
  const { knex } = context.db;
  const {
    dataset,
    filter,
    sets: known,
    asked: where,
  } = await resolveFilter({ knex, catalogue: context.catalogue }, query, {
    chosenSetsToo: true,
  });
  checkVersion(query, dataset);
  const sets = known ?? (await readDatasetSets(knex, dataset));
  const res = query.res ?? 9;
  const { of, groups } = await resolveUniverse(knex, query, { dataset, sets });
  const universe = await context.universes.get(of, res);
  if (universe.cells.length === 0)
    throw refuse("universe", `The areas of the universe overlap no cell of resolution ${res}.`);
  const listed = filter.area === null ? null : await listedCells(knex, filter.area, universe);
  const asked = {
    ...where,
    groups: distinct([...where.groups, ...groups]),
    ...(query.universe === undefined ? {} : { universe: query.universe }),
  };
  return { dataset, sets, filter: { ...filter, area: null }, universe, listed, asked };
}

async function listedCells(knex: Knex, area: AreaFilter, universe: Universe): Promise<Uint32Array> {
  const listed = positionsOf(universe, await listAreaCells(knex, area.areaIds, universe.res));
  if (listed.length > 0) return listed;
  throw refuse("area", "No cell of this area is in the universe: name a universe that holds it.");
}

/** The areas named by `universe`, else all of the dataset's chosen borough set. */
async function resolveUniverse(
  knex: Knex,
  query: TestQuery,
  { dataset, sets }: { dataset: KnownDataset; sets: DatasetSets },
): Promise<{ of: UniverseAreas; groups: readonly AskedGroup[] }> {
  if (query.universe === undefined) {
    const set = sets.chosen.find((chosen) => chosen.kind === "borough");
    if (set !== undefined) return { of: { set, areas: await listAreas(knex, set.id) }, groups: [] };
    throw refuse(
      "universe",
      `dataset "${dataset.code}" is located in no set of boroughs: name the areas of the universe.`,
    );
  }
  const named = query.set === undefined ? [] : [findSet(sets.all, query.set, dataset)];
  const { area, groups } = await namingUniverse(async () => {
    const universe = await expandAreas(knex, query.universe ?? "");
    return { area: await resolveAreas(knex, universe, [...named, ...sets.chosen], sets), groups: universe.groups };
  });
  const set = sets.all.find(({ id }) => id === area.setId);
  if (set === undefined) throw refuse("universe", "The area set of the universe is gone. Ask again.");
  return { of: { set, areas: await areasOf(knex, set, area.areaIds) }, groups };
}

/** A group may be asked for as area and as universe. */
function distinct(groups: readonly AskedGroup[]): AskedGroup[] {
  return [...new Map(groups.map((group) => [group.id, group])).values()];
}

async function areasOf(knex: Knex, set: AreaSetRow, ids: readonly number[]): Promise<AreaNameRow[]> {
  return (await listAreas(knex, set.id)).filter(({ id }) => ids.includes(id));
}

/** Area codes are looked up alike for `area` and for `universe`; what is wrong is told of the one that was asked. */
async function namingUniverse<Result>(look: () => Promise<Result>): Promise<Result> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof DomainError) || error.details?.["field"] !== "area") throw error;
    throw new DomainError(error.code, `universe: ${error.message}`, { ...error.details, field: "universe" });
  }
}
