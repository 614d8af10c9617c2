import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Knex } from "knex";
import { from as copyFrom } from "pg-copy-streams";
import type { CopyTarget } from "./database.ts";
import { toDomainError } from "./failures.ts";

/** The embedded database takes a COPY whole in memory, so rows go in pieces of about this many characters. */
const PIECE_LENGTH = 4 * 1024 ** 2;

type CopyConnection = { query(copy: ReturnType<typeof copyFrom>): ReturnType<typeof copyFrom> };

/** See `Database.copyIn`: the same on both databases, which both speak PostgreSQL's protocol. */
export async function copyIn(
  trx: Knex.Transaction,
  into: CopyTarget,
  chunks: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  const connection: CopyConnection = await trx.client.acquireConnection();
  const sql = copyStatement(into);
  try {
    for await (const piece of wholeRows(chunks)) {
      await pipeline(Readable.from([piece]), connection.query(copyFrom(sql)));
    }
  } catch (error) {
    throw toDomainError(error, true);
  }
}

function copyStatement({ table, columns }: CopyTarget): string {
  const name = table.split(".").map(quoted).join(".");
  return `COPY ${name} (${columns.map(quoted).join(", ")}) FROM STDIN`;
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** Cut at a newline, which in COPY's text format only ever ends a row. */
async function* wholeRows(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let held: string[] = [];
  let heldLength = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    heldLength += chunk.length;
    if (heldLength < PIECE_LENGTH) continue;
    const text = held.join("");
    const end = text.lastIndexOf("\n") + 1;
    if (end > 0) yield text.slice(0, end);
    held = [text.slice(end)];
    heldLength = text.length - end;
  }
  const rest = held.join("");
  if (rest !== "") yield rest;
}
