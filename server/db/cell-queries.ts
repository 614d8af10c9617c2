import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { compactFromHalves } from "../api/cell-columns.ts";
import { type CountFilter, fitsRollup, incidentWhere, rollupWhere } from "./count-filter.ts";
import { type Sql, selectRows } from "./select-rows.ts";

/** Compact cells (see `compactCell`), in no order, and the count of each. */
export type CountedCells = { readonly compact: Float64Array; readonly counts: Uint32Array };

const packedRow = Compile(Type.Object({ packed: Type.Union([Type.Unsafe<Uint8Array>({}), Type.Null()]) }));

/**
 * Counts per cell at a resolution. The rows travel as one value: 17,000 of them cost either database more to
 * send apart than to count. The index has their order already,
 * so they are not sorted.
 */
export async function countCells(knex: Knex, filter: CountFilter, res: number): Promise<CountedCells> {
  const inner = fitsRollup(filter) ? fromRollup(filter, res) : fromIncidents(filter, res);
  const bytes = await selectPacked(knex, {
    sql: `
      SELECT string_agg(int8send(cell) || int4send(n), ''::bytea) AS packed
      FROM (${inner.sql}) counted`,
    bindings: inner.bindings,
  });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows = bytes.byteLength / 12;
  const compact = new Float64Array(rows);
  const counts = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    compact[row] = compactFromHalves(view.getUint32(row * 12), view.getUint32(row * 12 + 4), res);
    counts[row] = view.getUint32(row * 12 + 8);
  }
  return { compact, counts };
}

/** Every cell that holds an incident of the dataset, ascending. */
export async function listCells(knex: Knex, datasetId: number, res: number): Promise<Float64Array> {
  const bytes = await selectPacked(knex, {
    sql: `
      SELECT string_agg(int8send(cell), ''::bytea ORDER BY cell) AS packed
      FROM (SELECT DISTINCT cell FROM cell_count WHERE dataset_id = ? AND res = ?) held`,
    bindings: [datasetId, res],
  });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const compact = new Float64Array(bytes.byteLength / 8);
  for (let row = 0; row < compact.length; row++) {
    compact[row] = compactFromHalves(view.getUint32(row * 8), view.getUint32(row * 8 + 4), res);
  }
  return compact;
}

function fromRollup(filter: CountFilter, res: number): Sql {
  const where = rollupWhere(filter, res);
  return {
    sql: `
      SELECT c.cell, sum(c.n)::int AS n
      FROM cell_count c
      WHERE ${where.sql}
      GROUP BY c.cell`,
    bindings: where.bindings,
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

async function selectPacked(knex: Knex, query: Sql): Promise<Uint8Array> {
  const [row] = await selectRows(knex, packedRow, query);
  const packed = row?.packed ?? new Uint8Array(0);
  if (!(packed instanceof Uint8Array)) throw new Error("the database answered bytea as something else than bytes");
  return packed;
}
