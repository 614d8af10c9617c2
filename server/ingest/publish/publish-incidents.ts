import type { Knex } from "knex";
import { stagingTables } from "../staging.ts";
import { ensurePartitions } from "./partitions.ts";

export type Published = {
  /** First days of the months whose incidents changed. */
  readonly months: readonly string[];
  /** Rows of earlier imports that went. */
  readonly replaced: number;
  /** Rows that were there under the same id and were written again. */
  readonly updated: number;
};

/**
 * Move the staged incidents of one dataset into `incident`. Rows of kind "months" replace every earlier row of the same
 * force, record kind and month; rows of kind "ids" replace those of the same source id, wherever they were.
 */
export async function publishIncidents(trx: Knex, importId: number, datasetId: number): Promise<Published> {
  const staged = stagingTables(importId).incident;
  const months = await stagedMonths(trx, staged, datasetId);
  await ensurePartitions(trx, months);
  const replaced = await deleteReplacedMonths(trx, staged, datasetId);
  const moved = await deleteReplacedIds(trx, staged, datasetId);
  await insertStaged(trx, importId, datasetId);
  return { months: [...new Set([...months, ...moved.months])], replaced, updated: moved.updated };
}

async function stagedMonths(trx: Knex, staged: string, datasetId: number): Promise<string[]> {
  const { rows } = await trx.raw(
    `SELECT DISTINCT to_char(occurred_on, 'YYYY-MM-01') AS month FROM ${staged} WHERE dataset_id = ? ORDER BY 1`,
    [datasetId],
  );
  return rows.map((row: { month: string }) => row.month);
}

async function deleteReplacedMonths(trx: Knex, staged: string, datasetId: number): Promise<number> {
  const { rows } = await trx.raw(
    `
    WITH scope AS (
      SELECT DISTINCT force_id, kind, date_trunc('month', occurred_on)::date AS month
      FROM ${staged}
      WHERE dataset_id = ? AND replaces = 'months'
    ),
    gone AS (
      DELETE FROM incident i
      USING scope s
      WHERE i.force_id = s.force_id AND i.dataset_id = ? AND i.kind = s.kind
        AND i.occurred_on >= s.month AND i.occurred_on < (s.month + interval '1 month')
      RETURNING 1
    )
    SELECT count(*)::int AS n FROM gone
    `,
    [datasetId, datasetId],
  );
  return rows[0].n;
}

async function deleteReplacedIds(
  trx: Knex,
  staged: string,
  datasetId: number,
): Promise<{ months: string[]; updated: number }> {
  const { rows } = await trx.raw(
    `
    WITH known AS (
      SELECT k.force_id, k.dataset_id, k.occurred_on, k.id
      FROM incident_key k
      WHERE k.dataset_id = ?
        AND EXISTS (
          SELECT 1 FROM ${staged} s
          WHERE s.replaces = 'ids' AND s.dataset_id = k.dataset_id AND s.force_id = k.force_id AND s.source_id = k.source_id
        )
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

async function insertStaged(trx: Knex, importId: number, datasetId: number): Promise<void> {
  const t = stagingTables(importId);
  await trx.raw(`${INSERT_INCIDENTS} ${selectStaged(t, "s.replaces = 'months'")}`, [datasetId, importId, datasetId]);
  await trx.raw(`${INSERT_INCIDENTS} ${selectStaged(t, NEWEST_OF_ID.replaceAll("STAGED", t.incident))}`, [
    datasetId,
    importId,
    datasetId,
  ]);
  await trx.raw(
    `
    INSERT INTO incident_key (force_id, dataset_id, source_id, occurred_on, id)
    SELECT force_id, dataset_id, source_id, occurred_on, id
    FROM incident
    WHERE dataset_id = ? AND import_id = ? AND kind = 'extract' AND source_id IS NOT NULL
    ON CONFLICT (force_id, dataset_id, source_id) DO UPDATE SET occurred_on = EXCLUDED.occurred_on, id = EXCLUDED.id
    `,
    [datasetId, importId],
  );
}

/** Of rows with one id in one import the last one counts; rows without an id are all kept. */
const NEWEST_OF_ID = `
  s.replaces = 'ids'
  AND (s.source_id IS NULL OR (s.force_id, s.source_id, s.file_no, s.line) IN (
    SELECT DISTINCT ON (force_id, source_id) force_id, source_id, file_no, line
    FROM STAGED
    WHERE replaces = 'ids' AND source_id IS NOT NULL
    ORDER BY force_id, source_id, file_no DESC, line DESC
  ))
`;

const INSERT_INCIDENTS = `
  INSERT INTO incident (
    force_id, dataset_id, occurred_on, import_id, kind, source_id, occurred_from, occurred_to, precision, category,
    generation, drug, drug_class, offence_code, outcome, own_outcome, source, location_precision, location_flag,
    location_text, location_key, borough_id, ward_id, lsoa_id, cell_7, cell_8, cell_9, cell_10, cell_11, geom
  )
`;

/** Bindings: dataset (of the outcomes), import, dataset. */
function selectStaged(t: ReturnType<typeof stagingTables>, condition: string): string {
  return `
    SELECT
      s.force_id, s.dataset_id, s.occurred_on, given.import_id, s.kind, s.source_id, s.occurred_from, s.occurred_to, s.precision, s.category,
      s.generation, s.drug, s.drug_class, s.offence_code, COALESCE(o.outcome, s.own_outcome), s.own_outcome, s.source,
      s.location_precision, s.location_flag, s.location_text, s.location_key,
      COALESCE(p.borough_id, 0), COALESCE(p.ward_id, 0), COALESCE(p.lsoa_id, 0),
      p.cell_7, p.cell_8, p.cell_9, p.cell_10, p.cell_11, p.geom
    FROM ${t.incident} s
    LEFT JOIN ${t.point} p ON p.point_id = s.point_id
    LEFT JOIN (
      SELECT DISTINCT ON (force_id, source_id) force_id, source_id, outcome
      FROM crime_outcome
      WHERE dataset_id = ?
      ORDER BY force_id, source_id, month DESC, outcome
    ) o ON o.force_id = s.force_id AND o.source_id = s.source_id
    CROSS JOIN (SELECT ?::int AS import_id) given
    WHERE s.dataset_id = ? AND ${condition}
  `;
}

/** Mark points outside the force's territory, where that territory is known and its boroughs are there. */
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
