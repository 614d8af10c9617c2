import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { selectRows } from "./select-rows.ts";

const PlaceRowSchema = Type.Object({
  id: Type.Integer(),
  kind: Type.String(),
  name: Type.String(),
  lng: Type.Number(),
  lat: Type.Number(),
});
const placeRow = Compile(PlaceRowSchema);

/** Named places of the synthetic city or of the real one. @param kind null = all */
export function listPlaces(
  knex: Knex,
  synthetic: boolean,
  kind: string | null,
): Promise<Type.Static<typeof PlaceRowSchema>[]> {
  return selectRows(knex, placeRow, {
    sql: `
      SELECT id, kind, name, ST_X(geom) AS lng, ST_Y(geom) AS lat
      FROM place
      WHERE synthetic = ? ${kind === null ? "" : "AND kind = ?"}
      ORDER BY kind COLLATE "C", name COLLATE "C", id`,
    bindings: kind === null ? [synthetic] : [synthetic, kind],
  });
}
