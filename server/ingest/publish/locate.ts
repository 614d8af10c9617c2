import type { Knex } from "knex";

/** The chosen area set of each located kind; null = none chosen yet. */
export type LocatingSets = {
  readonly borough: number | null;
  readonly ward: number | null;
  readonly lsoa: number | null;
};
const LOCATED_KINDS = ["borough", "ward", "lsoa"] as const;

/**
 * Turn staged points into a table with a geometry and the areas that hold them.
 * Membership is ST_Covers; on a shared edge the lowest code wins.
 * @param points staging table with point_id, lng, lat
 */
export async function locatePoints(knex: Knex, points: string, sets: LocatingSets): Promise<void> {
  await knex.raw(`
    ALTER TABLE ${points}
      ADD COLUMN IF NOT EXISTS geom geometry(Point, 4326),
      ADD COLUMN IF NOT EXISTS borough_id int NOT NULL DEFAULT 0,
      ADD COLUMN IF NOT EXISTS ward_id int NOT NULL DEFAULT 0,
      ADD COLUMN IF NOT EXISTS lsoa_id int NOT NULL DEFAULT 0
  `);
  await knex.raw(`UPDATE ${points} SET geom = ST_SetSRID(ST_MakePoint(lng, lat), 4326) WHERE geom IS NULL`);
  await knex.raw(`CREATE INDEX ON ${points} USING gist (geom)`);
  await knex.raw(`ANALYZE ${points}`);
  await assignAreas(knex, points, sets);
}

/**
 * Set borough_id, ward_id and lsoa_id of a table of distinct points (point_id, geom, …) in one update.
 * The areas drive the join, so that PostGIS prepares each polygon once.
 */
async function assignAreas(knex: Knex, points: string, sets: LocatingSets): Promise<void> {
  const held = LOCATED_KINDS.map(
    (kind) => `
    LEFT JOIN (
      SELECT p.point_id, (array_agg(a.id ORDER BY a.code))[1] AS area_id
      FROM area a
      JOIN ${points} p ON a.geom && p.geom AND ST_Covers(a.geom, p.geom)
      WHERE a.area_set_id = ${sets[kind] ?? 0}
      GROUP BY p.point_id
    ) ${kind} ON ${kind}.point_id = all_points.point_id`,
  );
  await knex.raw(`
    UPDATE ${points} AS target
    SET borough_id = found.borough_id, ward_id = found.ward_id, lsoa_id = found.lsoa_id
    FROM (
      SELECT
        all_points.point_id,
        COALESCE(borough.area_id, 0) AS borough_id,
        COALESCE(ward.area_id, 0) AS ward_id,
        COALESCE(lsoa.area_id, 0) AS lsoa_id
      FROM ${points} all_points ${held.join("")}
    ) found
    WHERE found.point_id = target.point_id
      AND (found.borough_id, found.ward_id, found.lsoa_id) IS DISTINCT FROM (target.borough_id, target.ward_id, target.lsoa_id)
  `);
}

/** Locate every published incident of a dataset again, after its chosen sets changed. */
export async function relocateIncidents(trx: Knex, datasetId: number, sets: LocatingSets): Promise<void> {
  await trx.raw("DROP TABLE IF EXISTS relocated_point");
  await trx.raw(
    `
    CREATE TEMP TABLE relocated_point AS
    SELECT row_number() OVER ()::int AS point_id, geom, 0 AS borough_id, 0 AS ward_id, 0 AS lsoa_id
    FROM (SELECT DISTINCT geom FROM incident WHERE dataset_id = ? AND geom IS NOT NULL) distinct_points
    `,
    [datasetId],
  );
  await trx.raw("CREATE INDEX ON relocated_point USING gist (geom)");
  await trx.raw("ANALYZE relocated_point");
  await assignAreas(trx, "relocated_point", sets);
  await trx.raw(
    `
    UPDATE incident AS i
    SET borough_id = p.borough_id, ward_id = p.ward_id, lsoa_id = p.lsoa_id
    FROM relocated_point p
    WHERE i.dataset_id = ? AND i.geom = p.geom
      AND (i.borough_id, i.ward_id, i.lsoa_id) IS DISTINCT FROM (p.borough_id, p.ward_id, p.lsoa_id)
    `,
    [datasetId],
  );
  await trx.raw("DROP TABLE relocated_point");
}
