import { DomainError } from "../errors.ts";

/** SQLSTATE of a cancelled statement: https://www.postgresql.org/docs/15/errcodes-appendix.html */
export const QUERY_CANCELED = "57014";
export const LOCK_NOT_AVAILABLE = "55P03";
export const CONNECTION_FAILURE = "08006";

const CONNECTION_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "53300",
  "57P01",
  "57P02",
  "57P03",
]);
const CONNECTION_TEXT =
  /Connection (terminated|ended)|connection error|not queryable|timeout expired|Client was closed/i;

/**
 * Turn what a driver throws into the error a person can act on; any other error is returned as it came.
 * @param inTransaction the statement belonged to a transaction, which is lost with it
 */
export function toDomainError(error: unknown, inTransaction: boolean): unknown {
  if (!(error instanceof Error) || error instanceof DomainError) return error;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const lost = inTransaction ? " Nothing was saved: the change it belonged to was undone whole." : "";
  if (code === QUERY_CANCELED || error.message.includes("Query read timeout")) {
    return withCause(
      "deadline_exceeded",
      `The database stopped a statement that took longer than allowed.${lost}`,
      error,
    );
  }
  if (code === LOCK_NOT_AVAILABLE || error.name === "KnexTimeoutError") {
    return withCause(
      "busy",
      `The database is busy with other work (an import may be publishing): try again.${lost}`,
      error,
    );
  }
  if (CONNECTION_CODES.has(code) || code.startsWith("08") || CONNECTION_TEXT.test(error.message)) {
    return withCause("database_unavailable", `The database cannot be reached just now.${lost}`, error);
  }
  return error;
}

function withCause(
  code: "deadline_exceeded" | "busy" | "database_unavailable",
  text: string,
  cause: Error,
): DomainError {
  const error = new DomainError(code, text);
  error.cause = cause;
  return error;
}
