import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { LOCATION_FLAGS } from "../api/vocabulary.ts";
import { type CountFilter, incidentWhere } from "./count-filter.ts";
import { selectRows } from "./select-rows.ts";

const InsideRowSchema = Type.Object({
  boroughId: Type.Integer(),
  wardId: Type.Integer(),
  /** First of the month. */
  month: Type.String(),
  flag: Type.Enum(LOCATION_FLAGS),
  n: Type.Integer(),
});
export type InsideRow = Type.Static<typeof InsideRowSchema>;
const insideRow = Compile(InsideRowSchema);

/** Incidents of a filter in a polygon, its edge included. @param geometry GeoJSON text, valid */
export function countInside(knex: Knex, filter: CountFilter, geometry: string): Promise<InsideRow[]> {
  const where = incidentWhere(filter);
  return selectRows(knex, insideRow, {
    sql: `
      SELECT i.borough_id AS "boroughId", i.ward_id AS "wardId", date_trunc('month', i.occurred_on)::date::text AS month,
        i.location_flag AS flag, count(*)::int AS n
      FROM incident i
      WHERE ST_Covers(ST_SetSRID(ST_GeomFromGeoJSON(?), 4326), i.geom)
        AND ${where.sql}
      GROUP BY 1, 2, 3, 4
      ORDER BY 1, 2, 3, 4`,
    bindings: [geometry, ...where.bindings],
  });
}

const NearRowSchema = Type.Object({
  /** H3 cell of resolution 11. */
  cell: Type.String(),
  inside: Type.Boolean(),
  wardId: Type.Integer(),
  flag: Type.Enum(LOCATION_FLAGS),
  /** 0 = Monday midnight … 167 in Europe/London; null where the hour is not known. */
  hour: Type.Union([Type.Integer(), Type.Null()]),
  n: Type.Integer(),
});
export type NearRow = Type.Static<typeof NearRowSchema>;
const nearRow = Compile(NearRowSchema);

const LONDON = "i.occurred_from AT TIME ZONE 'Europe/London'";

/**
 * Incidents of a filter in and around a target area, by cell: never one by one, and nowhere finer than 50 m.
 * @param margin degrees round the area's box that hold at least a stop's radius
 */
export function countNearTarget(
  knex: Knex,
  filter: CountFilter,
  { targetId, margin }: { targetId: number; margin: { lng: number; lat: number } },
): Promise<NearRow[]> {
  const where = incidentWhere(filter);
  return selectRows(knex, nearRow, {
    sql: `
      SELECT to_hex(i.cell_11) AS cell, ST_Covers(t.geom, i.geom) AS inside, i.ward_id AS "wardId", i.location_flag AS flag,
        CASE WHEN i.precision IN ('minute', 'hour')
          THEN (extract(isodow FROM ${LONDON})::int - 1) * 24 + extract(hour FROM ${LONDON})::int
        END AS hour,
        count(*)::int AS n
      FROM target_area t
      JOIN incident i ON i.geom && ST_Expand(t.geom, ?, ?)
      WHERE t.id = ?
        AND ${where.sql}
      GROUP BY 1, 2, 3, 4, 5
      ORDER BY 1, 2, 3, 4, 5`,
    bindings: [margin.lng, margin.lat, targetId, ...where.bindings],
  });
}
