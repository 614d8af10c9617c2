import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { DomainError } from "../errors.ts";
import type { TaskName, Tasks } from "./tasks.ts";

const DEADLINE_MS = 60_000;
const LONGEST_QUEUE = 200;
const TOO_LONG =
  "This statistic took longer than a minute. Ask for a smaller universe, ring or number of permutations.";

type Input<Name extends TaskName> = Parameters<Tasks[Name]>[0];
type Output<Name extends TaskName> = ReturnType<Tasks[Name]>;

export type StatisticsPool = {
  /**
   * Compute beside the server's own thread, which goes on answering.
   * @param signal when it aborts, the work stops: what waits is dropped, what runs is ended with its worker
   * @throws DomainError deadline_exceeded after a minute, busy when too much waits, bad_request when aborted
   */
  run<Name extends TaskName>(name: Name, input: Input<Name>, signal: AbortSignal): Promise<Output<Name>>;
  close(): Promise<void>;
};

type Job = { start(worker: Worker): void; drop(error: Error): void };

/** A few workers, started when first needed; the one used last is used first, since its code is warm. */
export function createPool(size = Math.max(1, Math.min(3, availableParallelism() - 1))): StatisticsPool {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const queue: Job[] = [];
  const next = (): void => {
    while (queue.length > 0) {
      const worker = idle.pop() ?? (all.size < size ? startWorker(all, idle) : undefined);
      if (worker === undefined) return;
      queue.shift()?.start(worker);
    }
  };
  const release = (worker: Worker, healthy: boolean): void => {
    if (healthy) idle.push(worker);
    else {
      all.delete(worker);
      void worker.terminate();
    }
    next();
  };
  return {
    run: (name, input, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(cancelled());
        if (queue.length >= LONGEST_QUEUE)
          return reject(new DomainError("busy", "Too many statistics wait. Try again in a few seconds."));
        const job: Job = {
          drop: reject,
          start: (worker) => runOn(worker, { name, input }, { signal, resolve, reject, release }),
        };
        const leave = (): void => {
          const at = queue.indexOf(job);
          if (at >= 0) queue.splice(at, 1);
          if (at >= 0) reject(cancelled());
        };
        signal.addEventListener("abort", leave, { once: true });
        queue.push(job);
        next();
      }),
    close: async () => {
      for (const job of queue.splice(0)) job.drop(new DomainError("busy", "The server is stopping."));
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

function startWorker(all: Set<Worker>, idle: Worker[]): Worker {
  const worker = new Worker(new URL("./statistics-worker.ts", import.meta.url));
  all.add(worker);
  // One that ends while it has nothing to do is no longer there to be given work; its error must not end the process.
  worker.on("error", () => {});
  worker.on("exit", () => {
    all.delete(worker);
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
  });
  return worker;
}

type Run<Result> = {
  readonly signal: AbortSignal;
  resolve(value: Result): void;
  reject(error: Error): void;
  release(worker: Worker, healthy: boolean): void;
};

/** Ends in exactly one of: an answer, a failure, an end of the worker, an abort, the deadline. */
function runOn<Result>(worker: Worker, task: { name: string; input: unknown }, run: Run<Result>): void {
  const end = (healthy: boolean): void => {
    clearTimeout(timer);
    run.signal.removeEventListener("abort", abort);
    worker.off("message", answer).off("error", fail).off("exit", stopped);
    run.release(worker, healthy);
  };
  const fail = (error: Error): void => {
    end(false);
    run.reject(error);
  };
  const answer = (told: { value: Result } | { error: Error }): void => {
    end(true);
    if ("error" in told) run.reject(told.error);
    else run.resolve(told.value);
  };
  const stopped = (): void => fail(new DomainError("busy", "The statistics were stopped. Try again in a few seconds."));
  const abort = (): void => fail(cancelled());
  const timer = setTimeout(() => fail(new DomainError("deadline_exceeded", TOO_LONG)), DEADLINE_MS);
  run.signal.addEventListener("abort", abort, { once: true });
  worker.on("message", answer).on("error", fail).on("exit", stopped);
  worker.postMessage(task);
}

function cancelled(): DomainError {
  return new DomainError("bad_request", "The request was cancelled before its statistics were done.");
}
