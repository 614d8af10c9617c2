import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { CELL_INDEX_TYPE, CELL_VALUES_TYPE } from "../../server/api/cell-columns.ts";
import { buildApp } from "../../server/app.ts";
import { createImportService } from "../../server/ingest/import-service.ts";
import type { BenchDatabase } from "./databases.ts";
import { type Figure, quantile } from "./figures.ts";

const BUDGET_MS = { postgres: 30, embedded: 150 } as const;
const WIRE_BUDGET_KB = 40;
const MONTHS = 12;

type Dataset = { id: string; version: number; from: string; to: string; categories: { category: string; n: number }[] };
type Answer = { status: number; body: Buffer; encoding: string; ms: number };
type Get = (path: string, accept: string) => Promise<Answer>;

/**
 * Server time and size of the map's cells at resolution 9: windows of twelve months × categories × areas, each asked once on
 * a database and service just opened (cold), then all again (warm). The service keeps no answers.
 */
export async function measureCells(database: BenchDatabase): Promise<Figure[]> {
  const db = await database.open();
  const { config } = database;
  const imports = createImportService({ db, config, onError: () => {} });
  const app = await buildApp({ config, db, imports });
  const get: Get = async (url, accept) => {
    const started = performance.now();
    const response = await app.inject({ url, headers: { accept, "accept-encoding": "br, gzip" } });
    const ms = performance.now() - started;
    return {
      status: response.statusCode,
      body: response.rawPayload,
      encoding: String(response.headers["content-encoding"] ?? ""),
      ms,
    };
  };
  try {
    const dataset = await firstDataset(get);
    const paths = queriesOf(dataset, await boroughCodes(get, dataset));
    const cold = await ask(get, paths);
    const warm = await ask(get, paths);
    const index = await get(
      `/api/v1/cells/index?dataset=${dataset.id}&version=${dataset.version}&res=9`,
      CELL_INDEX_TYPE,
    );
    const what = `${paths.length} different windows × categories × areas of ${dataset.id}`;
    const figure = (name: string, measured: number, unit: string, atMost: number | null, note: string): Figure => ({
      name,
      measured,
      unit,
      budget: atMost === null ? null : { atMost },
      backend: database.backend,
      note,
    });
    const times = (answers: typeof cold) => answers.map((answer) => answer.ms);
    const budget = BUDGET_MS[database.backend];
    return [
      figure(
        "cells, res 9, 12 months, cold p95",
        quantile(times(cold), 0.95),
        "ms",
        budget,
        `${what}; just opened, each for the first time`,
      ),
      figure("cells, res 9, 12 months, warm p95", quantile(times(warm), 0.95), "ms", budget, `${what}; asked again`),
      figure("cells, res 9, 12 months, warm median", quantile(times(warm), 0.5), "ms", null, what),
      figure(
        "cells, first of all",
        cold[0]?.ms ?? Number.NaN,
        "ms",
        null,
        "with connecting and reading the catalogue and the index",
      ),
      figure(
        "cells on the wire, largest",
        Math.max(...cold.map((answer) => answer.body.length)) / 1000,
        "kB",
        WIRE_BUDGET_KB,
        "values, brotli",
      ),
      figure(
        "cells on the wire, largest + index",
        (Math.max(...cold.map((answer) => answer.body.length)) + index.body.length) / 1000,
        "kB",
        WIRE_BUDGET_KB,
        "with the index, which is fetched once",
      ),
    ];
  } finally {
    await imports.close();
    await app.close();
    await db.close();
  }
}

async function ask(get: Get, paths: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const path of paths) {
    const answer = await get(path, CELL_VALUES_TYPE);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body}`);
    answers.push(answer);
  }
  return answers;
}

async function firstDataset(get: Get): Promise<Dataset> {
  const response = JSON.parse(await text(get, "/api/v1/datasets"));
  const found: Dataset | undefined = response.datasets.find((dataset: { points: number }) => dataset.points > 0);
  if (found === undefined) throw new Error("no dataset with points");
  return found;
}

async function boroughCodes(get: Get, dataset: Dataset): Promise<string[]> {
  const body = JSON.parse(await text(get, `/api/v1/area-counts?dataset=${dataset.id}&kind=borough`));
  return body.areas.map((area: { code: string }) => area.code).sort();
}

async function text(get: Get, path: string): Promise<string> {
  const { status, body, encoding } = await get(path, "application/json");
  if (status !== 200) throw new Error(`${path}: ${status}`);
  return (encoding === "br" ? brotliDecompressSync(body) : encoding === "gzip" ? gunzipSync(body) : body).toString(
    "utf8",
  );
}

/** Every start of a twelve-month window × four categories × all London, one borough, three boroughs: each query different. */
function queriesOf(dataset: Dataset, boroughs: readonly string[]): string[] {
  const categories = [
    "drugs",
    ...[...dataset.categories]
      .sort((a, b) => b.n - a.n)
      .slice(0, 3)
      .map((one) => one.category),
  ];
  const starts = monthsFrom(dataset.from, dataset.to).slice(0, -MONTHS + 1);
  let turn = 0;
  return starts.flatMap((from) =>
    [...new Set(categories)].flatMap((category) =>
      [0, 1, 3].map((count) => {
        const area = Array.from({ length: count }, () => boroughs[turn++ % boroughs.length]).join(",");
        const to = shift(from, MONTHS);
        const query = new URLSearchParams({
          dataset: dataset.id,
          version: String(dataset.version),
          res: "9",
          category,
          from,
          to,
        });
        if (area !== "") query.set("area", area);
        return `/api/v1/cells?${query}`;
      }),
    ),
  );
}

function monthsFrom(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = `${from.slice(0, 7)}-01`; month < to; month = shift(month, 1)) months.push(month);
  return months;
}

function shift(month: string, by: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`;
}
