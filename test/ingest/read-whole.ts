import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Limits, readConfig } from "../../server/config.ts";
import { listSources } from "../../server/ingest/list-sources.ts";
import type { ImportChoices, Reading, Reject } from "../../server/ingest/reading.ts";
import { sniffAndRead } from "../../server/ingest/sniff.ts";

export const NOW = new Date("2026-11-22T12:00:00Z");

/** A file read to its end. */
export type Whole = {
  readonly reading: Reading;
  readonly rows: readonly unknown[];
  readonly rejects: readonly Reject[];
};

type Options = { readonly choices?: ImportChoices | undefined; readonly limits?: Partial<Limits> | undefined };

/** Write a file into a fresh folder and read all its sources to the end, as an import does. */
export async function readWhole(
  fileName: string,
  content: string | Uint8Array,
  options: Options = {},
): Promise<Whole[]> {
  const folder = await mkdtemp(join(tmpdir(), "hexbeat-ingest-"));
  try {
    const path = join(folder, basename(fileName));
    await writeFile(path, content);
    return await readPaths([path], options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The one file there is. */
export async function readOne(fileName: string, content: string | Uint8Array, options: Options = {}): Promise<Whole> {
  const [whole] = await readWhole(fileName, content, options);
  if (whole === undefined) throw new Error(`${fileName}: nothing was listed`);
  return whole;
}

export async function readPaths(paths: readonly string[], options: Options = {}): Promise<Whole[]> {
  const limits = { ...readConfig({}).limits, ...options.limits };
  const wholes: Whole[] = [];
  for await (const source of listSources(paths, limits)) {
    const reading = await sniffAndRead(source, options.choices ?? {}, limits, NOW);
    const rows: unknown[] = [];
    const rejects: Reject[] = [];
    if (reading.holds === "boundaries") rows.push(...reading.areas);
    else if (reading.holds === "zones") rows.push(...reading.zones);
    else {
      for await (const batch of reading.batches) {
        rows.push(...batch.rows);
        rejects.push(...batch.rejects);
      }
    }
    wholes.push({ reading, rows, rejects });
  }
  return wholes;
}
