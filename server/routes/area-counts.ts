import type { Knex } from "knex";
import { AreaCounts, AreaCountsQuery } from "../api/areas.ts";
import type { AreaCountsBody } from "../api/types.ts";
import type { AreaKind } from "../api/vocabulary.ts";
import { countAreas } from "../db/area-count-queries.ts";
import { type AreaSetRow, listAreas } from "../db/area-queries.ts";
import type { KnownDataset } from "../db/dataset-catalogue.ts";
import { countPublishedAreas } from "./area-counts/count-published-areas.ts";
import { failures, type Resource, type RouteContext } from "./context.ts";
import { canAnswer, chooseDataset } from "./filter/choose-dataset.ts";
import { echoGroups } from "./filter/expand-areas.ts";
import { refuse } from "./filter/parse-filter.ts";
import { type DatasetSets, findSet, locatedColumn, readDatasetSets } from "./filter/resolve-areas.ts";
import { type FilterQuery, resolveFilter } from "./filter/resolve-filter.ts";
import { readSteady } from "./read-steady.ts";

type CountsQuery = FilterQuery & { kind?: AreaKind };
type Answer = { readonly dataset: KnownDataset; readonly body: AreaCountsBody };

/** Counts per ward, borough or LSOA: from points where there are any, else as the source published them. */
export const areaCountRoutes: Resource = (context) => async (app) => {
  app.get(
    "/area-counts",
    {
      config: { tier: "analyst" },
      schema: { querystring: AreaCountsQuery, response: { 200: AreaCounts, ...failures } },
    },
    async (request) => (await readSteady(context.db.knex, () => answer(context, request.query))).body,
  );
};

async function answer(context: RouteContext, query: CountsQuery): Promise<Answer> {
  const { knex } = context.db;
  const { dataset, sets, plan } = await choosePlan(knex, await context.catalogue.list(), query);
  if (plan.source === "points") return countPoints(context, query, { dataset, sets, set: plan.set });
  const { named, kind } = plan;
  return { dataset, body: await countPublishedAreas(knex, query, { dataset, sets, named, kind }) };
}

type Plan =
  | { readonly source: "points"; readonly set: AreaSetRow }
  | { readonly source: "published"; readonly named: AreaSetRow | null; readonly kind: AreaKind };
type Planned = { readonly dataset: KnownDataset; readonly sets: DatasetSets; readonly plan: Plan };

/** The first dataset, real ones before synthetic and the newest first, that can count in such areas. */
async function choosePlan(knex: Knex, known: readonly KnownDataset[], query: CountsQuery): Promise<Planned> {
  const preferred = chooseDataset(known, query.dataset, "counts-or-points");
  const able = known.filter((dataset) => canAnswer(dataset, "counts-or-points"));
  const inOrder = [...able.filter((dataset) => !dataset.synthetic), ...able.filter((dataset) => dataset.synthetic)];
  for (const dataset of query.dataset === undefined ? inOrder : [preferred]) {
    const sets = await readDatasetSets(knex, dataset);
    const plan = planFor(dataset, sets, query);
    if (plan !== null) return { dataset, sets, plan };
  }
  const wanted = query.set === undefined ? `kind ${query.kind ?? "ward"}` : `set ${query.set}`;
  const who = query.dataset === undefined ? "no dataset" : `dataset "${query.dataset}" neither`;
  throw refuse("kind", `kind: ${who} is located in areas of ${wanted} nor has published counts of them.`);
}

function planFor(dataset: KnownDataset, sets: DatasetSets, query: CountsQuery): Plan | null {
  const named =
    query.set === undefined ? null : findSet(sets.all, query.set, query.dataset === undefined ? null : dataset);
  if (named !== null && query.kind !== undefined && query.kind !== named.kind) {
    throw refuse("kind", `kind=${query.kind} does not fit set=${named.code}, which holds areas of kind ${named.kind}.`);
  }
  if (named?.synthetic && !dataset.synthetic) return null;
  const kind = named?.kind ?? query.kind ?? "ward";
  const set = named ?? sets.chosen.find((chosen) => chosen.kind === kind) ?? null;
  if (dataset.facts.located > 0 && set !== null) return { source: "points", set };
  return dataset.facts.counts.some((fact) => fact.kind === kind) ? { source: "published", named, kind } : null;
}

async function countPoints(
  { db, catalogue }: RouteContext,
  query: CountsQuery,
  { dataset, sets, set }: { dataset: KnownDataset; sets: DatasetSets; set: AreaSetRow },
): Promise<Answer> {
  const names = { ...query, dataset: dataset.code };
  const { filter, asked } = await resolveFilter({ knex: db.knex, catalogue }, names, { chosenSetsToo: true });
  const rows = await countAreas(db.knex, filter, { id: set.id, column: locatedColumn(set, sets) });
  const counts = new Map(rows.map(({ areaId, n }) => [areaId, n]));
  const areas = (await listAreas(db.knex, set.id))
    .filter((area) => filter.area?.setId !== set.id || filter.area.areaIds.includes(area.id))
    .map(({ id, code, name }) => ({ code, name, n: counts.get(id) ?? 0 }));
  const outside = counts.get(0) ?? 0;
  const total = rows.reduce((sum, { n }) => sum + n, 0);
  const { code, version } = dataset;
  const told = {
    dataset: code,
    version,
    set: set.code,
    kind: set.kind,
    source: "points",
    total,
    outside,
    areas,
  } as const;
  return { dataset, body: { ...told, ...echoGroups(asked.groups) } };
}
