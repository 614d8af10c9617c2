import { Duplex } from "node:stream";
import type { Session } from "./session.ts";
import { authenticationOk, copyInResponse, messageLength, readyForQuery, sqlOf } from "./wire-messages.ts";

/** Message types after which the backend answers: Query, Sync, CopyDone, CopyFail. */
const ANSWERED = new Set(["Q", "S", "c", "f"]);
const TERMINATE = "X";
const COPY_FROM_CLIENT = /^\s*copy\b.*\bfrom\s+stdin\b/is;

/**
 * A socket for `pg` that ends at a session of the embedded database instead of a server, so that both databases are spoken to
 * by the same client with the same parsers.
 */
export function createWireSocket(session: Session): Duplex {
  const units = createUnits();
  const socket = new Duplex({
    read() {},
    writev(chunks, done) {
      receive(chunks.map(({ chunk }) => chunk)).then(() => done(), done);
    },
    destroy(error, done) {
      session.end().then(() => done(error), done);
    },
  });
  const receive = async (chunks: readonly Buffer[]) => {
    for (const event of units.take(Buffer.concat(chunks))) {
      if (event === "startup") socket.push(Buffer.concat([authenticationOk, readyForQuery("I")]));
      else if (event === "terminate") socket.push(null);
      else if (!event.isCopy) socket.push(await session.answer(event.messages));
      else if (event.isWhole) socket.push(withoutFirst(await session.answer(event.messages)));
      else if (session.isUsable()) socket.push(copyInResponse);
      else {
        units.forget();
        socket.push(await session.answer(event.messages));
      }
    }
  };
  const connect = () => {
    queueMicrotask(() => socket.emit("connect"));
    return socket;
  };
  const nothing = () => socket;
  return Object.assign(socket, { connect, setNoDelay: nothing, setKeepAlive: nothing, ref: nothing, unref: nothing });
}

type Unit = { readonly messages: readonly Buffer[]; readonly isCopy: boolean; readonly isWhole: boolean };
type WireEvent = "startup" | "terminate" | Unit;

/**
 * Cuts the client's bytes into units that are answered as one. The embedded database reads a COPY's rows only together with its
 * statement, so the unit is given out twice: unfinished, to invite the rows, and whole.
 */
function createUnits() {
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  let messages: Buffer[] = [];
  let isCopy = false;
  const forget = () => {
    messages = [];
    isCopy = false;
  };
  const next = (message: Buffer): WireEvent | null => {
    const type = String.fromCharCode(message[0] ?? 0);
    if (type === TERMINATE) return "terminate";
    messages.push(message);
    if (!ANSWERED.has(type)) return null;
    if (type === "Q" && COPY_FROM_CLIENT.test(sqlOf(message) ?? "")) {
      isCopy = true;
      return { messages, isCopy, isWhole: false };
    }
    // PostgreSQL ignores rows that arrive outside of a COPY, and so do we.
    const unit = isCopy || (type !== "c" && type !== "f") ? { messages, isCopy, isWhole: true } : null;
    forget();
    return unit;
  };
  function* take(bytes: Buffer): Generator<WireEvent> {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    if (!started) {
      // The startup message alone has no type byte: https://www.postgresql.org/docs/15/protocol-message-formats.html
      if (rest.length < 4 || rest.length < rest.readUInt32BE(0)) return;
      rest = rest.subarray(rest.readUInt32BE(0));
      started = true;
      yield "startup";
    }
    for (;;) {
      const length = messageLength(rest, 0);
      if (length === null || length > rest.length) return;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      const event = next(message);
      if (event !== null) yield event;
    }
  }
  return { take, forget };
}

/** Leaves out the invitation to send rows, which the client has had already. */
function withoutFirst(answer: Buffer): Buffer {
  return answer[0] === copyInResponse[0] ? answer.subarray(messageLength(answer, 0) ?? 0) : answer;
}
