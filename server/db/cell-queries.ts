import type { Knex } from "knex";
import { type CountFilter, fitsRollup, incidentWhere, rollupRows } from "./count-filter.ts";
import { selectPacked, unpackCells, unpackCounts } from "./select-packed.ts";
import type { Sql } from "./select-rows.ts";

/** Compact cells (see `compactCell`), in no order, and the count of each. */
export type CountedCells = { readonly compact: Float64Array; readonly counts: Uint32Array };

/**
 * Counts per cell at a resolution. The rows travel as one value: 17,000 of them cost either database more to
 * send apart than to count. The index has their order already,
 * so they are not sorted.
 */
export async function countCells(knex: Knex, filter: CountFilter, res: number): Promise<CountedCells> {
  const inner = fitsRollup(filter) ? fromRollup(filter, res) : fromIncidents(filter, res);
  const packed = await selectPacked(knex, {
    sql: `
      SELECT string_agg(int8send(cell) || int4send(n), ''::bytea) AS packed
      FROM (${inner.sql}) counted`,
    bindings: inner.bindings,
  });
  return unpackCounts(packed, res);
}

/** Every cell that holds an incident of the dataset, ascending. */
export async function listCells(knex: Knex, datasetId: number, res: number): Promise<Float64Array> {
  const packed = await selectPacked(knex, {
    sql: `
      SELECT string_agg(int8send(cell), ''::bytea ORDER BY cell) AS packed
      FROM (SELECT DISTINCT cell FROM cell_count WHERE dataset_id = ? AND res = ?) held`,
    bindings: [datasetId, res],
  });
  return unpackCells(packed, res);
}

function fromRollup(filter: CountFilter, res: number): Sql {
  const rows = rollupRows(filter, res, "c.cell, c.n");
  return {
    sql: `
      SELECT c.cell, sum(c.n)::int AS n
      FROM ${rows.sql}
      GROUP BY c.cell`,
    bindings: rows.bindings,
  };
}

function fromIncidents(filter: CountFilter, res: number): Sql {
  const where = incidentWhere(filter);
  return {
    sql: `
      SELECT i.cell_${res} AS cell, count(*)::int AS n
      FROM incident i
      WHERE ${where.sql}
      GROUP BY 1`,
    bindings: where.bindings,
  };
}
