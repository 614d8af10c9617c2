import type { Knex } from "knex";
import { compactFromHalves } from "../api/cell-columns.ts";
import type { Resolution } from "../api/vocabulary.ts";
import { type CountFilter, incidentWhere } from "./count-filter.ts";
import { selectPacked } from "./select-packed.ts";

type Window = { readonly from: string /** Exclusive. */; readonly to: string };

export type TestedFilter = Pick<CountFilter, "datasetId" | "forceIds" | "categoryIds"> & {
  /** Only what the public reported. */
  readonly publicOnly: boolean;
  /** `before` ends no later than `after` begins. */
  readonly windows: { readonly before: Window; readonly after: Window };
};

/** Ascending compact cells (see `compactCell`), and the counts of each in either window. */
export type TestedCells = {
  readonly compact: Float64Array;
  readonly before: Uint32Array;
  readonly after: Uint32Array;
};

const ROW_BYTES = 16;

/** Located incidents per cell in two windows, in one reading: the rollup does not know who made a record. */
export async function countTestedCells(
  knex: Knex,
  { windows: { before, after }, publicOnly, ...filter }: TestedFilter,
  res: Resolution,
): Promise<TestedCells> {
  const where = incidentWhere({ ...filter, from: before.from, to: after.to, months: null, area: null, cells: null });
  const view = await selectPacked(knex, {
    sql: `
      SELECT string_agg(int8send(cell) || int4send(earlier) || int4send(later), ''::bytea ORDER BY cell) AS packed
      FROM (
        SELECT i.cell_${res} AS cell,
          count(*) FILTER (WHERE i.occurred_on < ?::date)::int AS earlier,
          count(*) FILTER (WHERE i.occurred_on >= ?::date)::int AS later
        FROM incident i
        WHERE ${where.sql}
          AND (i.occurred_on < ?::date OR i.occurred_on >= ?::date)
          ${publicOnly ? "AND i.generation = 'public_reported'" : ""}
        GROUP BY 1) counted`,
    bindings: [before.to, after.from, ...where.bindings, before.to, after.from],
  });
  const rows = view.byteLength / ROW_BYTES;
  const columns = { compact: new Float64Array(rows), before: new Uint32Array(rows), after: new Uint32Array(rows) };
  for (let row = 0; row < rows; row++) {
    const at = row * ROW_BYTES;
    columns.compact[row] = compactFromHalves(view.getUint32(at), view.getUint32(at + 4), res);
    columns.before[row] = view.getUint32(at + 8);
    columns.after[row] = view.getUint32(at + 12);
  }
  return columns;
}
