import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { marks, selectRows } from "./select-rows.ts";

const shapeFacts = Compile(Type.Object({ reason: Type.String(), squareMetres: Type.Number() }));

/**
 * Whether a shape is valid, in PostGIS's words ("Valid Geometry" when it is), and its size. It is never repaired: mending a
 * hostile polygon takes minutes.
 * @param geometry GeoJSON text
 */
export async function checkShape(
  knex: Knex,
  geometry: string,
): Promise<{ readonly reason: string; readonly squareMetres: number }> {
  const [row] = await selectRows(knex, shapeFacts, {
    sql: `
      SELECT reason, CASE reason WHEN 'Valid Geometry' THEN ST_Area(geom::geography) ELSE 0 END AS "squareMetres"
      FROM (
        SELECT geom, ST_IsValidReason(geom) AS reason
        FROM (SELECT ST_SetSRID(ST_GeomFromGeoJSON(?), 4326) AS geom) given
      ) told`,
    bindings: [geometry],
  });
  if (row === undefined) throw new Error("the shape was not examined");
  return row;
}

const unitedShape = Compile(Type.Object({ geometry: Type.String() }));

/** The union of areas as GeoJSON text. */
export async function uniteAreas(knex: Knex, areaIds: readonly number[]): Promise<string> {
  const [row] = await selectRows(knex, unitedShape, {
    sql: `SELECT ST_AsGeoJSON(ST_CollectionExtract(ST_Union(geom), 3), 15) AS geometry FROM area WHERE id IN (${marks(areaIds)})`,
    bindings: [...areaIds],
  });
  if (row === undefined) throw new Error("the areas were not united");
  return row.geometry;
}
