import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { EvaluationBody, EvaluationDesignBody } from "../../server/api/types.ts";
import { buildApp } from "../../server/app.ts";
import { listAreaSets } from "../../server/db/area-queries.ts";
import { listNeighbouringAreas } from "../../server/db/evaluation-queries.ts";
import { buildShape } from "../../server/evaluation/cell-shape.ts";
import { createImportService } from "../../server/ingest/import-service.ts";
import type { BenchDatabase } from "./databases.ts";
import { type Figure, quantile } from "./figures.ts";

const BUDGET_MS = { postgres: 3_000, embedded: 6_000 } as const;
const LOOP_BUDGET_MS = 50;
const GEOMETRY_BUDGET_MS = 150;
const ROUNDS = 3;

/**
 * Evaluations of the demo's four operations, from the request to the kept result, with the delay of the server's own thread
 * meanwhile; and the geometry alone. The demo city must be loaded.
 */
export async function measureEvaluation(database: BenchDatabase): Promise<Figure[]> {
  const db = await database.open();
  const { config } = database;
  const imports = createImportService({ db, config, onError: () => {} });
  const app = await buildApp({ config, db, imports });
  const get = async <Body>(path: string): Promise<Body> => (await app.inject({ url: `/api/v1${path}` })).json();
  const figure = (name: string, measured: number, atMost: number | null, note: string): Figure => ({
    ...{ name, measured, unit: "ms", budget: atMost === null ? null : { atMost }, backend: database.backend, note },
  });
  try {
    const { operations } = await get<{ operations: { id: number }[] }>("/operations?dataset=demo");
    const cold = await timed(() => get<EvaluationDesignBody>(`/operations/${operations[0]?.id}/evaluation-design`));
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const times: number[] = [];
    let placebos = 0;
    for (let round = 0; round < ROUNDS; round++) {
      for (const { id } of operations) {
        const { ms, value } = await timed(() => evaluate(app, id));
        times.push(ms);
        placebos = Math.max(placebos, value.placebo?.zone.m ?? 0);
      }
    }
    delay.disable();
    const what = `${times.length} evaluations of ${operations.length} operations, 36 months at res 10, up to ${placebos} placebos`;
    return [
      figure("evaluation, largest of all", Math.max(...times), BUDGET_MS[database.backend], what),
      figure("evaluation, median", quantile(times, 0.5), null, what),
      figure("event-loop delay meanwhile, p99", delay.percentile(99) / 1e6, LOOP_BUDGET_MS, "5 ms steps"),
      figure("design, first of all", cold.ms, null, "with reading the ground's cells and neighbours"),
      figure(
        "rings, strips and neighbours",
        await geometryMs(db),
        GEOMETRY_BUDGET_MS,
        "33 boroughs, a target of 37 cells",
      ),
    ];
  } finally {
    await imports.close();
    await app.close();
    await db.close();
  }
}

async function evaluate(app: Awaited<ReturnType<typeof buildApp>>, operation: number): Promise<EvaluationBody> {
  const url = `/api/v1/operations/${operation}/evaluations`;
  const started = await app.inject({ method: "POST", url, payload: {} });
  if (started.statusCode !== 202) throw new Error(`${url}: ${started.statusCode} ${started.body}`);
  for (;;) {
    const { status } = (await app.inject({ url: `${url}?` })).json().evaluations[0];
    if (status === "done") return (await app.inject({ url: `${url}/${started.json().id}` })).json();
    if (status !== "queued" && status !== "running") throw new Error(`${url}: ${status}`);
    await sleep(10);
  }
}

async function geometryMs(db: Awaited<ReturnType<BenchDatabase["open"]>>): Promise<number> {
  const set = (await listAreaSets(db.knex)).find(({ kind }) => kind === "borough");
  const { ms } = await timed(async () => {
    await listNeighbouringAreas(db.knex, set?.id ?? 0, 400);
    const steps = [-3, -2, -1, 0, 1, 2, 3];
    const target = steps.flatMap((i) => steps.map((j) => ({ i, j }))).filter(({ i, j }) => Math.abs(i - j) <= 3);
    const basis = { i: [130, 0], j: [-65, 113] } as const;
    buildShape(
      { i: Int32Array.from(target, ({ i }) => i), j: Int32Array.from(target, ({ j }) => j) },
      { rings: 4, stripMetres: 1_500, basis },
    );
  });
  return ms;
}

async function timed<Value>(work: () => Promise<Value>): Promise<{ ms: number; value: Value }> {
  const started = performance.now();
  const value = await work();
  return { ms: performance.now() - started, value };
}
