import type { Dirent } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * Have the disk keep all files of a folder that changed at or after a time (epoch milliseconds), and all its folders.
 * A file that vanishes meanwhile is left out.
 * @returns how many files were synced
 */
export async function syncFiles(folder: string, changedSince: number): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  const synced = await Promise.all(entries.map((entry) => syncEntry(folder, entry, changedSince)));
  await syncFolder(folder);
  return synced.reduce((sum, count) => sum + count, 0);
}

/** Have the disk keep one file. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Have the disk keep a folder's list of names; a system that cannot open folders (Windows) does so by itself. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

async function syncEntry(folder: string, entry: Dirent, changedSince: number): Promise<number> {
  const path = join(folder, entry.name);
  try {
    if (entry.isDirectory()) return await syncFiles(path, changedSince);
    if (!entry.isFile() || (await stat(path)).mtimeMs < changedSince) return 0;
    await syncFile(path);
    return 1;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}
