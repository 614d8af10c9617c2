import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { ImportJobBody } from "../../server/api/types.ts";
import type { Backend } from "../../server/db/database.ts";
import { createImportService } from "../../server/ingest/import-service.ts";
import { listSources } from "../../server/ingest/list-sources.ts";
import { ensureCategories } from "../../server/ingest/publish/registry.ts";
import type { ImportChoices } from "../../server/ingest/reading.ts";
import { boxRing } from "../box-ring.ts";
import { openMigrated } from "../db/backends.ts";

/** A migrated database with its import service, as the server has them. */
export async function openImporting(backend: Backend, env: Record<string, string> = {}) {
  const test = await openMigrated(backend, env);
  await ensureCategories(test.db.bulk);
  const errors: unknown[] = [];
  const imports = createImportService({ db: test.db, config: test.config, onError: (error) => errors.push(error) });
  return {
    ...test,
    imports,
    /** Errors that were ours, not a file's. */
    errors,
    async importPaths(paths: readonly string[], choices: ImportChoices = {}): Promise<ImportJobBody> {
      const { id } = await imports.submitSources({
        label: paths.map((path) => basename(path)).join(", "),
        choices,
        synthetic: false,
        sources: () => listSources(paths, test.config.limits),
      });
      return imports.finished(id);
    },
    async drop(): Promise<void> {
      await imports.close();
      await test.drop();
    },
  };
}

/** Import files one by one; fails aloud unless each is taken. */
export async function importEach(on: Importing, paths: readonly string[], choices: ImportChoices = {}): Promise<void> {
  for (const path of paths) {
    const job = await on.importPaths([path], choices);
    if (job.status !== "done") throw new Error(`${path}: ${job.status} ${job.error?.message ?? ""}`);
  }
}

export type Importing = Awaited<ReturnType<typeof openImporting>>;

/** Write a file of this content where an import can read it. */
export async function fileWith(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "hexbeat-file-")), name);
  await writeFile(path, content);
  return path;
}

const STREET_HEADER =
  "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";

export type StreetRow = {
  id?: string;
  month?: string;
  lng?: string;
  lat?: string;
  type?: string;
  outcome?: string;
  force?: string;
};

/** The text of a police.uk street file with these rows. */
export function streetFile(rows: readonly StreetRow[]): string {
  const lines = rows.map((row) => {
    const force = row.force ?? "Metropolitan Police Service";
    return [
      row.id ?? "",
      row.month ?? "2019-05",
      force,
      force,
      row.lng ?? "0.18",
      row.lat ?? "51.575",
      "On or near High Street",
      "E01000001",
      "Havering 001A",
      row.type ?? "Drugs",
      row.outcome ?? "",
      "",
    ].join(",");
  });
  return `${[STREET_HEADER, ...lines].join("\n")}\n`;
}

/** A GeoJSON of square areas, in the field names of the ONS. */
export function squareWards(
  squares: readonly { code: string; name: string; west: number; south: number; size: number }[],
  { year = "18", borough = ["E09000016", "Havering"] }: { year?: string; borough?: readonly [string, string] } = {},
): string {
  const features = squares.map(({ code, name, west, south, size }) => ({
    type: "Feature",
    properties: {
      [`WD${year}CD`]: code,
      [`WD${year}NM`]: name,
      [`LAD${year}CD`]: borough[0],
      [`LAD${year}NM`]: borough[1],
    },
    geometry: {
      type: "Polygon",
      coordinates: [boxRing({ west, south, east: west + size, north: south + size })],
    },
  }));
  return JSON.stringify({ type: "FeatureCollection", features });
}
