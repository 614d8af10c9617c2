import type { Knex } from "knex";
import { keepKeys, monthsOf, type StagedScope } from "../staged-scopes.ts";
import { stagingTables } from "../staging.ts";
import {
  isEmpty,
  keyIndex,
  monthsWithoutPartition,
  partitionBounds,
  partitionName,
  stagedPartition,
} from "./partitions.ts";

export type Replaced = {
  /** First days of the months of a dataset whose incidents change. */
  readonly months: readonly string[];
  /** Those of them that hold none but the staged rows. */
  readonly fresh: readonly string[];
  /** Rows of earlier imports that went. */
  readonly replaced: number;
  /** Rows that were there under the same id and are written again. */
  readonly updated: number;
};

/**
 * Delete what the staged rows of one dataset replace. Rows of kind "months" replace every earlier row of the same force,
 * record kind and month; rows of kind "ids" replace those of the same source id, wherever they were; rows of kind "dataset"
 * replace all there are.
 */
export async function deleteReplaced(
  trx: Knex,
  importId: number,
  { datasetId, scopes }: { readonly datasetId: number; readonly scopes: readonly StagedScope[] },
): Promise<Replaced> {
  const own = scopes.filter((scope) => scope.datasetId === datasetId);
  if (own.some((scope) => scope.replaces === "dataset")) return deleteAll(trx, datasetId, monthsOf(own));
  const replaced = await deleteMonths(
    trx,
    datasetId,
    own.filter((scope) => scope.replaces === "months"),
  );
  const byId = own.some((scope) => scope.replaces === "ids");
  const moved = byId ? await deleteIds(trx, stagingTables(importId).incident, datasetId) : { months: [], updated: 0 };
  const staged = monthsOf(own);
  return {
    months: [...new Set([...staged, ...moved.months])],
    fresh: await emptyMonths(trx, datasetId, staged),
    replaced,
    updated: moved.updated,
  };
}

async function deleteAll(trx: Knex, datasetId: number, staged: readonly string[]): Promise<Replaced> {
  const ofDataset = "x.dataset_id = f.dataset_id AND x.force_id = f.force_id AND f.dataset_id = ?";
  await trx.raw(`DELETE FROM incident_key x USING dataset_force f WHERE ${ofDataset}`, [datasetId]);
  const { rows } = await trx.raw(
    `
    WITH gone AS (DELETE FROM incident x USING dataset_force f WHERE ${ofDataset} RETURNING x.occurred_on)
    SELECT to_char(occurred_on, 'YYYY-MM-01') AS month, count(*)::int AS n FROM gone GROUP BY 1
    `,
    [datasetId],
  );
  const months = rows.map((row: { month: string }) => row.month);
  const replaced = rows.reduce((sum: number, row: { n: number }) => sum + row.n, 0);
  return { months: [...new Set([...staged, ...months])], fresh: staged, replaced, updated: 0 };
}

async function deleteMonths(trx: Knex, datasetId: number, scopes: readonly StagedScope[]): Promise<number> {
  if (scopes.length === 0) return 0;
  const { rows } = await trx.raw(
    `
    WITH scope AS (
      SELECT "forceId" AS force_id, kind, month FROM json_to_recordset(?::json) AS s("forceId" smallint, kind text, month date)
    ),
    gone AS (
      DELETE FROM incident i
      USING scope s
      WHERE i.force_id = s.force_id AND i.dataset_id = ? AND i.kind = s.kind
        AND i.occurred_on >= s.month AND i.occurred_on < (s.month + interval '1 month')::date
      RETURNING 1
    )
    SELECT count(*)::int AS n FROM gone
    `,
    [JSON.stringify(scopes), datasetId],
  );
  return rows[0].n;
}

async function deleteIds(
  trx: Knex,
  staged: string,
  datasetId: number,
): Promise<{ readonly months: string[]; readonly updated: number }> {
  const { rows } = await trx.raw(
    `
    WITH known AS (
      DELETE FROM incident_key k
      WHERE k.dataset_id = ?
        AND EXISTS (
          SELECT 1 FROM ${staged} s
          WHERE s.replaces = 'ids' AND s.dataset_id = k.dataset_id AND s.force_id = k.force_id AND s.source_id = k.source_id
        )
      RETURNING k.force_id, k.dataset_id, k.occurred_on, k.id
    ),
    gone AS (
      DELETE FROM incident i
      USING known k
      WHERE i.force_id = k.force_id AND i.dataset_id = k.dataset_id AND i.occurred_on = k.occurred_on AND i.id = k.id
      RETURNING to_char(i.occurred_on, 'YYYY-MM-01') AS month
    )
    SELECT month, count(*)::int AS n FROM gone GROUP BY month
    `,
    [datasetId],
  );
  return {
    months: rows.map((row: { month: string }) => row.month),
    updated: rows.reduce((sum: number, row: { n: number }) => sum + row.n, 0),
  };
}

