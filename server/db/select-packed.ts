import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { type Sql, selectRows } from "./select-rows.ts";

const packedRow = Compile(Type.Object({ packed: Type.Union([Type.Unsafe<Uint8Array>({}), Type.Null()]) }));

/** Rows that a query packed into one value, column `packed`: many rows cost either database more to send apart than to count. */
export async function selectPacked(knex: Knex, query: Sql): Promise<DataView> {
  const [row] = await selectRows(knex, packedRow, query);
  const packed = row?.packed ?? new Uint8Array(0);
  if (!(packed instanceof Uint8Array)) throw new Error("the database answered bytea as something else than bytes");
  return new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
}
