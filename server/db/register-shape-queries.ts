import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { selectRows } from "./select-rows.ts";

const nullableText = Type.Union([Type.String(), Type.Null()]);
const shapeRow = Compile(Type.Object({ geometry: nullableText }));

export function shapeOfZone(knex: Knex, id: number): Promise<string | null> {
  return oneShape(knex, "SELECT ST_AsGeoJSON(geom, 15) AS geometry FROM zone WHERE id = ?", [id]);
}

export function shapeOfTargetArea(knex: Knex, id: number): Promise<string | null> {
  return oneShape(knex, "SELECT ST_AsGeoJSON(geom, 15) AS geometry FROM target_area WHERE id = ?", [id]);
}

async function oneShape(knex: Knex, sql: string, bindings: readonly (string | number)[]): Promise<string | null> {
  const [row] = await selectRows(knex, shapeRow, { sql, bindings });
  return row?.geometry ?? null;
}

const FactsSchema = Type.Object({
  /** Why PostGIS does not take it as a polygon; null = it does. */
  fault: nullableText,
  areaSquareMetres: Type.Number(),
  vertices: Type.Integer(),
  geometry: Type.String(),
});
export type ShapeFacts = Type.Static<typeof FactsSchema>;
const factsRow = Compile(FactsSchema);

/** Whether a shape is valid, its size, and its text as a MultiPolygon. Never repaired: mending a hostile polygon takes minutes. */
export async function examineShape(knex: Knex, geometry: string): Promise<ShapeFacts> {
  const [row] = await selectRows(knex, factsRow, {
    sql: `
      WITH given AS (SELECT ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(?), 4326)) AS geom),
      told AS (SELECT geom, ST_IsValidReason(geom) AS reason FROM given)
      SELECT CASE reason WHEN 'Valid Geometry' THEN NULL ELSE reason END AS fault,
        CASE reason WHEN 'Valid Geometry' THEN ST_Area(geom::geography) ELSE 0 END AS "areaSquareMetres",
        ST_NPoints(geom) AS vertices, ST_AsGeoJSON(geom, 15) AS geometry
      FROM told`,
    bindings: [geometry],
  });
  if (row === undefined) throw new Error("the shape was not examined");
  return row;
}

export type Snapping = { readonly setId: number; readonly toleranceMetres: number };

const METRES_PER_DEGREE = 111_320;

/**
 * A shape with its edge moved onto the edges of the set's areas where they lie within the tolerance: its corners onto the
 * nearest point of an edge, and its edge round corners of the areas. Longitudes are shortened first, so that a metre is a
 * metre either way.
 * @returns GeoJSON text; null when no edge is near
 */
export async function snapToAreas(
  knex: Knex,
  geometry: string,
  { setId, toleranceMetres }: Snapping,
): Promise<string | null> {
  const tolerance = toleranceMetres / METRES_PER_DEGREE;
  return oneShape(
    knex,
    `
    WITH given AS (SELECT ST_SetSRID(ST_GeomFromGeoJSON(?), 4326) AS geom),
    plane AS (
      SELECT geom AS degrees, k, ST_Scale(geom, k, 1) AS geom
      FROM (SELECT geom, cos(radians(ST_Y(ST_Centroid(ST_Envelope(geom))))) AS k FROM given) measured
    ),
    edges AS (
      SELECT ST_Scale(ST_Collect(ST_ClipByBox2D(ST_Boundary(a.geom), ST_Expand(p.degrees, 4 * ?::float8)::box2d)), p.k, 1) AS lines
      FROM area a, plane p
      WHERE a.area_set_id = ? AND a.geom && ST_Expand(p.degrees, 2 * ?::float8)
      GROUP BY p.k
    ),
    feet AS (
      SELECT ST_Collect(ST_ClosestPoint(e.lines, d.geom)) AS points
      FROM edges e, plane p, ST_DumpPoints(p.geom) d
      WHERE ST_DWithin(e.lines, d.geom, ?::float8)
    )
    SELECT ST_AsGeoJSON(
      ST_Scale(ST_Snap(p.geom, ST_Collect(e.lines, coalesce(f.points, e.lines)), ?::float8), 1 / p.k, 1), 15) AS geometry
    FROM plane p, edges e, feet f`,
    [geometry, tolerance, setId, tolerance, tolerance, tolerance],
  );
}
