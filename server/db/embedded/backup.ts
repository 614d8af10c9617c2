import { createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createGzip, gunzip } from "node:zlib";
import { DomainError } from "../../errors.ts";
import { startEngine } from "./engine.ts";
import { takeLock } from "./lock.ts";
import { syncFile, syncFiles, syncFolder } from "./sync-files.ts";
import { hasError, queryMessage } from "./wire-messages.ts";

/** What can give its whole data folder as a tarball. */
export type Dumpable = { dump(): Promise<Uint8Array> };

export function isDumpable<Value extends object>(value: Value): value is Value & Dumpable {
  return "dump" in value && typeof value.dump === "function";
}

const DAILY_NAME = /^hexbeat-\d{4}-\d\d-\d\d\.tar\.gz$/;
const DAILY_KEPT = 7;
const CHECK_DEADLINE_MS = 60_000;

/**
 * Write a backup: all or nothing, under its name only once the disk has it.
 * @param file new file, `.tar.gz`
 */
export async function backupEmbedded(db: Dumpable, file: string): Promise<void> {
  const tarball = await db.dump();
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.part-${process.pid}`;
  try {
    await pipeline(Readable.from([tarball]), createGzip({ level: 6 }), createWriteStream(draft));
    await syncFile(draft);
    await rename(draft, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/**
 * Write today's backup into `backups/` unless it is there, and keep the last seven.
 * @returns the file written, or null
 */
export async function backupDaily(db: Dumpable, dataDir: string, now: Date): Promise<string | null> {
  const folder = join(dataDir, "backups");
  const file = join(folder, `hexbeat-${now.toISOString().slice(0, 10)}.tar.gz`);
  if (existsSync(file)) return null;
  await backupEmbedded(db, file);
  const daily = (await readdir(folder)).filter((name) => DAILY_NAME.test(name)).sort();
  for (const name of daily.slice(0, -DAILY_KEPT)) await rm(join(folder, name));
  return file;
}

/**
 * Put a backup in the place of the embedded database. It is unpacked, opened and looked at beside the present one first:
 * whatever goes wrong, that stays as it was.
 * @throws DomainError conflict while a process has the database open; bad_request for a file that is no whole backup
 */
export async function restoreEmbedded(dataDir: string, file: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const lock = await takeLock(dataDir);
  const fresh = join(dataDir, "db.restoring");
  try {
    await settleRestore(dataDir);
    await rm(fresh, { recursive: true, force: true });
    await unpack(file, fresh);
    await syncFiles(fresh, 0);
    if (existsSync(join(dataDir, "db"))) await rename(join(dataDir, "db"), join(dataDir, "db.replaced"));
    await rename(fresh, join(dataDir, "db"));
    await syncFolder(dataDir);
    await rm(join(dataDir, "db.replaced"), { recursive: true, force: true });
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await lock.release();
  }
}

/** A process killed between the two renames of a restore leaves no `db`: the replaced one goes back. Needs the lock. */
export async function settleRestore(dataDir: string): Promise<void> {
  const current = join(dataDir, "db");
  const replaced = join(dataDir, "db.replaced");
  if (!existsSync(replaced)) return;
  if (existsSync(current)) await rm(replaced, { recursive: true });
  else await rename(replaced, current);
}

async function unpack(file: string, folder: string): Promise<void> {
  const packed = await readFile(file).catch((error: unknown) => {
    throw refused(file, error);
  });
  try {
    const engine = await startEngine(folder, await promisify(gunzip)(packed));
    try {
      const answer = await engine.exec(
        queryMessage("SELECT count(*) FROM knex_migrations, dataset"),
        CHECK_DEADLINE_MS,
      );
      if (hasError(Buffer.from(answer))) throw new Error("it holds none of Hexbeat's tables");
    } finally {
      await engine.close();
    }
  } catch (error) {
    throw refused(file, error);
  }
}

function refused(file: string, error: unknown): DomainError {
  const reason = error instanceof Error ? error.message : String(error);
  return new DomainError("bad_request", `${file} cannot be restored: ${reason}. The database is as it was.`);
}
