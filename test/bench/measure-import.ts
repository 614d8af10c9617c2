import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Config } from "../../server/config.ts";
import type { Database } from "../../server/db/database.ts";
import { createImportService } from "../../server/ingest/import-service.ts";
import { listSources } from "../../server/ingest/list-sources.ts";
import { copyPeer } from "./copy-peer.ts";
import type { Figure } from "./figures.ts";

const BUDGET = { postgres: 30_000, embedded: 8_000 } as const;
/** Share of the bare COPY's rate that a whole import reaches. */
const PEER_SHARE = 0.15;

/**
 * Rows a second from the files to the published map, with boundaries already there. Leaves the data in the database.
 * @param realData folder of police.uk files; null imports the demo city instead
 */
export async function measureImport(db: Database, config: Config, realData: string | null): Promise<Figure[]> {
  const imports = createImportService({ db, config, onError: (error) => console.error(error) });
  const started = { at: performance.now() };
  let rows: number;
  if (realData === null) {
    const { loadDemo } = await import("../../server/ingest/demo/load-demo.ts");
    const job = await loadDemo({ db, imports, say: () => {} });
    rows = job.report?.read ?? 0;
  } else {
    await importFiles(imports, config, [
      join(realData, "boundaries/london-boroughs-2022.geojson"),
      join(realData, "boundaries/london-wards-2018.geojson"),
    ]);
    const files = await metropolitanFiles(realData);
    started.at = performance.now();
    rows = await importFiles(imports, config, files);
  }
  const rate = rows / ((performance.now() - started.at) / 1000);
  const what =
    realData === null ? "demo city, with its boundaries" : "street and stop-and-search files of 23 months, one import";
  const figures: Figure[] = [
    {
      name: "import",
      measured: rate,
      unit: "rows/s",
      budget: { atLeast: BUDGET[db.backend] },
      backend: db.backend,
      note: `${rows.toLocaleString("en-GB")} rows: ${what}`,
    },
  ];
  await imports.close();
  if (db.backend !== "postgres") return figures;
  const peer = await copyPeer(db);
  return [
    ...figures,
    {
      name: "peer: bare COPY",
      measured: peer,
      unit: "rows/s",
      budget: null,
      backend: "postgres",
      note: "the same rows, ready made, into the same partitions, keys and indexes",
    },
    {
      name: "import ÷ bare COPY",
      measured: (100 * rate) / peer,
      unit: "%",
      budget: { atLeast: 100 * PEER_SHARE },
      backend: "postgres",
      note: "same run",
    },
  ];
}

type Imports = ReturnType<typeof createImportService>;

async function importFiles(imports: Imports, config: Config, paths: readonly string[]): Promise<number> {
  const { id } = await imports.submitSources({
    label: basename(paths[0] ?? ""),
    choices: {},
    synthetic: false,
    sources: () => listSources(paths, config.limits),
  });
  const job = await imports.finished(id);
  if (job.status !== "done" || job.report === null)
    throw new Error(`import ${job.status}: ${job.error?.message ?? ""}`);
  return job.report.read;
}

async function metropolitanFiles(realData: string): Promise<string[]> {
  const folder = join(realData, "police-uk");
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => /-metropolitan-.*\.csv$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
