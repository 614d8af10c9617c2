import type { Knex } from "knex";
import { stagingTables } from "../staging.ts";

/**
 * Replace the outcomes of the staged months. Joined to their crimes by source id, the latest month wins, and a crime
 * without any falls back to what its own row says.
 * @returns outcome rows of earlier imports that went
 */
export async function publishOutcomes(trx: Knex, importId: number, datasetId: number): Promise<number> {
  const staged = stagingTables(importId).outcome;
  const { rows } = await trx.raw(
    `
    WITH gone AS (
      DELETE FROM crime_outcome o
      USING (SELECT DISTINCT force_id, month FROM ${staged} WHERE dataset_id = ?) s
      WHERE o.dataset_id = ? AND o.force_id = s.force_id AND o.month = s.month
      RETURNING 1
    )
    SELECT count(*)::int AS n FROM gone
    `,
    [datasetId, datasetId],
  );
  await trx.raw(
    `
    INSERT INTO crime_outcome (force_id, dataset_id, source_id, month, outcome, import_id)
    SELECT DISTINCT force_id, dataset_id, source_id, month, outcome, ?::int FROM ${staged} WHERE dataset_id = ?
    `,
    [importId, datasetId],
  );
  return rows[0].n;
}

/** Give every incident of a dataset the outcome that is now known of it. */
export async function joinOutcomes(trx: Knex, datasetId: number): Promise<void> {
  await trx.raw(
    `
    WITH latest AS (
      SELECT DISTINCT ON (force_id, source_id) force_id, source_id, outcome
      FROM crime_outcome
      WHERE dataset_id = ?
      ORDER BY force_id, source_id, month DESC, outcome
    ),
    joined AS (
      SELECT i.force_id, i.occurred_on, i.id, COALESCE(l.outcome, i.own_outcome) AS outcome
      FROM incident i
      LEFT JOIN latest l ON l.force_id = i.force_id AND l.source_id = i.source_id
      WHERE i.dataset_id = ? AND i.source_id IS NOT NULL
    )
    UPDATE incident i
    SET outcome = j.outcome
    FROM joined j
    WHERE i.dataset_id = ? AND i.force_id = j.force_id AND i.occurred_on = j.occurred_on AND i.id = j.id
      AND i.outcome IS DISTINCT FROM j.outcome
    `,
    [datasetId, datasetId, datasetId],
  );
}
