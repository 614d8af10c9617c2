import type { Knex } from "knex";
import type { PlaceRow, ZoneRow } from "../reading.ts";
import type { StagedSet } from "../stage-context.ts";
import type { StagedLedger } from "../stage-ledger.ts";
import type { StagedScope } from "../staged-scopes.ts";
import { stagingTables } from "../staging.ts";
import { chooseSets, readLocatingSets } from "./choose-sets.ts";
import { relocateIncidents, sameSets } from "./locate.ts";
import type { PreparedIncidents } from "./prepare-incidents.ts";
import { publishAreaCounts } from "./publish-area-counts.ts";
import { publishAreas } from "./publish-areas.ts";
import { deleteReplaced, insertReady, markOutsideForce, type Replaced } from "./publish-incidents.ts";
import { publishLedgers } from "./publish-ledgers.ts";
import { joinOutcomes, publishOutcomes } from "./publish-outcomes.ts";
import { publishZones } from "./publish-zones.ts";
import { rebuildRollup, takeCounts } from "./rollup.ts";

export type StagedImport = {
  readonly importId: number;
  readonly synthetic: boolean;
  readonly sets: readonly StagedSet[];
  readonly places: readonly PlaceRow[];
  readonly zones: readonly ZoneRow[];
  readonly ledgers: readonly StagedLedger[];
  readonly scopes: readonly StagedScope[];
  /** Null when there are no incidents. */
  readonly prepared: PreparedIncidents | null;
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
  updated += await publishZones(trx, staged.zones);
  await publishLedgers(trx, staged.ledgers);
  const incidents = await publishIncidents(trx, staged);
  for (const gone of incidents.values()) {
    replaced += gone.replaced;
    updated += gone.updated;
  }
  const others = await publishTables(trx, staged);
  replaced += others.replaced;
  for (const [id, gone] of incidents) await settleDataset(trx, id, { gone, staged });
  const touched = [...new Set([...incidents.keys(), ...others.datasets])];
  const resettled: number[] = [];
  for (const id of staged.sets.length > 0 ? await allDatasets(trx) : touched) {
    if (!incidents.has(id) && (await resettleDataset(trx, id, staged.sets))) resettled.push(id);
  }
  const datasets = [...new Set([...touched, ...resettled])].sort((a, b) => a - b);
  await growVersions(trx, datasets);
  return { replaced, updated, datasets };
}

/** One publisher at a time, in whatever process. */
const PUBLISH_LOCK = 4_213_307;

async function publishIncidents(
  trx: Knex,
  { importId, scopes, prepared }: StagedImport,
): Promise<ReadonlyMap<number, Replaced>> {
  const gone = new Map<number, Replaced>();
  if (prepared === null) return gone;
  await rememberForces(trx, scopes);
  for (const { datasetId } of scopes) {
    if (!gone.has(datasetId)) gone.set(datasetId, await deleteReplaced(trx, importId, { datasetId, scopes }));
  }
  await insertReady(trx, importId, { scopes, whole: prepared.whole });
  return gone;
}

type OtherTables = { readonly replaced: number; readonly datasets: readonly number[] };

/** Outcomes, joined to the incidents that are now there, and published counts. */
async function publishTables(trx: Knex, { importId, prepared }: StagedImport): Promise<OtherTables> {
  let replaced = 0;
  const staged = await stagedDatasets(trx, importId);
  for (const { id, outcomes, counts } of staged) {
    if (outcomes) replaced += await publishOutcomes(trx, importId, id);
    if (counts) replaced += await publishAreaCounts(trx, importId, id);
    await rememberForcesOf(trx, importId, id);
  }
  const joined = prepared?.versions ?? new Map<number, number>();
  const late = await changedDatasets(trx, joined);
  for (const id of new Set([...late, ...staged.filter((dataset) => dataset.outcomes).map((dataset) => dataset.id)])) {
    await joinOutcomes(trx, id);
  }
  return { replaced, datasets: staged.map((dataset) => dataset.id) };
}

