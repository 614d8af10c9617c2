import { createReadStream } from "node:fs";
import { lstat, open, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Limits } from "../config.ts";
import { DomainError } from "../errors.ts";
import { listZip } from "./list-zip.ts";
import type { SourceFile } from "./reading.ts";
import { refuseFile } from "./refuse-file.ts";

/** A path on disk, or a path and the name under which a person knows the file (an upload). */
export type SourcePath = string | { readonly path: string; readonly name: string };

/** Something that was passed over, and why. */
export type Skipped = { readonly name: string; readonly why: string };

type ListLimits = Pick<Limits, "uploadBytes" | "unzippedBytes" | "zipEntries">;

/**
 * List the files to read under these paths: files as they are, folders in sorted order, zips (told by their content) by
 * their entries. Each source can be opened more than once, also after the listing is over.
 * @param skipped is told of files that are no data (README, PDF, __MACOSX, .DS_Store)
 * @throws DomainError import_refused for a missing path, a symlink in a folder, a zip that is not what it should be;
 *   too_large for what exceeds the limits
 */
export async function* listSources(
  paths: readonly SourcePath[],
  limits: ListLimits,
  skipped: (note: Skipped) => void = () => {},
): AsyncGenerator<SourceFile> {
  for (const entry of paths) {
    const { path, name } = typeof entry === "string" ? { path: entry, name: basename(entry) } : entry;
    const found = await stat(path).catch(() => null);
    if (found === null) throw refuseFile(name, `there is no such file or folder (${path}).`);
    if (found.isDirectory()) yield* listFolder({ folder: path, prefix: "", limits, skipped });
    else yield* listFile({ path, name, bytes: found.isFile() ? found.size : null, limits, skipped });
  }
}

type Folder = {
  readonly folder: string;
  readonly prefix: string;
  readonly limits: ListLimits;
  readonly skipped: (note: Skipped) => void;
};

async function* listFolder({ folder, prefix, limits, skipped }: Folder): AsyncGenerator<SourceFile> {
  const entries = await readdir(folder);
  for (const entry of entries.toSorted()) {
    const path = join(folder, entry);
    const name = `${prefix}${entry}`;
    const why = notData(name);
    if (why !== null) {
      skipped({ name, why });
      continue;
    }
    const found = await lstat(path);
    if (found.isSymbolicLink()) {
      throw refuseFile(
        name,
        "a symbolic link in the folder: links are not followed. Give the path it points to instead.",
      );
    }
    if (found.isDirectory()) yield* listFolder({ folder: path, prefix: `${name}/`, limits, skipped });
    else yield* listFile({ path, name, bytes: found.isFile() ? found.size : null, limits, skipped });
  }
}

type File = {
  readonly path: string;
  readonly name: string;
  /** Null for a device, pipe or socket. */
  readonly bytes: number | null;
  readonly limits: ListLimits;
  readonly skipped: (note: Skipped) => void;
};

async function* listFile({ path, name, bytes, limits, skipped }: File): AsyncGenerator<SourceFile> {
  if (bytes === null) throw refuseFile(name, "not a regular file.");
  if (bytes > limits.uploadBytes) {
    throw new DomainError(
      "too_large",
      `${name}: ${megabytes(bytes)}, over the limit of ${megabytes(limits.uploadBytes)} a file.`,
      {
        file: name,
      },
    );
  }
  if (await isZip(path)) {
    for (const source of await listZip({ path, name, bytes }, limits)) {
      const why = notData(source.name);
      if (why === null) yield source;
      else skipped({ name: source.name, why });
    }
    return;
  }
  yield { name, bytes, open: async () => createReadStream(path) };
}

/** Why a file is passed over by its name, or null. */
function notData(name: string): string | null {
  if (name.split("/").includes("__MACOSX")) return "macOS's own folder";
  const base = basename(name);
  if (base.startsWith(".")) return "a hidden file";
  if (/^(readme|licen[cs]e)(\.|$)/i.test(base)) return "not data";
  return /\.(pdf|md|html?|docx?)$/i.test(base) ? "a document, not data" : null;
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    // "PK\3\4" begins an entry, "PK\5\6" a zip that is empty.
    return bytesRead === 4 && /^PK(\u0003\u0004|\u0005\u0006)$/.test(buffer.toString("latin1"));
  } finally {
    await file.close();
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
