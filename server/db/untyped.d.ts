/** The parts of packages without type declarations that the connection layer touches. */
declare module "knex/lib/dialects/postgres/index.js" {
  import type { Knex } from "knex";

  /** knex's PostgreSQL dialect; `transacting` is set on the copy of it that serves one transaction. */
  class ClientPg extends Knex.Client {
    transacting?: boolean;
    query(connection: unknown, statement: unknown): Promise<unknown>;
    acquireConnection(): Promise<unknown>;
  }
  export default ClientPg;
}

declare module "pg" {
  type Parse = (text: string) => unknown;
  const pg: {
    types: { getTypeParser(oid: number, format?: "text" | "binary"): Parse };
  };
  export default pg;
}

declare module "pg-copy-streams" {
  import type { Writable } from "node:stream";
  /** @param sql `COPY … FROM STDIN` */
  export function from(sql: string): Writable;
}