/** Datasets that somebody else published to since the staged rows were joined with their outcomes. */
async function changedDatasets(trx: Knex, versions: ReadonlyMap<number, number>): Promise<number[]> {
  if (versions.size === 0) return [];
  const { rows } = await trx.raw("SELECT id, version FROM dataset WHERE id = ANY (?::int[])", [[...versions.keys()]]);
  return rows
    .filter((row: { id: number; version: number }) => versions.get(row.id) !== row.version)
    .map((row: { id: number }) => row.id);
}

type Settling = { readonly gone: Replaced; readonly staged: StagedImport };

/** After new incidents: choose sets, locate where the choice differs from the one the rows carry, and roll up. */
async function settleDataset(trx: Knex, datasetId: number, { gone, staged }: Settling): Promise<void> {
  const { importId, prepared, sets } = staged;
  const choiceChanged = await chooseSets(trx, datasetId);
  const chosen = await readLocatingSets(trx, datasetId);
  const replacedIds = await publishedIds(trx, sets);
  const othersMoved = choiceChanged || Object.values(chosen).some((set) => set !== null && replacedIds.has(set.id));
  const all = othersMoved && (await hadIncidents(trx, datasetId));
  const located = prepared !== null && sameSets(prepared.locatedIn, chosen);
  if (all || !located) {
    await relocateIncidents(trx, datasetId, chosen);
    await markOutsideForce(trx, datasetId);
    return rebuildRollup(trx, datasetId, all ? "all" : gone.months);
  }
  await takeCounts(trx, datasetId, { from: stagingTables(importId).readyCount, months: gone.fresh });
  const fresh = new Set(gone.fresh);
  await rebuildRollup(
    trx,
    datasetId,
    gone.months.filter((month) => !fresh.has(month)),
  );
}

/** After boundaries changed: locate again where the dataset's chosen sets are others, or hold other areas, than before. */
async function resettleDataset(trx: Knex, datasetId: number, sets: readonly StagedSet[]): Promise<boolean> {
  const choiceChanged = await chooseSets(trx, datasetId);
  const chosen = await readLocatingSets(trx, datasetId);
  const replacedIds = await publishedIds(trx, sets);
  const holdsReplaced = Object.values(chosen).some((set) => set !== null && replacedIds.has(set.id));
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

async function publishedIds(trx: Knex, sets: readonly StagedSet[]): Promise<ReadonlySet<number>> {
  if (sets.length === 0) return new Set();
  const { rows } = await trx.raw("SELECT id FROM area_set WHERE code = ANY (?::text[])", [sets.map((set) => set.code)]);
  return new Set(rows.map((row: { id: number }) => row.id));
}

type StagedDataset = {
  readonly id: number;
  readonly outcomes: boolean;
  readonly counts: boolean;
};

async function stagedDatasets(trx: Knex, importId: number): Promise<StagedDataset[]> {
  const t = stagingTables(importId);
  const { rows } = await trx.raw(`
    SELECT d.id,
      EXISTS (SELECT 1 FROM ${t.outcome} WHERE dataset_id = d.id) AS outcomes,
      EXISTS (SELECT 1 FROM ${t.areaCount} WHERE dataset_id = d.id) AS counts
    FROM dataset d
    ORDER BY d.id
  `);
  return rows.filter((row: StagedDataset) => row.outcomes || row.counts);
}

async function allDatasets(trx: Knex): Promise<number[]> {
  const { rows } = await trx.raw("SELECT id FROM dataset WHERE version > 0 ORDER BY id");
  return rows.map((row: { id: number }) => row.id);
}

async function rememberForces(trx: Knex, scopes: readonly StagedScope[]): Promise<void> {
  await trx.raw(
    `
    INSERT INTO dataset_force (dataset_id, force_id)
    SELECT DISTINCT "datasetId", "forceId" FROM json_to_recordset(?::json) AS s("datasetId" smallint, "forceId" smallint)
    ON CONFLICT DO NOTHING
    `,
    [JSON.stringify(scopes)],
  );
}

async function rememberForcesOf(trx: Knex, importId: number, datasetId: number): Promise<void> {
  const { outcome, areaCount } = stagingTables(importId);
  for (const table of [outcome, areaCount]) {
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
