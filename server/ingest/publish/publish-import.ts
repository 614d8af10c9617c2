import type { Knex } from "knex";
import type { BoundarySet, PlaceRow } from "../reading.ts";
import { stagingTables } from "../staging.ts";
import { chooseSets, readLocatingSets } from "./choose-sets.ts";
import { type LocatingSets, relocateIncidents } from "./locate.ts";
import { publishAreaCounts } from "./publish-area-counts.ts";
import { publishAreas } from "./publish-areas.ts";
import { markOutsideForce, publishIncidents } from "./publish-incidents.ts";
import { publishOutcomes } from "./publish-outcomes.ts";
import { rebuildRollup } from "./rollup.ts";

export type StagedImport = {
  readonly importId: number;
  readonly synthetic: boolean;
  readonly sets: readonly BoundarySet[];
  readonly places: readonly PlaceRow[];
  /** The sets that the staged points were located in beforehand; null when there are no points. */
  readonly locatedIn: LocatingSets | null;
};

export type PublishedImport = {
  readonly replaced: number;
  readonly updated: number;
  readonly datasets: readonly number[];
};

/**
 * Make a staged import the published state, in the caller's one transaction: boundaries, incidents, outcomes,
 * counts and places; then the choice of area sets, location, rollups and dataset versions that follow from them.
 */
export async function publishImport(trx: Knex, staged: StagedImport): Promise<PublishedImport> {
  await trx.raw("SELECT pg_advisory_xact_lock(?)", [PUBLISH_LOCK]);
  let replaced = 0;
  let updated = 0;
  for (const set of staged.sets) replaced += await publishAreas(trx, staged.importId, set);
  await publishPlaces(trx, staged);
  const touched = await stagedDatasets(trx, staged.importId);
  for (const { id, incidents, outcomes, counts } of touched) {
    if (outcomes) replaced += await publishOutcomes(trx, staged.importId, id);
    if (counts) replaced += await publishAreaCounts(trx, staged.importId, id);
    await rememberForces(trx, staged.importId, id);
    if (!incidents) continue;
    const published = await publishIncidents(trx, staged.importId, id);
    replaced += published.replaced;
    updated += published.updated;
    await settleDataset(trx, id, { locatedIn: staged.locatedIn, months: published.months });
  }
  const settled = new Set(touched.filter((t) => t.incidents).map((t) => t.id));
  const others = staged.sets.length > 0 ? await allDatasets(trx) : touched.map((t) => t.id);
  const resettled: number[] = [];
  for (const id of others) {
    if (settled.has(id)) continue;
    const changed = await resettleDataset(trx, id, staged.sets);
    if (changed) resettled.push(id);
  }
  const datasets = [...new Set([...touched.map((t) => t.id), ...resettled])];
  await growVersions(trx, datasets);
  return { replaced, updated, datasets };
}

/** One publisher at a time, in whatever process. */
const PUBLISH_LOCK = 4_213_307;

type Settling = { readonly locatedIn: LocatingSets | null; readonly months: readonly string[] };

/** After new incidents: choose sets, locate where the choice differs from the one the rows carry, and roll up. */
async function settleDataset(trx: Knex, datasetId: number, { locatedIn, months }: Settling): Promise<void> {
  const before = await readLocatingSets(trx, datasetId);
  await chooseSets(trx, datasetId);
  const after = await readLocatingSets(trx, datasetId);
  const wholeChanged = !sameSets(before, after) && (await hadIncidents(trx, datasetId));
  if (wholeChanged || locatedIn === null || !sameSets(locatedIn, after)) await relocateIncidents(trx, datasetId, after);
  await markOutsideForce(trx, datasetId);
  await rebuildRollup(trx, datasetId, wholeChanged ? "all" : months);
}

