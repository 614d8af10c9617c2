import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "../../errors.ts";
import {
  describeHolder,
  isLockHolder,
  isProvablyGone,
  isThisProcess,
  type LockHolder,
  thisProcess,
} from "./lock-holder.ts";

export type Lock = { release(): Promise<void> };

/** A lock file is written at once after it is made: one without a holder after this long was left by a killed process. */
const UNFINISHED_MS = 5_000;
const RETRY_MS = 100;

/**
 * Take the embedded database's lock file: PGlite takes none of its own, and two processes on one folder corrupt it in silence.
 * A file left by a process that is provably gone is taken over.
 * @throws DomainError conflict that names the holder
 */
export async function takeLock(dataDir: string): Promise<Lock> {
  const file = lockFile(dataDir);
  const content = text(thisProcess());
  while (!(await createFile(file, content))) {
    const found = await readHolder(file);
    if (found === null ? await isUnfinished(file) : isProvablyGone(found)) await removeStale(file, found);
    else if (found === null) await sleep(RETRY_MS);
    else throw heldBy(found, file);
  }
  return {
    async release() {
      const holder = await readHolder(file);
      if (holder !== null && isThisProcess(holder)) await rm(file, { force: true });
    },
  };
}

/**
 * Who has the embedded database open, so that a command can hand its work to the running server.
 * @returns null where nobody does, or only a process that is gone
 */
export async function readLockHolder(dataDir: string): Promise<LockHolder | null> {
  const holder = await readHolder(lockFile(dataDir));
  return holder === null || isProvablyGone(holder) ? null : holder;
}

/** Tell other processes, through the lock file, where this process's server listens; nothing happens without the lock. */
export async function setServerUrl(dataDir: string, serverUrl: string): Promise<void> {
  const file = lockFile(dataDir);
  const holder = await readHolder(file);
  if (holder === null || !isThisProcess(holder)) return;
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, text({ ...holder, serverUrl }));
  await rename(draft, file);
}

function lockFile(dataDir: string): string {
  return join(dataDir, "db.lock");
}

function text(holder: LockHolder): string {
  return `${JSON.stringify(holder, null, 2)}\n`;
}

async function createFile(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

async function readHolder(file: string): Promise<LockHolder | null> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, "utf8"));
    return isLockHolder(parsed) ? parsed : null;
  } catch (error) {
    if (error instanceof SyntaxError || isCode(error, "ENOENT")) return null;
    throw error;
  }
}

async function isUnfinished(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > UNFINISHED_MS;
}

/** Two processes may find the same stale file: the guard keeps the slower one from removing the faster one's new lock. */
async function removeStale(file: string, stale: LockHolder | null): Promise<void> {
  const guard = `${file}.takeover`;
  if (!(await createFile(guard, ""))) {
    if (await isUnfinished(guard)) await rm(guard, { force: true });
    await sleep(RETRY_MS);
    return;
  }
  try {
    const now = await readHolder(file);
    if (JSON.stringify(now) === JSON.stringify(stale)) await rm(file, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

function heldBy(holder: LockHolder, file: string): DomainError {
  return new DomainError(
    "conflict",
    `The embedded database is in use by ${describeHolder(holder)}. Stop that process, or use another HEXBEAT_DATA_DIR; only if it certainly runs no more, delete ${file}.`,
    { holder },
  );
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
