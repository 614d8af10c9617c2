import { CELL_INDEX_TYPE, CELL_VALUES_TYPE } from "../../server/api/cell-columns.ts";
import type { BenchDatabase } from "./databases.ts";
import { type Figure, quantile } from "./figures.ts";
import { listBenchDatasets, questions } from "./questions.ts";
import { openService, type Service } from "./service.ts";

const BUDGET_MS = { postgres: 30, embedded: 150 } as const;
const WIRE_BUDGET_KB = 40;
const MONTHS = 12;

/**
 * Server time and size of the map's cells at resolution 9: windows of twelve months × categories × areas, each asked once on
 * a database and service just opened (cold), then all again (warm). The service keeps no answers.
 */
export async function measureCells(database: BenchDatabase): Promise<Figure[]> {
  const service = await openService(database);
  try {
    const [dataset] = await listBenchDatasets(service);
    if (dataset === undefined) throw new Error("no dataset with points");
    const paths = questions(dataset, "/cells", { length: MONTHS, categories: 4 });
    const [cold, warm] = [await ask(service, paths), await ask(service, paths)];
    const { id, version } = dataset;
    const index = await service.get(`/cells/index?dataset=${id}&version=${version}&res=9`, CELL_INDEX_TYPE);
    const what = `${paths.length} different windows × categories × areas of ${id}`;
    const largest = Math.max(...cold.sizes) / 1000;
    return [
      time("cold p95", quantile(cold.times, 0.95), `${what}; just opened, each for the first time`),
      time("warm p95", quantile(warm.times, 0.95), `${what}; asked again`),
      { ...time("warm median", quantile(warm.times, 0.5), what), budget: null },
      {
        ...time("", cold.times[0] ?? Number.NaN, "with connecting and reading the catalogue and the index"),
        ...{ name: "cells, first of all", budget: null },
      },
      { ...size("largest", largest), note: "values, brotli" },
      { ...size("largest + index", largest + index.body.length / 1000), note: "with the index, which is fetched once" },
    ];
  } finally {
    await service.close();
  }

  function time(name: string, measured: number, note: string): Figure {
    const budget = { atMost: BUDGET_MS[database.backend] };
    return { name: `cells, res 9, 12 months, ${name}`, measured, unit: "ms", budget, backend: database.backend, note };
  }
  function size(name: string, measured: number): Omit<Figure, "note"> {
    const budget = { atMost: WIRE_BUDGET_KB };
    return { name: `cells on the wire, ${name}`, measured, unit: "kB", budget, backend: database.backend };
  }
}

async function ask(service: Service, paths: readonly string[]): Promise<{ times: number[]; sizes: number[] }> {
  const times: number[] = [];
  const sizes: number[] = [];
  for (const path of paths) {
    const { ms, body } = await service.get(path, CELL_VALUES_TYPE);
    times.push(ms);
    sizes.push(body.length);
  }
  return { times, sizes };
}
