import { Worker } from "node:worker_threads";
import { statusAfter } from "./wire-messages.ts";
import { ownBuffer, type WorkerReply, type WorkerRequest } from "./worker-protocol.ts";

export type LossReason = "deadline" | "crash";

/** The worker was ended with a request under way: what was not committed is undone. */
export class EngineLost extends Error {
  readonly reason: LossReason;

  constructor(reason: LossReason) {
    super(reason === "deadline" ? "The statement took longer than allowed." : "The embedded database stopped working.");
    this.name = "EngineLost";
    this.reason = reason;
  }
}

/** One embedded database on one folder, in a worker thread that is replaced when it hangs. */
export type Engine = {
  /**
   * @param bytes messages of the frontend protocol, ending in one that is answered; the buffer is taken over
   * @returns the backend's answer, ending in ReadyForQuery
   * @throws EngineLost after `deadlineMs`, or when the database broke; by then a new worker is being started
   */
  exec(bytes: Uint8Array, deadlineMs: number): Promise<Uint8Array>;
  /** The data folder as an uncompressed tarball. */
  dump(deadlineMs: number): Promise<Uint8Array>;
  close(): Promise<void>;
};

type Running = { readonly worker: Worker; readonly ready: Promise<void> };

/** Opening replays what a killed process had written ahead: minutes at the very worst. */
const OPEN_DEADLINE_MS = 5 * 60_000;
const CLOSE_DEADLINE_MS = 20_000;

/**
 * Start the worker and wait until the database is open; a missing folder is filled from the tarball, else with a new database.
 * @throws Error when it cannot be opened
 */
export async function startEngine(folder: string, tarball: Uint8Array | null = null): Promise<Engine> {
  let running = startWorker(folder, tarball);
  await running.ready;
  let closed = false;
  const request = async (message: WorkerRequest, deadlineMs: number): Promise<Uint8Array> => {
    if (closed) throw new EngineLost("crash");
    const { worker, ready } = running;
    try {
      await ready;
      const answer = await ask(worker, message, deadlineMs);
      if (message.kind === "exec" && statusAfter(Buffer.from(answer.buffer)) === null) throw new EngineLost("crash");
      return answer;
    } catch (error) {
      if (!closed) running = await replaceWorker(worker, folder);
      throw error;
    }
  };
  return {
    exec: (bytes, deadlineMs) => request({ kind: "exec", bytes: ownBuffer(bytes) }, deadlineMs),
    dump: (deadlineMs) => request({ kind: "dump" }, deadlineMs),
    async close() {
      closed = true;
      const { worker, ready } = running;
      await ready.then(() => ask(worker, { kind: "close" }, CLOSE_DEADLINE_MS)).catch(() => undefined);
      await worker.terminate();
    },
  };
}

function startWorker(folder: string, tarball: Uint8Array | null): Running {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: { folder, tarball } });
  // Without a listener an error in an idle worker would end the whole process; the next request notices.
  worker.on("error", () => undefined);
  const ready = answerOf(worker, OPEN_DEADLINE_MS).then(() => undefined);
  // A failed start is told to whoever asks next, and must not end the process before.
  ready.catch(() => undefined);
  return { worker, ready };
}

async function replaceWorker(worker: Worker, folder: string): Promise<Running> {
  await worker.terminate();
  return startWorker(folder, null);
}

function ask(worker: Worker, message: WorkerRequest, deadlineMs: number): Promise<Uint8Array> {
  const answer = answerOf(worker, deadlineMs);
  worker.postMessage(message, message.kind === "exec" ? [ownBuffer(message.bytes).buffer] : []);
  return answer;
}

function answerOf(worker: Worker, deadlineMs: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new EngineLost("deadline"))), deadlineMs);
    const onMessage = (reply: WorkerReply) =>
      settle(() => {
        if (reply.kind === "failed") reject(new Error(reply.message));
        else resolve(reply.kind === "bytes" ? reply.bytes : new Uint8Array(0));
      });
    const onEnd = () => settle(() => reject(new EngineLost("crash")));
    const settle = (then: () => void) => {
      clearTimeout(timer);
      worker.off("message", onMessage).off("error", onEnd).off("exit", onEnd);
      then();
    };
    worker.on("message", onMessage).on("error", onEnd).on("exit", onEnd);
  });
}
