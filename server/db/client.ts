import ClientPg from "knex/lib/dialects/postgres/index.js";
import { DomainError } from "../errors.ts";
import { toDomainError } from "./failures.ts";

/** knex's PostgreSQL dialect for both databases: deadlines, lost connections and full pools come out as domain errors. */
export class DatabaseClient extends ClientPg {
  override async query(connection: unknown, statement: unknown): Promise<unknown> {
    try {
      const result = await super.query(connection, statement);
      if (isHollowCommit(result)) throw new DomainError("internal", HOLLOW_COMMIT);
      return result;
    } catch (error) {
      const told = toDomainError(error, this.transacting === true);
      if (told instanceof DomainError && told.code === "database_unavailable") discard(connection, told);
      throw told;
    }
  }

  override async acquireConnection(): Promise<unknown> {
    try {
      return await super.acquireConnection();
    } catch (error) {
      throw toDomainError(error, false);
    }
  }
}

/** knex logs each failed connection with its stack; the statement that failed for it tells its caller already. */
export const silentLog = { warn() {}, error() {}, deprecate() {}, debug() {} };

/** The pool asks for this mark before it hands a connection out; the driver sets it only once the socket has closed. */
function discard(connection: unknown, reason: DomainError): void {
  if (typeof connection === "object" && connection !== null)
    Object.assign(connection, { __knex__disposed: reason.message });
}

const HOLLOW_COMMIT = "Nothing was saved: a statement of this change had failed before its end.";

/** PostgreSQL answers the COMMIT of a failed transaction with ROLLBACK and no error: whoever overlooked the failure learns it here. */
function isHollowCommit(result: unknown): boolean {
  if (typeof result !== "object" || result === null || !("sql" in result && "response" in result)) return false;
  const { sql, response } = result;
  if (typeof sql !== "string" || !/^commit\b/i.test(sql)) return false;
  return typeof response === "object" && response !== null && "command" in response && response.command === "ROLLBACK";
}
