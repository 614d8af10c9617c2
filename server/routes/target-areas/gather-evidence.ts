import type { ClustersBody, NominationBody, TargetAreaBody } from "../../api/types.ts";
import { CATEGORIES, type Category } from "../../api/vocabulary.ts";
import { countAreas } from "../../db/area-count-queries.ts";
import { listAreas } from "../../db/area-queries.ts";
import type { CountFilter } from "../../db/count-filter.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { countInside, type InsideRow } from "../../db/inside-queries.ts";
import { listPlaces } from "../../db/place-queries.ts";
import { AREA_BRIEF, areaWords, type Counted, clusterBrief, clusterWords } from "../../statistics/evidence-words.ts";
import { nameCluster, placesNear } from "../../statistics/name-place.ts";
import { checkVersion } from "../dataset-version.ts";
import { refuse } from "../filter/parse-filter.ts";
import { readDatasetSets } from "../filter/resolve-areas.ts";
import { resolveFilter } from "../filter/resolve-filter.ts";
import { shapeOfCells } from "../registers/resolve-shape.ts";
import { describeClusters } from "../statistics/clusters.ts";
import { methodCard } from "../statistics/method-card.ts";
import { resolveFrame } from "../statistics/resolve-frame.ts";
import type { StatisticsContext } from "../statistics/statistics-context.ts";
import { marketAt } from "./market-at.ts";
import { readShape, type Shape } from "./read-shape.ts";

/** What is kept with a target area: written once, read ever after. */
export type KeptEvidence = Counted & {
  readonly version: number;
  readonly n: number;
  readonly hectares: number;
  readonly boroughs: readonly { readonly code: string; readonly name: string }[];
  readonly brief: string;
  readonly why: readonly string[];
  readonly row: Readonly<Record<string, unknown>>;
  readonly method: Readonly<Record<string, unknown>>;
  readonly market: TargetAreaBody["evidence"]["market"];
};

export type Gathered = {
  readonly dataset: KnownDataset;
  /** What the place is called. */
  readonly name: string;
  readonly geometry: string;
  readonly evidence: KeptEvidence;
};

/**
 * The core of a cluster and its row in the ranked list, tested now with the query that the list was asked with.
 * @throws DomainError invalid_query when there is no such cluster, conflict when the dataset has another version
 */
export async function gatherCluster(
  context: StatisticsContext,
  nomination: NominationBody,
  signal: AbortSignal,
): Promise<Gathered> {
  const { cluster: id, ring = 1, cap = "p99" } = nomination;
  const frame = await resolveFrame(context, nomination);
  const body = await describeClusters(context, frame, { options: { ring, cap }, signal });
  const row = body.clusters.find((cluster) => cluster.id === id);
  if (row === undefined) throw refuse("cluster", absent(body, id));
  const { from, to } = frame.filter;
  const counted = { category: namesOf(frame.filter), from, to };
  const market = await marketAt(context, { nomination, dataset: frame.dataset, cells: row.core.cells }, signal);
  return {
    dataset: frame.dataset,
    name: row.name,
    geometry: shapeOfCells(row.core.cells),
    evidence: {
      ...counted,
      version: frame.dataset.version,
      n: row.core.n,
      hectares: row.core.hectares,
      boroughs: row.boroughs.map(({ code, name }) => ({ code, name })),
      brief: clusterBrief({ ...row, found: body.found }),
      why: clusterWords({ ...row, found: body.found }, counted),
      row: { ...row, res: body.res, ring, cap, found: body.found, total: body.total },
      method: body.method,
      market,
    },
  };
}

/** An area that somebody chose, and what is counted inside it. */
export async function gatherArea(context: StatisticsContext, nomination: NominationBody): Promise<Gathered> {
  const { knex } = context.db;
  const { dataset, filter } = await resolveFilter({ knex, catalogue: context.catalogue }, nomination);
  checkVersion(nomination, dataset);
  const shape = await readShape(knex, nomination, dataset);
  const inside = await describeInside(context, { dataset, filter, shape });
  const counted = { category: namesOf(filter), from: filter.from, to: filter.to };
  const method = methodCard({
    ...{ kind: "target_area", dataset, filter, asked: { area: null, set: null } },
    parameters: { source: nomination.source, hectares: shape.hectares },
  });
  const { name, ...row } = inside;
  return {
    dataset,
    name,
    geometry: shape.geometry,
    evidence: {
      ...counted,
      version: dataset.version,
      n: row.n,
      hectares: shape.hectares,
      boroughs: row.boroughs.map(({ code, name }) => ({ code, name })),
      brief: AREA_BRIEF,
      why: areaWords(row, counted),
      row,
      method,
      market: null,
    },
  };
}

type Inside = { readonly dataset: KnownDataset; readonly filter: CountFilter; readonly shape: Shape };

async function describeInside({ db }: StatisticsContext, { dataset, filter, shape }: Inside) {
  const rows = await countInside(db.knex, filter, shape.geometry);
  const { chosen } = await readDatasetSets(db.knex, dataset);
  const areas = (await Promise.all(chosen.map(({ id }) => listAreas(db.knex, id)))).flat();
  const totals = new Map(
    (await countAreas(db.knex, filter, { id: 0, column: "borough_id" })).map((t) => [t.areaId, t.n]),
  );
  const ranked = (key: "boroughId" | "wardId") =>
    [...Map.groupBy(rows, (row) => row[key])]
      .flatMap(([id, held]) => {
        const area = areas.find((candidate) => candidate.id === id);
        return area === undefined ? [] : [{ id, code: area.code, name: area.name, n: sum(held) }];
      })
      .sort((a, b) => b.n - a.n || (a.code < b.code ? -1 : 1));
  const boroughs = ranked("boroughId").map(({ id, ...borough }) => {
    const total = totals.get(id) ?? 0;
    return { ...borough, share: total === 0 ? null : borough.n / total };
  });
  const wards = ranked("wardId").map(({ id: _, ...ward }) => ward);
  const places = placesNear(shape.cells, await listPlaces(db.knex, dataset.synthetic, null));
  return {
    ...{ name: nameCluster(wards[0]?.name ?? null, places[0]), n: sum(rows), hectares: shape.hectares },
    ...{ boroughs, wards, places },
    trend: [...Map.groupBy(rows, (row) => row.month.slice(0, 7))].map(([month, held]) => ({ month, n: sum(held) })),
    defaultPoints: [...Map.groupBy(rows, (row) => row.flag)]
      .filter(([flag]) => flag !== "none")
      .map(([flag, held]) => ({ flag, n: sum(held) })),
  };
}

function absent({ gate, found, method }: ClustersBody, id: string | undefined): string {
  const window = `from ${method.filters.from} to ${method.filters.to}`;
  if (gate !== null) return `There is no cluster to nominate ${window}: ${gate.message}`;
  return `cluster ${id} is not among the ${found} of ${method.filters.category.join(", ")} ${window}. Ask with what the list was asked with.`;
}

function namesOf({ categoryIds }: CountFilter): Category[] {
  return categoryIds.flatMap((id) => CATEGORIES[id] ?? []);
}

function sum(rows: readonly Pick<InsideRow, "n">[]): number {
  return rows.reduce((total, { n }) => total + n, 0);
}