/** @returns those of the months in which the dataset has no incident */
async function emptyMonths(trx: Knex, datasetId: number, months: readonly string[]): Promise<string[]> {
  const { rows } = await trx.raw(
    `
    SELECT to_char(m.month, 'YYYY-MM-DD') AS month
    FROM unnest(?::date[]) AS m(month)
    WHERE NOT EXISTS (
      SELECT 1
      FROM dataset_force f
      JOIN incident i ON i.force_id = f.force_id AND i.dataset_id = f.dataset_id
      WHERE f.dataset_id = ? AND i.occurred_on >= m.month AND i.occurred_on < (m.month + interval '1 month')::date
    )
    `,
    [[...months], datasetId],
  );
  return rows.map((row: { month: string }) => row.month);
}

type Ready = {
  readonly scopes: readonly StagedScope[];
  /** Months whose rows are ready to be a partition. */
  readonly whole: readonly string[];
};

/**
 * Make the prepared rows of all datasets rows of `incident`. Where a month has no partition yet, or one that what was deleted left
 * empty, the prepared one becomes it, rows and keys as they are.
 */
export async function insertReady(trx: Knex, importId: number, { scopes, whole }: Ready): Promise<void> {
  const { ready, readyKey } = stagingTables(importId);
  if (keepKeys(scopes)) {
    await trx.raw(`
      INSERT INTO incident_key (force_id, dataset_id, source_id, occurred_on, id)
      SELECT force_id, dataset_id, source_id, occurred_on, id FROM ${readyKey}
    `);
  }
  const missing = new Set(await monthsWithoutPartition(trx, whole));
  let attached = 0;
  for (const month of whole) {
    if (!missing.has(month)) {
      if (!(await isEmpty(trx, month))) continue;
      await trx.raw(`DROP TABLE ${partitionName(month)}`);
    }
    await attach(trx, importId, month);
    attached += 1;
  }
  if (attached < monthsOf(scopes).length) await trx.raw(`INSERT INTO incident SELECT * FROM ${ready}`);
}

async function attach(trx: Knex, importId: number, month: string): Promise<void> {
  const staged = stagedPartition(importId, month);
  await trx.raw(`
    ALTER TABLE ${stagingTables(importId).ready} DETACH PARTITION ${staged};
    ALTER TABLE ${staged} SET SCHEMA public;
    ALTER TABLE ${staged.replace("staging.", "")} RENAME TO ${partitionName(month)};
    ALTER TABLE ${partitionName(month)} ADD CONSTRAINT ${partitionName(month)}_pkey PRIMARY KEY USING INDEX ${keyIndex(importId, month)};
    ALTER TABLE incident ATTACH PARTITION ${partitionName(month)} ${partitionBounds(month)};
  `);
}

/**
 * Mark points outside the force's territory, where that territory is known and its boroughs are there, among all rows of a
 * dataset.
 */
export async function markOutsideForce(trx: Knex, datasetId: number): Promise<void> {
  await trx.raw(
    `
    WITH judged AS (
      SELECT f.id AS force_id
      FROM force f
      WHERE EXISTS (
        SELECT 1
        FROM dataset_area_set c
        JOIN area a ON a.area_set_id = c.area_set_id
        WHERE c.dataset_id = ? AND c.kind = 'borough' AND a.code LIKE f.borough_prefix || '%'
      )
    ),
    marked AS (
      SELECT i.force_id, i.occurred_on, i.id,
        CASE WHEN i.borough_id = 0 AND j.force_id IS NOT NULL THEN 'outside_force' ELSE 'none' END AS flag
      FROM incident i
      LEFT JOIN judged j ON j.force_id = i.force_id
      WHERE i.dataset_id = ? AND i.geom IS NOT NULL
        AND (i.borough_id = 0 OR i.location_flag = 'outside_force')
        AND i.location_flag IN ('none', 'outside_force')
        AND (i.borough_id = 0) <> (i.location_flag = 'outside_force')
    )
    UPDATE incident i
    SET location_flag = m.flag
    FROM marked m
    WHERE i.dataset_id = ? AND i.force_id = m.force_id AND i.occurred_on = m.occurred_on AND i.id = m.id
      AND i.location_flag <> m.flag
    `,
    [datasetId, datasetId, datasetId],
  );
}
