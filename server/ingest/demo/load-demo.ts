import { setTimeout as sleep } from "node:timers/promises";
import type { Knex } from "knex";
import type { DemoAreas } from "../../../data/demo/generate-areas.ts";
import type { DemoOptions } from "../../../data/demo/generate-incidents.ts";
import { readDemoPlaces } from "../../../data/demo/places.ts";
import type { ImportJobBody } from "../../api/types.ts";
import type { Database } from "../../db/database.ts";
import { progressLine } from "../describe-import.ts";
import type { PreparedSource } from "../import-job.ts";
import type { LocalImportService, Submission } from "../import-service.ts";
import type { BoundaryRow, Reading } from "../reading.ts";
import { type DemoCity, startDemoCity } from "./demo-rows.ts";
import { refuseOverOwnWork, refuseOverRealRows } from "./own-work.ts";
import { DEMO_RECORDER, publishDemoRegisters } from "./publish-registers.ts";

/** The seed that the product ships with, and the version of the generator: a change of either is other data. */
const DEMO_SEED = 20_190_507;
const DEMO_VERSION = 3;

const DEMO_DATASET = { code: "demo", title: "Demo city (synthetic)" } as const;

export type DemoContext = {
  readonly db: Database;
  readonly imports: LocalImportService;
  readonly say: (text: string) => void;
};

/** By default the city that ships, with all its months. */
type DemoChoice = Partial<DemoOptions>;

/** Load the demo city on a first start: when no dataset is published yet. */
export async function loadDemoWhenEmpty(context: DemoContext): Promise<void> {
  const { rows } = await context.db.knex.raw("SELECT 1 FROM dataset WHERE version > 0 LIMIT 1");
  if (rows.length === 0) await loadDemo(context);
}

/**
 * Load the demo city through the publish path of every import, its zones and operations with its incidents. A city of another
 * seed gives way to it wholly.
 * @throws DomainError conflict when people's own work rests on the city of another seed, or its dataset holds real rows
 */
export async function loadDemo(
  context: DemoContext,
  { seed = DEMO_SEED, months }: DemoChoice = {},
): Promise<ImportJobBody> {
  const { say } = context;
  const wanted = { seed, ...(months === undefined ? {} : { months }) };
  const started = performance.now();
  // Before its areas, which are an import of their own.
  await refuseOverRealRows(context.db.knex, DEMO_DATASET.code);
  await refuseOverOwnWork(context.db.knex, demoOf(wanted));
  say("Loading the synthetic demo city …");
  const city = startDemoCity(wanted);
  try {
    const job = await importCity(context, city, wanted);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(
      job.error === null
        ? `Demo city: ${(job.report?.accepted ?? 0).toLocaleString("en-GB")} rows in ${seconds} s.`
        : job.error.message,
    );
    return job;
  } finally {
    await city.stop();
  }
}

async function importCity({ imports, say }: DemoContext, city: DemoCity, wanted: DemoOptions): Promise<ImportJobBody> {
  // Areas first: they are imported while the incidents are still being generated.
  const areas = await watchedImport(
    { label: "demo areas (illustrative)", sources: () => demoAreas(city) },
    imports,
    say,
  );
  if (areas.error !== null) return areas;
  const registers = await city.registers();
  // One transaction, so that nobody ever meets the incidents of one city and the operations of another.
  const alongside = async (trx: Knex) => {
    // Again: somebody may have made something of the old city while this one was read.
    await refuseOverOwnWork(trx, demoOf(wanted));
    await publishDemoRegisters(trx, DEMO_DATASET.code, registers);
  };
  const sources = () => demoIncidents(city, wanted);
  return watchedImport({ label: "demo city (synthetic)", sources, alongside }, imports, say);
}

function demoOf(wanted: DemoOptions) {
  const identity = identityOf(incidentsName(wanted));
  return { dataset: DEMO_DATASET.code, identity, seed: wanted.seed, by: DEMO_RECORDER };
}

type DemoPart = Pick<Submission, "label" | "sources" | "alongside">;

async function watchedImport(
  part: DemoPart,
  imports: LocalImportService,
  say: (text: string) => void,
): Promise<ImportJobBody> {
  const { id } = await imports.submitSources({ ...part, choices: {}, synthetic: true });
  const watching = new AbortController();
  const watched = watch(imports, { id, say, signal: watching.signal });
  const job = await imports.finished(id);
  watching.abort();
  await watched;
  return job;
}

type Watching = { readonly id: number; readonly say: (text: string) => void; readonly signal: AbortSignal };

async function watch(imports: LocalImportService, { id, say, signal }: Watching): Promise<void> {
  while (!signal.aborted) {
    await sleep(3_000, undefined, { signal }).catch(() => undefined);
    const job = signal.aborted ? null : await imports.get(id);
    if (job !== null) say(`  ${progressLine(job)}`);
  }
}

async function* demoAreas(city: DemoCity): AsyncGenerator<PreparedSource> {
  const areas = await city.areas();
  yield source(
    "demo boroughs",
    boundaries(
      "borough",
      areas.boroughs.features.map((f) => boundary(f, f.properties.LAD18CD, f.properties.LAD18NM)),
    ),
  );
  yield source(
    "demo wards",
    boundaries(
      "ward",
      areas.wards.features.map((f) => boundary(f, f.properties.WD18CD, f.properties.WD18NM)),
    ),
  );
  yield source("demo places", {
    format: "places",
    recognised: "stations and town centres",
    holds: "places",
    batches: single({ rows: readDemoPlaces().map((place) => ({ ...place, detail: null })), rejects: [] }),
  });
}

async function* demoIncidents(city: DemoCity, wanted: DemoOptions): AsyncGenerator<PreparedSource> {
  yield source(incidentsName(wanted), {
    format: "force-extract",
    recognised: `incidents made up from seed ${wanted.seed}`,
    holds: "incidents",
    dataset: DEMO_DATASET,
    recordKind: "extract",
    replaces: "dataset",
    batches: city.batches(),
  });
}

function source(name: string, reading: Reading): PreparedSource {
  return { name, sha256: identityOf(name), reading };
}

function incidentsName({ seed, months }: DemoOptions): string {
  return `demo incidents ${seed}${months === undefined ? "" : `, ${months} months`}`;
}

function identityOf(name: string): string {
  return `${name}, version ${DEMO_VERSION}`;
}

type DemoFeature = DemoAreas["wards" | "boroughs"]["features"][number];

function boundaries(kind: "borough" | "ward", areas: readonly BoundaryRow[]): Reading {
  const note = "Illustrative boundaries: drawn round ward centres, not the real ones.";
  const set = {
    code: `demo-${kind}s-2018`,
    kind,
    title: `Demo ${kind}s (illustrative)`,
    vintage: 2018,
    synthetic: true,
    note,
  };
  return { format: "boundaries", recognised: `${areas.length} illustrative ${kind}s`, holds: "boundaries", set, areas };
}

function boundary({ geometry, properties }: DemoFeature, code: string, name: string): BoundaryRow {
  const coordinates = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const inBorough = "WD18CD" in properties;
  return {
    code,
    name,
    boroughCode: inBorough ? properties.LAD18CD : null,
    boroughName: inBorough ? properties.LAD18NM : null,
    coordinates,
  };
}

async function* single<Value>(value: Value): AsyncGenerator<Value> {
  yield value;
}
