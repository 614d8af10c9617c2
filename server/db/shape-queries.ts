import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { marks, selectRows } from "./select-rows.ts";

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
