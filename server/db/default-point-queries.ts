import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { LOCATION_FLAGS, type LocationFlag } from "../api/vocabulary.ts";
import { marks, type Sql, selectRows } from "./select-rows.ts";

const DefaultPointSchema = Type.Object({
  day: Type.String(),
  category: Type.Integer(),
  flag: Type.Enum(LOCATION_FLAGS),
  /** The cells of resolution 7 to 10 that the incidents lie in, hexadecimal. */
  cell7: Type.String(),
  cell8: Type.String(),
  cell9: Type.String(),
  cell10: Type.String(),
  n: Type.Integer(),
});
/** Incidents of one day, category and place that records are put at by default. */
export type DefaultPoint = Type.Static<typeof DefaultPointSchema>;
const defaultPoint = Compile(DefaultPointSchema);

export type DefaultPlace = { readonly lng: number; readonly lat: number; readonly flag: LocationFlag };

/** Incidents of a dataset that are flagged themselves as lying on a station, a custody suite or a default point. */
export function listFlaggedPoints(knex: Knex, datasetId: number): Promise<DefaultPoint[]> {
  return listPoints(
    knex,
    { sql: "i.location_flag", bindings: [] },
    {
      sql: "i.dataset_id = ? AND i.location_flag IN ('police_station', 'custody_suite', 'default_point')",
      bindings: [datasetId],
    },
  );
}

/**
 * Incidents of a dataset that carry no flag of their own and lie on a place where records are put by default.
 * @param near.metres how far from it they may lie
 * @param near.cells cells of resolution 11 round the places, as decimal text: all that the distance can reach
 */
export function listPointsNear(
  knex: Knex,
  datasetId: number,
  near: { readonly metres: number; readonly places: readonly DefaultPlace[]; readonly cells: readonly string[] },
): Promise<DefaultPoint[]> {
  const flag = {
    sql: `(
        SELECT p.flag
        FROM (VALUES ${near.places.map(() => "(?::float8, ?::float8, ?::text)").join(", ")}) AS p (lng, lat, flag)
        WHERE ST_DWithin(i.geom::geography, ST_SetSRID(ST_MakePoint(p.lng, p.lat), 4326)::geography, ?)
        ORDER BY p.flag
        LIMIT 1)`,
    bindings: [...near.places.flatMap(({ lng, lat, flag: name }) => [lng, lat, name]), near.metres],
  };
  return listPoints(knex, flag, {
    sql: `i.dataset_id = ? AND i.location_flag = 'none' AND i.cell_11 IN (${marks(near.cells)})`,
    bindings: [datasetId, ...near.cells],
  });
}

function listPoints(knex: Knex, flag: Sql, where: Sql): Promise<DefaultPoint[]> {
  return selectRows(knex, defaultPoint, {
    sql: `
      SELECT day, category, flag, cell7, cell8, cell9, cell10, count(*)::int AS n
      FROM (
        SELECT i.occurred_on::text AS day, i.category, ${flag.sql} AS flag, to_hex(i.cell_7) AS cell7,
          to_hex(i.cell_8) AS cell8, to_hex(i.cell_9) AS cell9, to_hex(i.cell_10) AS cell10
        FROM incident i
        WHERE i.geom IS NOT NULL
          AND ${where.sql}) placed
      WHERE flag IS NOT NULL
      GROUP BY 1, 2, 3, 4, 5, 6, 7`,
    bindings: [...flag.bindings, ...where.bindings],
  });
}
