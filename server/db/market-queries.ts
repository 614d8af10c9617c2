import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { CATEGORIES, type Category, GENERATIONS } from "../api/vocabulary.ts";
import type { IncidentColumns } from "../incident-columns.ts";
import { type CountFilter, incidentWhere } from "./count-filter.ts";
import { selectPacked } from "./select-packed.ts";
import { type Binding, marks, type Sql, selectRows } from "./select-rows.ts";

const ROW_BYTES = 44;
const HOUR = `(CASE i.precision WHEN 'month' THEN -2 WHEN 'day' THEN -1
  ELSE date_part('hour', i.occurred_from AT TIME ZONE 'Europe/London') END)::int`;
const EXACT = "i.location_precision = 'exact'";
const WARRANT = "i.source ILIKE '%warrant%'";
/** Warrants and hours are read of these alone: of the others nobody asks, and both cost more than the counting. */
const DRUGS = CATEGORIES.flatMap((category, id) => (/^(drug_|supply|production)/.test(category) ? [id] : []));
const FLAGGED = "i.location_flag IN ('police_station', 'custody_suite', 'default_point')";

/**
 * Every incident of the filter, `day` counted from its first, packed: rows of thirty thousand objects would cost more to send than to find. Numbers that fit
 * share one word, since each piece of a row that is joined on costs as much as reading the row.
 */
export async function readPlacedIncidents(knex: Knex, filter: CountFilter): Promise<IncidentColumns> {
  const where = incidentWhere(filter);
  const view = await selectPacked(knex, {
    sql: `
      SELECT string_agg(row, ''::bytea) AS packed
      FROM (
        SELECT int8send(i.cell_9) || int8send(i.cell_10)
          || int8send(${pair("round(ST_X(i.geom) * 100000)", "round(ST_Y(i.geom) * 100000)")})
          || int8send(${pair("i.borough_id", "i.ward_id")})
          || int8send(${pair("COALESCE(hashtext(i.location_key), 0)", "i.occurred_on - ?::date")})
          || int4send(((${HOUR} + 2) << 24) | (i.category::int << 16)
            | (COALESCE(array_position(ARRAY[${marks(GENERATIONS)}]::text[], i.generation) - 1, 0) << 8)
            | ((${EXACT})::int + 2 * (i.category IN (${marks(DRUGS)}) AND COALESCE(${WARRANT}, false))::int + 4 * (${FLAGGED})::int)) AS row
        FROM incident i
        WHERE ${where.sql}) placed`,
    bindings: [filter.from, ...GENERATIONS, ...DRUGS, ...where.bindings],
  });
  return unpack(view);
}

/** Two whole numbers of 32 bits in one of 64. */
function pair(high: string, low: string): string {
  return `((${high})::bigint << 32) | ((${low})::bigint & 4294967295)`;
}

function unpack(view: DataView): IncidentColumns {
  const n = view.byteLength / ROW_BYTES;
  const columns = {
    n,
    ...{ cell9: new BigInt64Array(n), cell10: new BigInt64Array(n) },
    ...{ lng: new Int32Array(n), lat: new Int32Array(n), boroughId: new Int32Array(n), wardId: new Int32Array(n) },
    ...{ key: new Int32Array(n), day: new Int16Array(n), hour: new Int8Array(n) },
    ...{ category: new Uint8Array(n), generation: new Uint8Array(n) },
    ...{ exact: new Uint8Array(n), warrant: new Uint8Array(n), flagged: new Uint8Array(n) },
  };
  for (let row = 0, at = 0; row < n; row++, at += ROW_BYTES) {
    columns.cell9[row] = view.getBigInt64(at);
    columns.cell10[row] = view.getBigInt64(at + 8);
    columns.lng[row] = view.getInt32(at + 16);
    columns.lat[row] = view.getInt32(at + 20);
    columns.boroughId[row] = view.getInt32(at + 24);
    columns.wardId[row] = view.getInt32(at + 28);
    columns.key[row] = view.getInt32(at + 32);
    columns.day[row] = view.getInt32(at + 36);
    columns.hour[row] = view.getUint8(at + 40) - 2;
    columns.category[row] = view.getUint8(at + 41);
    columns.generation[row] = view.getUint8(at + 42);
    const bits = view.getUint8(at + 43);
    columns.exact[row] = bits & 1;
    columns.warrant[row] = (bits >> 1) & 1;
    columns.flagged[row] = (bits >> 2) & 1;
  }
  return columns;
}

const CityRowSchema = Type.Object({
  category: Type.Integer(),
  generation: Type.Integer(),
  warrant: Type.Boolean(),
  keyed: Type.Boolean(),
  hour: Type.Integer(),
  /** 0 = Monday. */
  weekday: Type.Integer(),
  n: Type.Integer(),
});
export type CityRow = Type.Static<typeof CityRowSchema>;
const cityRow = Compile(CityRowSchema);

/**
 * What the universe records outside the cells of the candidates, each place and day once. Records at default plot points
 * stand for another place and are left out. The universe is asked after the counting, and by IS TRUE, so that it is
 * made into one table that is looked up: before, each month's partition would make its own; as a join, a database
 * without statistics yet would walk it for every row.
 * @param universe code of the area set, and codes of the areas whose cells of resolution 9 are counted
 */
export function countRestOfCity(
  knex: Knex,
  filter: CountFilter,
  { set, areas, candidates }: { set: string; areas: readonly string[]; candidates: readonly string[] },
): Promise<CityRow[]> {
  const where = incidentWhere(filter);
  const cells = universeCells(set, areas);
  return selectRows(knex, cityRow, {
    sql: `
      SELECT category, generation, warrant, keyed, hour, weekday, count(*)::int AS n
      FROM (
        SELECT min(i.cell_9) AS cell, i.category::int AS category,
          (array_position(ARRAY[${marks(GENERATIONS)}]::text[], i.generation) - 1)::int AS generation,
          bool_or(i.category IN (${marks(DRUGS)}) AND COALESCE(${WARRANT}, false)) AS warrant,
          i.location_key IS NOT NULL AS keyed,
          min(CASE WHEN i.category IN (${marks(DRUGS)}) THEN ${HOUR} ELSE -2 END)::int AS hour,
          (extract(isodow FROM i.occurred_on) - 1)::int AS weekday
        FROM incident i
        WHERE ${where.sql}
          AND NOT (${FLAGGED})
          AND NOT i.cell_9 IN (${marks(candidates)})
        GROUP BY i.category, i.generation, i.occurred_on, i.location_key,
          CASE WHEN i.location_key IS NULL AND ${EXACT} THEN i.geom END,
          CASE WHEN i.location_key IS NULL AND NOT ${EXACT} THEN i.id END) once
      WHERE (cell IN (${cells.sql})) IS TRUE
      GROUP BY 1, 2, 3, 4, 5, 6`,
    bindings: [...GENERATIONS, ...DRUGS, ...DRUGS, ...where.bindings, ...candidates, ...cells.bindings],
  });
}

function universeCells(set: string, areas: readonly string[]): Sql {
  const bindings: Binding[] = [set, ...areas];
  return {
    sql: `

        SELECT ac.cell
        FROM area_set s
        JOIN area a ON a.area_set_id = s.id
        JOIN area_cell ac ON ac.area_id = a.id AND ac.res = 9
        WHERE s.code = ?
          AND a.code IN (${marks(areas)})`,
    bindings,
  };
}

/** Positions of categories in the vocabulary: their numbers in the database. */
export function categoryIds(categories: readonly Category[]): number[] {
  return CATEGORIES.flatMap((category, id) => (categories.includes(category) ? [id] : []));
}
