import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect } from "vitest";
import type { EvaluationBody, EvaluationJobBody } from "../../server/api/types.ts";
import { buildApp } from "../../server/app.ts";
import type { Backend } from "../../server/db/database.ts";
import { openImporting } from "../ingest/importing.ts";
import { importEvaluationCity } from "./evaluation-city.ts";

export type Answer = { readonly status: number; readonly body: string; json<Body>(): Body };

/** The whole service on a database that the city of the evaluation tests was imported into. */
async function startEvaluationApp(backend: Backend) {
  const on = await openImporting(backend);
  const operation = await importEvaluationCity(on);
  const app = await buildApp({ config: on.config, db: on.db, imports: on.imports });
  await app.ready();
  const ask = async (method: "GET" | "POST" | "DELETE", path: string, payload?: object): Promise<Answer> => {
    const answer = await app.inject({ method, url: `/api/v1${path}`, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, body: answer.body, json: () => answer.json() };
  };
  const post = (input: object = {}, id = operation) => ask("POST", `/operations/${id}/evaluations`, input);
  /** As it is told once it has ended. */
  const ended = async (path: string): Promise<{ text: string; evaluation: EvaluationBody }> => {
    for (;;) {
      const answer = await ask("GET", path);
      const evaluation = answer.json<EvaluationBody>();
      if (evaluation.status !== "queued" && evaluation.status !== "running") return { text: answer.body, evaluation };
      await sleep(20);
    }
  };
  const evaluate = async (input: object = {}, id = operation) => {
    const answer = await post(input, id);
    expect([answer.status, answer.status === 202 ? "" : answer.body]).toEqual([202, ""]);
    return ended(`/operations/${id}/evaluations/${answer.json<EvaluationJobBody>().id}`);
  };
  return {
    ...{ on, operation, ask, post, ended, evaluate },
    stop: async () => {
      await app.close();
      await on.drop();
    },
  };
}

type EvaluationApp = Awaited<ReturnType<typeof startEvaluationApp>>;

/** The same for the tests of a block: there before the first of them, gone after the last. */
export function evaluationCity(backend: Backend): Omit<EvaluationApp, "stop"> {
  let app: EvaluationApp | null = null;
  beforeAll(async () => {
    app = await startEvaluationApp(backend);
  });
  afterAll(() => app?.stop());
  const started = (): EvaluationApp => {
    if (app === null) throw new Error("the city is there for tests and hooks only");
    return app;
  };
  return {
    get on() {
      return started().on;
    },
    get operation() {
      return started().operation;
    },
    ask: (...args) => started().ask(...args),
    post: (...args) => started().post(...args),
    ended: (...args) => started().ended(...args),
    evaluate: (...args) => started().evaluate(...args),
  };
}
