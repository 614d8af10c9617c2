import type { Knex } from "knex";
import { stagingTables } from "../staging.ts";

/**
 * Replace published counts by (force, area kind, month). Rows of one area, month and type are added (the source lists
 * some wards under two boroughs). Where a historical and a current file hold the same month, the historical one stays.
 * @returns count rows of earlier imports that went
 */
export async function publishAreaCounts(trx: Knex, importId: number, datasetId: number): Promise<number> {
  const staged = stagingTables(importId).areaCount;
  await trx.raw(
    `
    DELETE FROM ${staged} s
    WHERE s.dataset_id = ? AND NOT s.historical
      AND (
        EXISTS (
          SELECT 1 FROM area_count c
          WHERE c.dataset_id = s.dataset_id AND c.force_id = s.force_id AND c.area_kind = s.area_kind AND c.month = s.month AND c.historical
        )
        OR EXISTS (
          SELECT 1 FROM ${staged} h
          WHERE h.historical AND h.dataset_id = s.dataset_id AND h.force_id = s.force_id AND h.area_kind = s.area_kind AND h.month = s.month
        )
      )
    `,
    [datasetId],
  );
  const { rows } = await trx.raw(
    `
    WITH gone AS (
      DELETE FROM area_count c
      USING (SELECT DISTINCT force_id, area_kind, month FROM ${staged} WHERE dataset_id = ?) s
      WHERE c.dataset_id = ? AND c.force_id = s.force_id AND c.area_kind = s.area_kind AND c.month = s.month
      RETURNING 1
    )
    SELECT count(*)::int AS n FROM gone
    `,
    [datasetId, datasetId],
  );
  await trx.raw(
    `
    INSERT INTO area_count (
      force_id, dataset_id, area_kind, area_code, month, major, minor, category, area_name, borough_name, n, historical, import_id
    )
    SELECT
      force_id, dataset_id, area_kind, area_code, month, major, minor, min(category), min(area_name),
      (array_agg(borough_name ORDER BY n DESC, borough_name))[1], sum(n), bool_or(historical), ?::int
    FROM ${staged}
    WHERE dataset_id = ?
    GROUP BY force_id, dataset_id, area_kind, area_code, month, major, minor
    `,
    [importId, datasetId],
  );
  return rows[0].n;
}
