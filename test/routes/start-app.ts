import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse, RouteOptions } from "fastify";
import { buildApp } from "../../server/app.ts";
import type { Backend } from "../../server/db/database.ts";
import { createImportService } from "../../server/ingest/import-service.ts";
import { openMigrated, type TestDatabase } from "../db/backends.ts";
import { seedCity } from "./seed.ts";

export type TestApp = {
  readonly app: FastifyInstance;
  readonly database: TestDatabase;
  /** Every route, as it was registered. */
  readonly routes: readonly RouteOptions[];
  readonly imports: ReturnType<typeof createImportService>;
  /** GET under /api/v1. */
  get(path: string, headers?: InjectOptions["headers"]): Promise<LightMyRequestResponse>;
  stop(): Promise<void>;
};

/** The whole service on a database of its own. */
export async function startApp(
  backend: Backend,
  options: { seed?: boolean; env?: Record<string, string>; pageFolder?: string } = {},
): Promise<TestApp> {
  const database = await openMigrated(backend, options.env);
  if (options.seed !== false) await seedCity(database.db);
  const { db, config } = database;
  const imports = createImportService({ db, config, onError: () => {} });
  const routes: RouteOptions[] = [];
  const app = await buildApp({
    config,
    db,
    imports,
    onRoute: (route) => routes.push(route),
    ...(options.pageFolder ? { pageFolder: options.pageFolder } : {}),
  });
  await untilAtEase(app);
  return {
    app,
    database,
    imports,
    routes,
    get: (path, headers) => app.inject({ url: `/api/v1${path}`, ...(headers ? { headers } : {}) }),
    stop: async () => {
      await imports.close();
      await app.close();
      await database.drop();
    },
  };
}

/** Its schemas are compiled in one go: on a machine with much else to do it is "busy" for a second after that. */
async function untilAtEase(app: FastifyInstance): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    const { statusCode } = await app.inject("/api/v1/area-sets");
    if (statusCode !== 503) return;
    await sleep(250);
  }
}
