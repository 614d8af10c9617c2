import { gridDisk, latLngToCell } from "h3-js";
import type { Knex } from "knex";
import type { CountFilter } from "../../db/count-filter.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import {
  type DefaultPlace,
  type DefaultPoint,
  listFlaggedPoints,
  listPointsNear,
} from "../../db/default-point-queries.ts";
import type { FlaggedRow } from "../../db/hotspot-queries.ts";
import { listPlaces } from "../../db/place-queries.ts";
import { flagOfPlace } from "../../ingest/location-flag.ts";
import type { Frame } from "./resolve-frame.ts";
import type { StatisticsContext } from "./statistics-context.ts";

/** So close to a police station that a record was put there rather than made there. */
const METRES = 25;
/** Cells of resolution 11 within this ring hold every point so close: their edge is 29 m. */
const RING = 2;

export type DefaultPoints = { get(dataset: KnownDataset): Promise<readonly DefaultPoint[]> };

/** What lies on default plot points is little, and finding it reads every row: once for each version of a dataset and of the places. */
export function createDefaultPoints(knex: Knex): DefaultPoints {
  const kept = new Map<number, { version: string; points: Promise<readonly DefaultPoint[]> }>();
  return {
    get: async (dataset) => {
      const places = await listDefaultPlaces(knex, dataset.synthetic);
      const version = `${dataset.version}@${dataset.updatedAt} ${JSON.stringify(places)}`;
      const entry = kept.get(dataset.id);
      if (entry?.version === version) return entry.points;
      const points = findPoints(knex, dataset.id, places);
      kept.set(dataset.id, { version, points });
      points.catch(() => kept.delete(dataset.id));
      return points;
    },
  };
}

/**
 * Incidents per cell whose place is one that records are put at by default: said by the record itself, or seen from a police
 * station, custody suite or default point among the named places.
 */
export async function readDefaultPoints(
  { defaultPoints }: StatisticsContext,
  { dataset }: Frame,
  { filter, res }: { filter: Omit<CountFilter, "area">; res: number },
): Promise<FlaggedRow[]> {
  const holds = inFilter(filter);
  const sums = new Map<string, FlaggedRow>();
  for (const point of await defaultPoints.get(dataset)) {
    if (!holds(point)) continue;
    const [cell, { flag, n }] = [cellAt(point, res), point];
    const key = `${cell} ${flag}`;
    sums.set(key, { cell, flag, n: n + (sums.get(key)?.n ?? 0) });
  }
  return [...sums.values()].sort((a, b) => (`${a.cell} ${a.flag}` < `${b.cell} ${b.flag}` ? -1 : 1));
}

function inFilter({ from, to, categoryIds, cells }: Omit<CountFilter, "area">): (point: DefaultPoint) => boolean {
  const categories = new Set(categoryIds);
  const within = cells === null ? null : new Set(cells.ids.map((id) => BigInt(id).toString(16)));
  return (point) =>
    point.day >= from &&
    point.day < to &&
    categories.has(point.category) &&
    (within === null || within.has(cellAt(point, cells?.res ?? 9)));
}

function cellAt(point: DefaultPoint, res: number): string {
  return { 7: point.cell7, 8: point.cell8, 9: point.cell9, 10: point.cell10 }[res] ?? "";
}

async function listDefaultPlaces(knex: Knex, synthetic: boolean): Promise<DefaultPlace[]> {
  const named = await listPlaces(knex, synthetic, null);
  return named
    .map((place) => ({ lng: place.lng, lat: place.lat, flag: flagOfPlace(place) }))
    .filter(({ flag }) => flag !== "none");
}

async function findPoints(knex: Knex, datasetId: number, places: readonly DefaultPlace[]): Promise<DefaultPoint[]> {
  const flagged = await listFlaggedPoints(knex, datasetId);
  if (places.length === 0) return flagged;
  const round = new Set(places.flatMap(({ lat, lng }) => gridDisk(latLngToCell(lat, lng, 11), RING)));
  const cells = Array.from(round, (cell) => BigInt(`0x${cell}`).toString());
  return [...flagged, ...(await listPointsNear(knex, datasetId, { metres: METRES, places, cells }))];
}
