import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import type { LocationFlag } from "../api/vocabulary.ts";
import { type CountFilter, incidentWhere, rollupRows } from "./count-filter.ts";
import { selectPacked, unpackCells, unpackCounts, viewOf } from "./select-packed.ts";
import { marks, selectRows } from "./select-rows.ts";

/** Every cell that overlaps one of the areas, each once, ascending and compact (see `compactCell`). */
export async function listAreaCells(knex: Knex, areaIds: readonly number[], res: number): Promise<Float64Array> {
  const packed = await selectPacked(knex, {
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
  return unpackCells(packed, res);
}

/** Counts per cell of one month, in no order; a cell stands once for each category and borough. */
export type CellMonth = { readonly compact: Float64Array; readonly counts: Uint32Array };

const PackedMonthSchema = Type.Object({ month: Type.String(), packed: Type.Unsafe<Uint8Array>({}) });
const packedMonth = Compile(PackedMonthSchema);

/**
 * Counts per cell, month by month as the filter lists them. They come as they lie in the rollup, packed at each look into its key:
 * the database neither sorts nor adds up, which took it more than twice the time.
 * @param filter of whole months, without an area: the rollup answers it
 */
export async function countCellMonths(knex: Knex, filter: CountFilter, res: number): Promise<CellMonth[]> {
  const looks = rollupRows(filter, res, "string_agg(int8send(c.cell) || int4send(c.n), ''::bytea) AS packed");
  const rows = await selectRows(knex, packedMonth, {
    sql: `
      SELECT asked.month::text AS month, c.packed
      FROM ${looks.sql}
      WHERE c.packed IS NOT NULL`,
    bindings: looks.bindings,
  });
  const byMonth = Map.groupBy(rows, ({ month }) => month);
  return (filter.months ?? []).map((month) => {
    const parts = (byMonth.get(month) ?? []).map(({ packed }) => packed);
    return unpackCounts(viewOf(Buffer.concat(parts)), res);
  });
}

/** Incidents of a cell whose place is one that records are put at by default: a station, a custody suite, a default point. */
export type FlaggedRow = { readonly cell: string; readonly flag: LocationFlag; readonly n: number };

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
