import type { Knex } from "knex";

export type Backend = "postgres" | "embedded";

/** Either database behind one door: the same SQL runs on both. */
export type Database = {
  readonly backend: Backend;
  /** Reads and short writes: every statement runs under `config.limits.queryTimeoutMs`. */
  readonly knex: Knex;
  /** Imports, migrations and rebuilds: statements run under `config.limits.importTimeoutMs`. On the embedded database the same single connection. */
  readonly bulk: Knex;
  /**
   * COPY rows into a table.
   * @param trx transaction to copy in (from `bulk`)
   * @param into table (may be schema-qualified) and its columns, in the order of the rows
   * @param chunks text in COPY's text format (tab-separated, `\N` for NULL, newline-ended), in chunks of any size
   */
  copyIn(trx: Knex.Transaction, into: CopyTarget, chunks: AsyncIterable<string> | Iterable<string>): Promise<void>;
  close(): Promise<void>;
};

export type CopyTarget = { readonly table: string; readonly columns: readonly string[] };
