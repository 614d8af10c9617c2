import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { GENERATIONS, LOCATION_FLAGS, LOCATION_PRECISIONS, PRECISIONS } from "../api/vocabulary.ts";
import { type CountFilter, incidentWhere } from "./count-filter.ts";
import { type Binding, selectRows } from "./select-rows.ts";

const nullableText = Type.Union([Type.String(), Type.Null()]);

const IncidentRowSchema = Type.Object({
  key: Type.String(),
  category: Type.Integer(),
  generation: Type.Enum(GENERATIONS),
  occurred: Type.String(),
  precision: Type.Enum(PRECISIONS),
  drug: nullableText,
  outcome: nullableText,
  locationPrecision: Type.Enum(LOCATION_PRECISIONS),
  locationFlag: Type.Enum(LOCATION_FLAGS),
  locationText: nullableText,
  lng: Type.Number(),
  lat: Type.Number(),
});
export type IncidentPointRow = Type.Static<typeof IncidentRowSchema>;
const incidentRow = Compile(IncidentRowSchema);

export type IncidentPageFilter = {
  /** Degrees; null = everywhere. */
  readonly bbox: { west: number; south: number; east: number; north: number } | null;
  /** Day and id of the last incident of the page before. */
  readonly after: { readonly day: string; readonly id: string } | null;
  readonly limit: number;
};

/**
 * Located incidents in the order of day and id, at most `limit`; `key` is what the next page starts after.
 * `occurred` is as fine as the source knows: "2019-05", "2019-05-31" or "2019-05-31T13:05:00Z".
 */
export function listIncidents(knex: Knex, filter: CountFilter, page: IncidentPageFilter): Promise<IncidentPointRow[]> {
  const where = incidentWhere(filter);
  const bindings: Binding[] = [...where.bindings];
  let box = "";
  if (page.bbox !== null) {
    box = "AND i.geom && ST_MakeEnvelope(?, ?, ?, ?, 4326)";
    bindings.push(page.bbox.west, page.bbox.south, page.bbox.east, page.bbox.north);
  }
  let after = "";
  if (page.after !== null) {
    after = "AND (i.occurred_on, i.id) > (?::date, ?::bigint)";
    bindings.push(page.after.day, page.after.id);
  }
  return selectRows(knex, incidentRow, {
    sql: `
      SELECT i.occurred_on::text || '_' || i.id::text AS key, i.category::int, i.generation,
        CASE i.precision
          WHEN 'month' THEN to_char(i.occurred_on, 'YYYY-MM')
          WHEN 'day' THEN to_char(i.occurred_on, 'YYYY-MM-DD')
          ELSE to_char(i.occurred_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        END AS occurred,
        i.precision, i.drug, i.outcome,
        i.location_precision AS "locationPrecision", i.location_flag AS "locationFlag", i.location_text AS "locationText",
        ST_X(i.geom) AS lng, ST_Y(i.geom) AS lat
      FROM incident i
      WHERE ${where.sql}
        ${box}
        ${after}
      ORDER BY i.occurred_on, i.id
      LIMIT ?`,
    bindings: [...bindings, page.limit],
  });
}