/** After boundaries changed: locate again where the dataset's chosen sets are others, or hold other areas, than before. */
async function resettleDataset(trx: Knex, datasetId: number, sets: readonly BoundarySet[]): Promise<boolean> {
  const choiceChanged = await chooseSets(trx, datasetId);
  const chosen = await readLocatingSets(trx, datasetId);
  const { rows } = await trx.raw("SELECT id FROM area_set WHERE code = ANY (?::text[])", [sets.map((set) => set.code)]);
  const replacedIds = new Set(rows.map((row: { id: number }) => row.id));
  const holdsReplaced = Object.values(chosen).some((id) => id !== null && replacedIds.has(id));
  if (!choiceChanged && !holdsReplaced) return false;
  await relocateAndCount(trx, datasetId);
  return true;
}

/** Locate a whole dataset in its chosen sets and rebuild its rollup. */
export async function relocateAndCount(trx: Knex, datasetId: number): Promise<void> {
  await relocateIncidents(trx, datasetId, await readLocatingSets(trx, datasetId));
  await markOutsideForce(trx, datasetId);
  await rebuildRollup(trx, datasetId, "all");
}

/**
 * A dataset's version changes in the same transaction as its rows. It counts on from the seconds since 2026, so that
 * no version of another database at the same address, which a browser may still hold as immutable, is ever met again.
 */
export async function growVersions(trx: Knex, datasetIds: readonly number[]): Promise<void> {
  await trx.raw(
    `
    UPDATE dataset
    SET version = GREATEST(version + 1, extract(epoch FROM now() - timestamptz '2026-01-01Z')::int), updated_at = now()
    WHERE id = ANY (?::smallint[])
    `,
    [[...datasetIds]],
  );
}

/** A dataset of version 0 holds nothing but what is being published. */
async function hadIncidents(trx: Knex, datasetId: number): Promise<boolean> {
  const { rows } = await trx.raw("SELECT version FROM dataset WHERE id = ?", [datasetId]);
  return rows[0].version > 0;
}

function sameSets(a: LocatingSets, b: LocatingSets): boolean {
  return a.borough === b.borough && a.ward === b.ward && a.lsoa === b.lsoa;
}

type StagedDataset = {
  readonly id: number;
  readonly incidents: boolean;
  readonly outcomes: boolean;
  readonly counts: boolean;
};

async function stagedDatasets(trx: Knex, importId: number): Promise<StagedDataset[]> {
  const t = stagingTables(importId);
  const { rows } = await trx.raw(`
    SELECT d.id,
      EXISTS (SELECT 1 FROM ${t.incident} WHERE dataset_id = d.id) AS incidents,
      EXISTS (SELECT 1 FROM ${t.outcome} WHERE dataset_id = d.id) AS outcomes,
      EXISTS (SELECT 1 FROM ${t.areaCount} WHERE dataset_id = d.id) AS counts
    FROM dataset d
    ORDER BY d.id
  `);
  return rows.filter((row: StagedDataset) => row.incidents || row.outcomes || row.counts);
}

async function allDatasets(trx: Knex): Promise<number[]> {
  const { rows } = await trx.raw("SELECT id FROM dataset WHERE version > 0 ORDER BY id");
  return rows.map((row: { id: number }) => row.id);
}

async function rememberForces(trx: Knex, importId: number, datasetId: number): Promise<void> {
  const { incident, outcome, areaCount } = stagingTables(importId);
  for (const table of [incident, outcome, areaCount]) {
    await trx.raw(
      `
      INSERT INTO dataset_force (dataset_id, force_id)
      SELECT DISTINCT dataset_id, force_id FROM ${table} WHERE dataset_id = ?
      ON CONFLICT DO NOTHING
      `,
      [datasetId],
    );
  }
}

async function publishPlaces(trx: Knex, { places, synthetic }: StagedImport): Promise<void> {
  if (places.length === 0) return;
  await trx.raw(
    `
    INSERT INTO place (kind, name, detail, synthetic, geom)
    SELECT DISTINCT ON (p.kind, p.name, p.lng, p.lat) p.kind, p.name, p.detail, ?::boolean, ST_SetSRID(ST_MakePoint(p.lng, p.lat), 4326)
    FROM json_to_recordset(?::json) AS p(kind text, name text, detail text, lng float8, lat float8)
    ON CONFLICT (synthetic, kind, name, geom) DO UPDATE SET detail = EXCLUDED.detail
    `,
    [synthetic, JSON.stringify(places)],
  );
}
