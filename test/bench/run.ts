/**
 * `npm run bench`: the speed this checkout has on this machine, beside what DESIGN promises and beside peers measured in
 * the same run. Nothing here is a test: figures depend on the machine and on what else it does.
 * Usage: npm run bench -- [import] [statistics] [zones] [evaluation] [start] [page] [peer]   (default: all)
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Backend } from "../../server/db/database.ts";
import { loadDemo } from "../../server/ingest/demo/load-demo.ts";
import { createImportService } from "../../server/ingest/import-service.ts";
import { findChromium, findPostgres, findRealData } from "../runner/needs.ts";
import { type BenchDatabase, createBenchDatabase } from "./databases.ts";
import { type Figure, isKept, printFigures, quantile } from "./figures.ts";
import { describeMachine } from "./machine.ts";
import { measureCells } from "./measure-cells.ts";
import { measureEvaluation } from "./measure-evaluation.ts";
import { measureImport } from "./measure-import.ts";
import { measurePage, openBrowser } from "./measure-page.ts";
import { measurePeerPage } from "./measure-peer-page.ts";
import { measurePermutations, measureStatistics } from "./measure-statistics.ts";
import { measureTests } from "./measure-tests.ts";
import { measureZones } from "./measure-zones.ts";
import { listBenchDatasets } from "./questions.ts";
import { startServer } from "./run-server.ts";
import { openService } from "./service.ts";

const RESTARTS = 2;
const PARTS = ["import", "statistics", "zones", "evaluation", "start", "page", "peer"];
const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) throw new Error(`unknown part ${unknown.join(", ")}: there are ${PARTS.join(", ")}`);
const wants = (part: string) => asked.length === 0 || asked.includes(part);

const postgres = await findPostgres(process.env);
const chromium = await findChromium(process.env);
const realData = await findRealData(process.env);
const adminUrl = postgres.found ? postgres.value : "";
const backends: Backend[] = postgres.found ? ["postgres", "embedded"] : ["embedded"];
const machine = describeMachine(
  postgres.found ? postgres.label : `not measured: ${postgres.reason}`,
  chromium.found ? chromium.value : null,
);
const figures: Figure[] = [];

console.log(machine.join("\n"));
console.log(`data      ${realData.found ? realData.label : `the demo city (${realData.reason})`}\n`);
if (wants("import"))
  for (const backend of backends) await measure(`import and cells, ${backend}`, () => importAndCells(backend));
if (wants("statistics"))
  for (const backend of backends) await measure(`hot spots, ${backend}`, () => statistics(backend));
if (wants("zones")) for (const backend of backends) await measure(`zones, ${backend}`, () => zones(backend));
if (wants("evaluation"))
  for (const backend of backends) await measure(`evaluation, ${backend}`, () => evaluation(backend));
if (wants("start") || wants("page"))
  for (const backend of backends) await measure(`start and page, ${backend}`, () => startAndPage(backend));
if (wants("peer") && chromium.found) {
  await measure("50,000 cells", async () => {
    const browser = await openBrowser(chromium.value);
    try {
      return await measurePeerPage(browser);
    } finally {
      await browser.close();
    }
  });
}

console.log();
printFigures(figures);
if (!chromium.found) console.log(`\nSKIPPED first map, slider and GeoJSON peer: ${chromium.reason}`);
await mkdir(join(import.meta.dirname, "../../test-results"), { recursive: true });
await writeFile(
  join(import.meta.dirname, "../../test-results/bench.json"),
  JSON.stringify({ machine, figures }, null, 2),
);
const missed = figures.filter((figure) => isKept(figure) === false);
console.log(`\n${figures.filter((figure) => isKept(figure) === true).length} budgets kept, ${missed.length} missed`);
process.exitCode = missed.length > 0 ? 1 : 0;

async function measure(what: string, work: () => Promise<Figure[]>): Promise<void> {
  console.log(`measuring ${what} …`);
  figures.push(...(await work()));
}

async function importAndCells(backend: Backend): Promise<Figure[]> {
  const database = await createBenchDatabase(backend, adminUrl);
  try {
    return [...(await importInto(database)), ...(await measureCells(database))];
  } finally {
    await database.remove();
  }
}

async function importInto(database: BenchDatabase): Promise<Figure[]> {
  const db = await database.open();
  try {
    return await measureImport(db, database.config, realData.found ? realData.value : null);
  } finally {
    await db.close();
  }
}

/** The statistics themselves and their permutations are the same on either backend: measured on the first. */
async function statistics(backend: Backend): Promise<Figure[]> {
  const database = await createBenchDatabase(backend, adminUrl);
  try {
    await importInto(database);
    if (realData.found) await loadDemoInto(database);
    const service = await openService(database);
    try {
      const datasets = await listBenchDatasets(service);
      const long = datasets.find(({ id }) => id === "demo");
      const main = datasets.find(({ id }) => id !== "demo") ?? long;
      if (main === undefined || long === undefined) throw new Error("no dataset to measure on");
      const routes = await measureStatistics(service, backend, { main, long });
      if (backend !== backends[0]) return routes;
      return [
        ...routes,
        ...(await measurePermutations(service, backend, main)),
        ...(await measureTests(service, main)),
      ];
    } finally {
      await service.close();
    }
  } finally {
    await database.remove();
  }
}

async function zones(backend: Backend): Promise<Figure[]> {
  const database = await createBenchDatabase(backend, adminUrl);
  try {
    return await measureZones(database);
  } finally {
    await database.remove();
  }
}

async function evaluation(backend: Backend): Promise<Figure[]> {
  const database = await createBenchDatabase(backend, adminUrl);
  try {
    await loadDemoInto(database);
    return await measureEvaluation(database);
  } finally {
    await database.remove();
  }
}

async function loadDemoInto(database: BenchDatabase): Promise<void> {
  const db = await database.open();
  const imports = createImportService({ db, config: database.config, onError: (error) => console.error(error) });
  await loadDemo({ db, imports, say: () => {} });
  await imports.close();
  await db.close();
}

async function startAndPage(backend: Backend): Promise<Figure[]> {
  const database = await createBenchDatabase(backend, adminUrl);
  const seconds = (name: string, ms: number, atMost: number, note: string): Figure => ({
    name,
    measured: ms / 1000,
    unit: "s",
    budget: { atMost },
    backend,
    note,
  });
  try {
    const first = await startServer(database.env);
    await first.stop();
    const laterMs = await restart(database.env);
    const later = await startServer(database.env);
    laterMs.push(later.demoMs);
    try {
      return [
        seconds(
          "first start",
          first.demoMs,
          40,
          `npm start to the demo city on the map (page built before); /ready after ${(first.readyMs / 1000).toFixed(1)} s`,
        ),
        seconds(
          "later start, median",
          quantile(laterMs, 0.5),
          5,
          `npm start to the demo city on the map, ${laterMs.length} times`,
        ),
        ...(wants("page") && chromium.found ? await measureOnPage(chromium.value, later.url, backend) : []),
      ];
    } finally {
      await later.stop();
    }
  } finally {
    await database.remove();
  }
}

/** Starts that are stopped again at once. @returns ms of each */
async function restart(env: BenchDatabase["env"]): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < RESTARTS; i++) {
    const server = await startServer(env);
    times.push(server.demoMs);
    await server.stop();
  }
  return times;
}

async function measureOnPage(executablePath: string, url: string, backend: Backend): Promise<Figure[]> {
  const browser = await openBrowser(executablePath);
  try {
    return await measurePage(browser, url, { backend, dataset: "demo" });
  } finally {
    await browser.close();
  }
}
