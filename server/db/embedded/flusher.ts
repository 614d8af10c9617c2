import type { Engine } from "./engine.ts";
import type { Gate } from "./gate.ts";
import { syncFiles } from "./sync-files.ts";
import { queryMessage } from "./wire-messages.ts";

/**
 * PGlite never asks the disk to keep what it wrote (no fsync), so a power cut could take an import that was reported as
 * done, or part of it. One quiet second after the last write, the flusher therefore checkpoints and syncs the changed files.
 * Between a commit and that moment a power cut may still damage the folder; then the daily backup is the way back.
 */
export type Flusher = {
  /** Something was committed. */
  noteWrite(): void;
  /** Stop waiting, and sync what the closed database left. */
  finish(): Promise<void>;
};

const QUIET_MS = 1_000;
const PATIENCE_MS = 60_000;
const DEADLINE_MS = 60_000;
/** File systems keep times coarsely, some to two seconds. */
const CLOCK_SLACK_MS = 3_000;

export function createFlusher(engine: Engine, gate: Gate, folder: string): Flusher {
  let timer: NodeJS.Timeout | undefined;
  let syncedAt = Date.now() - CLOCK_SLACK_MS;
  let work: Promise<void> = Promise.resolve();

  const sync = async () => {
    const startedAt = Date.now();
    await syncFiles(folder, syncedAt);
    syncedAt = startedAt - CLOCK_SLACK_MS;
  };
  const flush = async () => {
    const session = {};
    if (!(await gate.enter(session, PATIENCE_MS))) return noteWrite();
    try {
      await engine.exec(queryMessage("CHECKPOINT"), DEADLINE_MS);
    } finally {
      gate.leave(session);
    }
    await sync();
  };
  function noteWrite() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Nobody waits for this: a failure (the database just restarted) is made good by the next write or the close.
      work = work.then(flush).catch(() => undefined);
    }, QUIET_MS);
    timer.unref();
  }
  return {
    noteWrite,
    async finish() {
      clearTimeout(timer);
      await work;
      await sync();
    },
  };
}
