import { CONNECTION_FAILURE, LOCK_NOT_AVAILABLE, QUERY_CANCELED } from "../failures.ts";
import { type Engine, EngineLost } from "./engine.ts";
import type { Gate } from "./gate.ts";
import {
  commandComplete,
  errorResponse,
  queryMessage,
  readyForQuery,
  sqlOf,
  statusAfter,
  type TransactionStatus,
} from "./wire-messages.ts";

/** One client of the embedded database, as PostgreSQL would serve it. */
export type Session = {
  /** @returns the answer to a unit of messages that ends in Query, Sync, CopyDone or CopyFail */
  answer(unit: readonly Buffer[]): Promise<Buffer>;
  /** False while the transaction it had open is gone with the worker, until the client ends it. */
  isUsable(): boolean;
  /** The client went away: undo what it had open. */
  end(): Promise<void>;
};

type SessionContext = {
  readonly engine: Engine;
  readonly gate: Gate;
  readonly deadlineMs: number;
  /** Told after each statement that may have committed a change. */
  readonly onWrite: () => void;
};

const ENDS_TRANSACTION = /^\s*(rollback|commit|abort|end)\b(?!\s+(work\s+|transaction\s+)?(to|prepared)\b)/i;
const OPENS_TRANSACTION = /^\s*(begin|start)\b/i;
const WRITES = /\b(insert|update|delete|merge|create|drop|alter|truncate|copy|commit|nextval|refresh)\b/i;

/** @param context `deadlineMs` bounds each statement, and the wait for another session's transaction */
export function openSession({ engine, gate, deadlineMs, onWrite }: SessionContext): Session {
  const self = {};
  let status: TransactionStatus = "I";
  /** Why the transaction that the client believes open is gone. */
  let lost: Loss | null = null;

  const run = async (unit: readonly Buffer[]): Promise<Buffer> => {
    const opensTransaction = matches(unit, OPENS_TRANSACTION);
    try {
      const answer = Buffer.from((await engine.exec(Buffer.concat(unit), deadlineMs)).buffer);
      status = statusAfter(answer) ?? "I";
      return answer;
    } catch (error) {
      const loss = lossOf(error);
      lost = status !== "I" || opensTransaction ? loss : null;
      status = "I";
      return errorAnswer(loss, lost === null ? "I" : "E");
    } finally {
      if (status === "I") {
        gate.leave(self);
        if (matches(unit, WRITES)) onWrite();
      }
    }
  };

  return {
    async answer(unit) {
      if (lost !== null) {
        if (!matches(unit, ENDS_TRANSACTION)) return errorAnswer(lost, "E");
        lost = null;
        return Buffer.concat([commandComplete("ROLLBACK"), readyForQuery("I")]);
      }
      if (!(await gate.enter(self, deadlineMs))) return errorAnswer(BUSY, "I");
      return run(unit);
    },
    isUsable: () => lost === null,
    async end() {
      if (status !== "I") await run([queryMessage("ROLLBACK")]);
      gate.leave(self);
    },
  };
}

type Loss = { readonly code: string; readonly text: string };

const BUSY: Loss = { code: LOCK_NOT_AVAILABLE, text: "another session holds the embedded database" };

function lossOf(error: unknown): Loss {
  return error instanceof EngineLost && error.reason === "deadline"
    ? { code: QUERY_CANCELED, text: "canceling statement due to statement timeout" }
    : { code: CONNECTION_FAILURE, text: "the embedded database stopped and was reopened" };
}

function errorAnswer({ code, text }: Loss, status: TransactionStatus): Buffer {
  return Buffer.concat([errorResponse(code, text), readyForQuery(status)]);
}

function matches(unit: readonly Buffer[], sql: RegExp): boolean {
  return unit.some((message) => sql.test(sqlOf(message) ?? ""));
}
