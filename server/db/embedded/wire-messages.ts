/**
 * The few messages of PostgreSQL's protocol that are read or made here.
 * Source: https://www.postgresql.org/docs/15/protocol-message-formats.html
 */
const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;
const HEADER_BYTES = TYPE_BYTES + LENGTH_BYTES;

/** I = idle, T = in a transaction, E = in a transaction that has failed. */
export type TransactionStatus = "I" | "T" | "E";

/** Length in bytes of the message that starts at `offset`, or null while its header is incomplete. */
export function messageLength(bytes: Buffer, offset: number): number | null {
  if (bytes.length < offset + HEADER_BYTES) return null;
  return TYPE_BYTES + bytes.readUInt32BE(offset + TYPE_BYTES);
}

/** The SQL text of a Query or Parse message, or null of another. */
export function sqlOf(message: Buffer): string | null {
  const type = String.fromCharCode(message[0] ?? 0);
  if (type === "Q") return textAt(message, HEADER_BYTES);
  if (type !== "P") return null;
  const name = textAt(message, HEADER_BYTES);
  return textAt(message, HEADER_BYTES + Buffer.byteLength(name) + 1);
}

/** Transaction status at the end of an answer, or null where the answer does not end in ReadyForQuery. */
export function statusAfter(answer: Buffer): TransactionStatus | null {
  const start = answer.length - HEADER_BYTES - 1;
  if (start < 0 || answer[start] !== "Z".charCodeAt(0)) return null;
  const status = String.fromCharCode(answer[answer.length - 1] ?? 0);
  return status === "I" || status === "T" || status === "E" ? status : null;
}

/** Whether an answer to one statement tells an error. */
export function hasError(answer: Buffer): boolean {
  for (let offset = 0; offset < answer.length; ) {
    if (answer[offset] === "E".charCodeAt(0)) return true;
    offset += messageLength(answer, offset) ?? answer.length;
  }
  return false;
}

/** One statement in the simple protocol. */
export function queryMessage(sql: string): Buffer {
  return message("Q", Buffer.from(`${sql}\0`));
}

export const authenticationOk = message("R", Buffer.from([0, 0, 0, 0]));

/** Text format, no columns named: all a client needs to begin sending rows. */
export const copyInResponse = message("G", Buffer.from([0, 0, 0]));

export function readyForQuery(status: TransactionStatus): Buffer {
  return message("Z", Buffer.from(status));
}

export function commandComplete(tag: string): Buffer {
  return message("C", Buffer.from(`${tag}\0`));
}

/** @param code SQLSTATE */
export function errorResponse(code: string, text: string): Buffer {
  return message("E", Buffer.from(`SERROR\0VERROR\0C${code}\0M${text}\0\0`));
}

function message(type: string, body: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(type);
  header.writeUInt32BE(LENGTH_BYTES + body.length, TYPE_BYTES);
  return Buffer.concat([header, body]);
}

function textAt(bytes: Buffer, start: number): string {
  return bytes.toString("utf8", start, bytes.indexOf(0, start));
}
