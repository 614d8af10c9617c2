import type { Knex } from "knex";

/** A version of an area set: its areas change with the version. */
export type LocatingSet = { readonly id: number; readonly version: number };

/** The chosen area set of each located kind; null = none chosen yet. */
export type LocatingSets = {
  readonly borough: LocatingSet | null;
  readonly ward: LocatingSet | null;
  readonly lsoa: LocatingSet | null;
};
const LOCATED_KINDS = ["borough", "ward", "lsoa"] as const;

/** Whether what was located in the one is located in the other. */
export function sameSets(a: LocatingSets, b: LocatingSets): boolean {
  return LOCATED_KINDS.every((kind) => a[kind]?.id === b[kind]?.id && a[kind]?.version === b[kind]?.version);
}

export type Locating = {
  /** Table of distinct points: point_id, geom, with an index on geom. */
  readonly points: string;
  /** Table of the areas of a set: id, code, geom and its set's number. */
  readonly areas: (set: LocatingSet) => { readonly table: string; readonly setColumn: string };
  readonly sets: LocatingSets;
};

const PUBLISHED: Locating["areas"] = () => ({ table: "area", setColumn: "area_set_id" });

/**
 * SQL of a query that gives every point (as `p`) the areas that hold it: point_id, borough_id, ward_id, lsoa_id; 0 =
 * in none. Membership is ST_Covers; on a shared edge the lowest code wins. The areas drive the joins, so that PostGIS
 * prepares each polygon once.
 * @param columns of the point to select beside
 */
export function selectLocated({ points, areas, sets }: Locating, columns: readonly string[] = []): string {
  const held = LOCATED_KINDS.map((kind) => {
    const set = sets[kind] ?? { id: 0, version: 0 };
    const { table, setColumn } = areas(set);
    return `
    LEFT JOIN (
      SELECT inner_p.point_id, (array_agg(a.id ORDER BY a.code))[1] AS area_id
      FROM ${table} a
      JOIN ${points} inner_p ON a.geom && inner_p.geom AND ST_Covers(a.geom, inner_p.geom)
      WHERE a.${setColumn} = ${set.id}
      GROUP BY inner_p.point_id
    ) ${kind} ON ${kind}.point_id = p.point_id`;
  });
  return `
    SELECT p.point_id,
      COALESCE(borough.area_id, 0) AS borough_id, COALESCE(ward.area_id, 0) AS ward_id, COALESCE(lsoa.area_id, 0) AS lsoa_id
      ${columns.map((column) => `, p.${column}`).join("")}
    FROM ${points} p ${held.join("")}
  `;
}

/** Locate every published incident of a dataset again, after its chosen sets changed. */
export async function relocateIncidents(trx: Knex, datasetId: number, sets: LocatingSets): Promise<void> {
  await trx.raw("DROP TABLE IF EXISTS relocated_point, relocated");
  await trx.raw(
    `
    CREATE TEMP TABLE relocated_point AS
    SELECT row_number() OVER ()::int AS point_id, geom
    FROM (SELECT DISTINCT geom FROM incident WHERE dataset_id = ? AND geom IS NOT NULL) distinct_points
    `,
    [datasetId],
  );
  await trx.raw("CREATE INDEX ON relocated_point USING gist (geom)");
  await trx.raw("ANALYZE relocated_point");
  await trx.raw(
    `CREATE TEMP TABLE relocated AS ${selectLocated({ points: "relocated_point", areas: PUBLISHED, sets }, ["geom"])}`,
  );
  await trx.raw(
    `
    UPDATE incident AS i
    SET borough_id = p.borough_id, ward_id = p.ward_id, lsoa_id = p.lsoa_id
    FROM relocated p
    WHERE i.dataset_id = ? AND i.geom = p.geom
      AND (i.borough_id, i.ward_id, i.lsoa_id) IS DISTINCT FROM (p.borough_id, p.ward_id, p.lsoa_id)
    `,
    [datasetId],
  );
  await trx.raw("DROP TABLE relocated_point, relocated");
}
