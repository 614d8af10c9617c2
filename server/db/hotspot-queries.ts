import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { compactFromHalves } from "../api/cell-columns.ts";
import { LOCATION_FLAGS } from "../api/vocabulary.ts";
import { type CountFilter, incidentWhere, rollupWhere } from "./count-filter.ts";
import { selectPacked } from "./select-packed.ts";
import { marks, selectRows } from "./select-rows.ts";

/** Every cell that overlaps one of the areas, each once, ascending and compact (see `compactCell`). */
export async function listAreaCells(knex: Knex, areaIds: readonly number[], res: number): Promise<Float64Array> {
  const view = await selectPacked(knex, {
    sql: `
      SELECT string_agg(int8send(cell), ''::bytea) AS packed
      FROM (
        SELECT DISTINCT cell
        FROM area_cell
        WHERE area_id IN (${marks(areaIds)})
          AND res = ?
        ORDER BY 1) held`,
    bindings: [...areaIds, res],
  });
  return Float64Array.from({ length: view.byteLength / 8 }, (_, row) =>
    compactFromHalves(view.getUint32(row * 8), view.getUint32(row * 8 + 4), res),
  );
}

/** Counts per cell and month, in no order: three columns of one length. */
export type CellMonths = {
  readonly compact: Float64Array;
  /** Months since the first month of the filter. */
  readonly month: Uint16Array;
  readonly counts: Uint32Array;
};

const ROW_BYTES = 14;

/** @param filter of whole months, without an area: the rollup answers it */
export async function countCellMonths(knex: Knex, filter: CountFilter, res: number): Promise<CellMonths> {
  const where = rollupWhere(filter, res);
  const view = await selectPacked(knex, {
    sql: `
      SELECT string_agg(int8send(cell) || int2send(at) || int4send(n), ''::bytea) AS packed
      FROM (
        SELECT c.cell, array_position(ARRAY[${marks(filter.months ?? [])}]::date[], c.month)::int2 AS at, sum(c.n)::int AS n
        FROM cell_count c
        WHERE ${where.sql}
        GROUP BY c.cell, c.month) counted`,
    bindings: [...(filter.months ?? []), ...where.bindings],
  });
  const rows = view.byteLength / ROW_BYTES;
  const compact = new Float64Array(rows);
  const month = new Uint16Array(rows);
  const counts = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const at = row * ROW_BYTES;
    compact[row] = compactFromHalves(view.getUint32(at), view.getUint32(at + 4), res);
    month[row] = view.getUint16(at + 8) - 1;
    counts[row] = view.getUint32(at + 10);
  }
  return { compact, month, counts };
}

const FlaggedRowSchema = Type.Object({ cell: Type.String(), flag: Type.Enum(LOCATION_FLAGS), n: Type.Integer() });
export type FlaggedRow = Type.Static<typeof FlaggedRowSchema>;
const flaggedRow = Compile(FlaggedRowSchema);

/** Incidents per cell whose place is one that records are put at by default: a station, a custody suite, a default point. */
export function countDefaultPoints(knex: Knex, filter: CountFilter, res: number): Promise<FlaggedRow[]> {
  const where = incidentWhere(filter);
  return selectRows(knex, flaggedRow, {
    sql: `
      SELECT to_hex(i.cell_${res}) AS cell, i.location_flag AS flag, count(*)::int AS n
      FROM incident i
      WHERE ${where.sql}
        AND i.location_flag IN ('police_station', 'custody_suite', 'default_point')
      GROUP BY 1, 2
      ORDER BY 1, 2`,
    bindings: where.bindings,
  });
}

const CellHomeSchema = Type.Object({
  cell: Type.String(),
  core: Type.String(),
  boroughId: Type.Integer(),
  wardId: Type.Integer(),
  n: Type.Integer(),
});
export type CellHome = Type.Static<typeof CellHomeSchema>;
const cellHome = Compile(CellHomeSchema);

/**
 * Where the incidents of each cell lie: in which cell of the resolution that cores are cut at (each by the point's own cell),
 * in which borough and ward; 0 = in none.
 */
export function countCellHomes(
  knex: Knex,
  filter: CountFilter,
  { res, coreRes }: { res: number; coreRes: number },
): Promise<CellHome[]> {
  const where = incidentWhere(filter);
  return selectRows(knex, cellHome, {
    sql: `
      SELECT to_hex(i.cell_${res}) AS cell, to_hex(i.cell_${coreRes}) AS core,
        i.borough_id AS "boroughId", i.ward_id AS "wardId", count(*)::int AS n
      FROM incident i
      WHERE ${where.sql}
      GROUP BY i.cell_${res}, i.cell_${coreRes}, 3, 4
      ORDER BY i.cell_${res}, i.cell_${coreRes}, 3, 4`,
    bindings: where.bindings,
  });
}
