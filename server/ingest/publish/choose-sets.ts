import type { Knex } from "knex";
import type { LocatingSets } from "./locate.ts";

/**
 * Choose the area set of each kind that a dataset is located in: what a person pinned, else the latest vintage
 * valid in the last month of its data, else (all are younger than the data) the oldest. Synthetic boundaries serve
 * synthetic datasets, real ones real datasets. Depends on what is stored, never on the order it came in.
 * @returns whether any choice changed
 */
export async function chooseSets(trx: Knex, datasetId: number): Promise<boolean> {
  const { rows } = await trx.raw(
    `
    INSERT INTO dataset_area_set AS chosen (dataset_id, kind, area_set_id, pinned)
    SELECT ?, best.kind, best.id, false FROM (${BEST_SETS}) best
    ON CONFLICT (dataset_id, kind) DO UPDATE SET area_set_id = EXCLUDED.area_set_id
      WHERE NOT chosen.pinned AND chosen.area_set_id <> EXCLUDED.area_set_id
    RETURNING kind
    `,
    [datasetId, datasetId, null],
  );
  return rows.length > 0;
}

/**
 * The sets that will be chosen once staged rows are published, so that their points can be located beforehand.
 * @param lastDay last calendar day of the staged rows
 */
export async function foreseeSets(knex: Knex, datasetId: number, lastDay: string): Promise<LocatingSets> {
  const { rows } = await knex.raw(
    `
    SELECT best.kind, COALESCE(pinned.area_set_id, best.id) AS area_set_id
    FROM (${BEST_SETS}) best
    LEFT JOIN dataset_area_set pinned ON pinned.dataset_id = ? AND pinned.kind = best.kind AND pinned.pinned
    `,
    [datasetId, lastDay, datasetId],
  );
  return toLocatingSets(rows);
}

/** Bindings: dataset, a last day beyond the stored rows (or null). */
const BEST_SETS = `
  SELECT DISTINCT ON (s.kind) s.kind, s.id
  FROM area_set s
  JOIN (
    SELECT d.synthetic,
      COALESCE(
        GREATEST(
          (SELECT max(occurred_on) FROM incident WHERE dataset_id = d.id),
          (SELECT max(month) FROM area_count WHERE dataset_id = d.id),
          given.last_day
        ),
        current_date
      ) AS last_day
    FROM dataset d, (SELECT ?::smallint AS dataset_id, ?::date AS last_day) given
    WHERE d.id = given.dataset_id
  ) data ON data.synthetic = s.synthetic
  ORDER BY
    s.kind,
    (s.valid_from <= data.last_day) DESC,
    CASE WHEN s.valid_from <= data.last_day THEN s.valid_from END DESC,
    s.valid_from,
    (SELECT count(*) FROM area WHERE area_set_id = s.id) DESC,
    s.code
`;

/** The chosen sets that incidents are located in. */
export async function readLocatingSets(knex: Knex, datasetId: number): Promise<LocatingSets> {
  const { rows } = await knex.raw("SELECT kind, area_set_id FROM dataset_area_set WHERE dataset_id = ?", [datasetId]);
  return toLocatingSets(rows);
}

function toLocatingSets(rows: readonly { kind: string; area_set_id: number }[]): LocatingSets {
  const chosen = new Map(rows.map((row) => [row.kind, row.area_set_id]));
  return { borough: chosen.get("borough") ?? null, ward: chosen.get("ward") ?? null, lsoa: chosen.get("lsoa") ?? null };
}
