import type { Knex } from "knex";
import { isLockHolder, isProvablyGone, isThisProcess, thisProcess } from "../../db/embedded/lock-holder.ts";
import {
  type Ending,
  type EvaluationRow,
  finishEvaluation,
  listOpenEvaluations,
  saveEvaluationProgress,
} from "../../db/evaluation-register.ts";
import { DomainError } from "../../errors.ts";

export type Progress = { readonly progress: number; readonly phase: string };

export type Work = (
  tell: (progress: Progress) => Promise<void>,
  signal: AbortSignal,
) => Promise<{ result: string; verdict: NonNullable<EvaluationRow["verdict"]> }>;

export type EvaluationJobs = {
  /** One after the other, in the order they came. */
  start(id: number, work: Work): void;
  /** @returns false when it has ended already */
  cancel(id: number): Promise<boolean>;
  /** At start: what an earlier process left unended is closed in words. @returns how many */
  recover(): Promise<number>;
  close(): Promise<void>;
};

const STOPPED = {
  status: "stopped",
  error: {
    code: "stopped",
    message: "The server stopped while this evaluation ran; nothing of it was kept. Start it again.",
    needed: null,
  },
} as const satisfies Ending;
const CANCELLED = {
  status: "cancelled",
  error: { code: "cancelled", message: "Cancelled: nothing was kept.", needed: null },
} as const satisfies Ending;

/** Who runs an evaluation, as the register keeps it. */
export function evaluationOwner(): string {
  return JSON.stringify(thisProcess());
}

/** Runs evaluations beside the requests, and closes each in one statement. */
export function createEvaluationJobs(knex: Knex, onError: (error: unknown) => void): EvaluationJobs {
  const running = new Map<number, { abort: AbortController; done: Promise<void> }>();
  let tail: Promise<void> = Promise.resolve();
  let closing = false;
  const execute = async (id: number, work: Work, { signal }: AbortController): Promise<void> => {
    const tell = (progress: Progress) => saveEvaluationProgress(knex, id, progress);
    try {
      if (!signal.aborted) await finishEvaluation(knex, id, { status: "done", ...(await work(tell, signal)) });
      else await finishEvaluation(knex, id, closing ? STOPPED : CANCELLED);
    } catch (error) {
      if (!signal.aborted && !(error instanceof DomainError)) onError(error);
      await finishEvaluation(knex, id, signal.aborted ? (closing ? STOPPED : CANCELLED) : endingOf(error)).catch(
        onError,
      );
    } finally {
      running.delete(id);
    }
  };
  return {
    start(id, work) {
      const abort = new AbortController();
      const done = tail.then(() => execute(id, work, abort));
      tail = done;
      running.set(id, { abort, done });
    },
    async cancel(id) {
      const job = running.get(id);
      if (job === undefined) return false;
      job.abort.abort();
      await finishEvaluation(knex, id, CANCELLED);
      return true;
    },
    async recover() {
      let closed = 0;
      for (const { id, owner } of await listOpenEvaluations(knex)) {
        if (running.has(id) || !isGone(owner)) continue;
        await finishEvaluation(knex, id, STOPPED);
        closed++;
      }
      return closed;
    },
    async close() {
      closing = true;
      for (const { abort } of running.values()) abort.abort();
      await tail;
    },
  };
}

function endingOf(error: unknown): Ending {
  if (error instanceof DomainError) {
    const needed = error.details?.["needed"];
    const told = { code: error.code, message: error.message, needed: typeof needed === "number" ? needed : null };
    return { status: error.code === "evaluation_refused" ? "refused" : "failed", error: told };
  }
  const message =
    "The evaluation stopped on an error of Hexbeat's own; nothing of it was kept. The server's log has the reason.";
  return { status: "failed", error: { code: "internal", message, needed: null } };
}

/** A process of another machine or container is never judged; an earlier service of this process has ended its own. */
function isGone(owner: string): boolean {
  const holder: unknown = JSON.parse(owner);
  return isLockHolder(holder) && !isThisProcess(holder) && isProvablyGone(holder);
}
