import type { Knex } from "knex";
import type { StagedSet } from "../stage-context.ts";
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
    [datasetId, "[]", datasetId, null],
  );
  return rows.length > 0;
}

/**
 * The sets that will be chosen once staged rows and boundaries are published, so that points can be located beforehand.
 * @param lastDay last calendar day of the staged rows
 */
export async function foreseeSets(
  knex: Knex,
  datasetId: number,
  { lastDay, staged }: { readonly lastDay: string; readonly staged: readonly StagedSet[] },
): Promise<LocatingSets> {
  const sets = staged.map((set) => ({ ...set, valid_from: validFrom(set) }));
  const { rows } = await knex.raw(
    `
    WITH best AS (${BEST_SETS})
    SELECT best.kind, COALESCE(pinned.area_set_id, best.id) AS id,
      COALESCE(s.version, 0) + (COALESCE(pinned.area_set_id, best.id) = ANY (?::int[]))::int AS version
    FROM best
    LEFT JOIN dataset_area_set pinned ON pinned.dataset_id = ? AND pinned.kind = best.kind AND pinned.pinned
    LEFT JOIN area_set s ON s.id = COALESCE(pinned.area_set_id, best.id)
    `,
    [JSON.stringify(sets), datasetId, lastDay, staged.map((set) => set.id), datasetId],
  );
  return toLocatingSets(rows);
}

/** New ward boundaries take effect at the May elections of their year; other kinds on the first of January. */
export function validFrom({ kind, vintage }: Pick<StagedSet, "kind" | "vintage">): string {
  return kind === "ward" ? `${vintage}-05-01` : `${vintage}-01-01`;
}

/** Bindings: staged sets as JSON, which stand for published ones of their number; dataset; a last day beyond the stored rows (or null). */
const BEST_SETS = `
  SELECT DISTINCT ON (s.kind) s.kind, s.id
  FROM (
    WITH staged AS (
      SELECT id, code, kind, valid_from, synthetic, areas
      FROM json_to_recordset(?::json) AS s(id int, code text, kind text, valid_from date, synthetic boolean, areas bigint)
    )
    SELECT * FROM staged
    UNION ALL
    SELECT id, code, kind, valid_from, synthetic, (SELECT count(*) FROM area WHERE area_set_id = published.id)
    FROM area_set published
    WHERE id NOT IN (SELECT id FROM staged)
  ) s
  JOIN (
    SELECT d.synthetic,
      COALESCE(
        GREATEST(
          (
            SELECT max(of_force.last_day)
            FROM dataset_force f
            CROSS JOIN LATERAL (
              SELECT max(i.occurred_on) AS last_day FROM incident i WHERE i.force_id = f.force_id AND i.dataset_id = f.dataset_id
            ) of_force
            WHERE f.dataset_id = d.id
          ),
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
    s.areas DESC,
    s.code
`;

/** The chosen sets that incidents are located in. */
export async function readLocatingSets(knex: Knex, datasetId: number): Promise<LocatingSets> {
  const { rows } = await knex.raw(
    `
    SELECT c.kind, s.id, s.version
    FROM dataset_area_set c
    JOIN area_set s ON s.id = c.area_set_id
    WHERE c.dataset_id = ?
    `,
    [datasetId],
  );
  return toLocatingSets(rows);
}

function toLocatingSets(rows: readonly { kind: string; id: number; version: number }[]): LocatingSets {
  const chosen = new Map(rows.map(({ kind, id, version }) => [kind, { id, version }]));
  return { borough: chosen.get("borough") ?? null, ward: chosen.get("ward") ?? null, lsoa: chosen.get("lsoa") ?? null };
}
