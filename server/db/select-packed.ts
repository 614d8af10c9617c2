import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { compactFromHalves } from "../api/cell-columns.ts";
import { type Sql, selectRows } from "./select-rows.ts";

const packedRow = Compile(Type.Object({ packed: Type.Union([Type.Unsafe<Uint8Array>({}), Type.Null()]) }));

/** Rows that a query packed into one value, column `packed`: many rows cost either database more to send apart than to count. */
export async function selectPacked(knex: Knex, query: Sql): Promise<DataView> {
  const [row] = await selectRows(knex, packedRow, query);
  const packed = row?.packed ?? new Uint8Array(0);
  if (!(packed instanceof Uint8Array)) throw new Error("the database answered bytea as something else than bytes");
  return viewOf(packed);
}

export function viewOf(packed: Uint8Array): DataView {
  return new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
}

/** Cells packed as `int8send(cell)`, compact. */
export function unpackCells(view: DataView, res: number): Float64Array {
  const compact = new Float64Array(view.byteLength / 8);
  for (let row = 0; row < compact.length; row++) {
    compact[row] = compactFromHalves(view.getUint32(row * 8), view.getUint32(row * 8 + 4), res);
  }
  return compact;
}

const ROW_BYTES = 12;

/** Columns of rows packed as `int8send(cell) || int4send(n)`: compact cells (see `compactCell`) and the count of each. */
export function unpackCounts(view: DataView, res: number): { compact: Float64Array; counts: Uint32Array } {
  const rows = view.byteLength / ROW_BYTES;
  const compact = new Float64Array(rows);
  const counts = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const at = row * ROW_BYTES;
    compact[row] = compactFromHalves(view.getUint32(at), view.getUint32(at + 4), res);
    counts[row] = view.getUint32(at + 8);
  }
  return { compact, counts };
}
