import { join } from "node:path";
import { constants } from "node:zlib";
import compress from "@fastify/compress";
import helmet from "@fastify/helmet";
import swagger from "@fastify/swagger";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import underPressure from "@fastify/under-pressure";
import { type FastifyInstance, fastify, LogController, type RouteOptions } from "fastify";
import { guardOrigin } from "./access/own-origin.ts";
import { enforceTiers, LOCAL_ANALYST } from "./access/tier.ts";
import type { Config } from "./config.ts";
import type { Database } from "./db/database.ts";
import { createCatalogue } from "./db/dataset-catalogue.ts";
import { DomainError } from "./errors.ts";
import { answerErrors } from "./http/answer-errors.ts";
import { CONTENT_SECURITY_POLICY } from "./http/content-security-policy.ts";
import { compileValidator } from "./http/validate-request.ts";
import type { ImportService } from "./ingest/import-service-type.ts";
import { areaCountRoutes } from "./routes/area-counts.ts";
import { areaGroupRoutes } from "./routes/area-groups.ts";
import { areaSetRoutes } from "./routes/area-sets.ts";
import { areaRoutes } from "./routes/areas.ts";
import { cellIndexRoutes } from "./routes/cell-index.ts";
import { createCellIndexes } from "./routes/cell-indexes.ts";
import { cellRoutes } from "./routes/cells.ts";
import { datasetRoutes } from "./routes/datasets.ts";
import { eventRoutes } from "./routes/events.ts";
import { healthRoutes } from "./routes/health.ts";
import { importRoutes } from "./routes/imports.ts";
import { incidentRoutes } from "./routes/incidents.ts";
import { openapiRoutes } from "./routes/openapi.ts";
import { operationOutcomeRoutes } from "./routes/operation-outcomes.ts";
import { operationRoutes } from "./routes/operations.ts";
import { pageRoutes } from "./routes/page.ts";
import { patrolRoutes } from "./routes/patrol.ts";
import { placeRoutes } from "./routes/places.ts";
import { recordingBreakRoutes } from "./routes/recording-breaks.ts";
import { repeatLocationRoutes } from "./routes/repeat-locations.ts";
import { seriesRoutes } from "./routes/series.ts";
import { statisticsRoutes } from "./routes/statistics/statistics.ts";
import { zoneChangeRoutes } from "./routes/zone-changes.ts";
import { zoneRoutes } from "./routes/zones.ts";

export type AppParts = {
  readonly config: Config;
  readonly db: Database;
  readonly imports: ImportService;
  /** What the process is still doing before it can serve; null when it is through. Default: it is through. */
  readonly startup?: () => "starting" | "migrating" | null;
  /** Where the built page lies. */
  readonly pageFolder?: string;
  /** Told of every route as it is registered. */
  readonly onRoute?: (route: RouteOptions) => void;
};

const EVENT_LOOP_DELAY_MS = 3_000;
/** One step under the usual 4: half the time (7 ms against 16 for the hot areas of London as JSON) for 9 % more bytes. */
const BROTLI_QUALITY = 3;
const COMPRESSIBLE =
  /^(text\/(?!event-stream)|application\/(json|geo\+json|javascript|vnd\.hexbeat\.)|image\/svg\+xml)/;

/** The whole HTTP service on parts that are given to it: it opens no port and no database. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { config, db, imports, startup, pageFolder, onRoute } = parts;
  const app = fastify({
    logger: { level: config.logLevel },
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
  }).withTypeProvider<TypeBoxTypeProvider>();
  if (onRoute) app.addHook("onRoute", onRoute);
  app.setValidatorCompiler(compileValidator);
  answerErrors(app);
  guardOrigin(app);
  enforceTiers(app, () => LOCAL_ANALYST);
  await registerPlugins(app);

  const catalogue = createCatalogue(db.knex);
  const indexes = createCellIndexes(db.knex);
  const context = { config, db, imports, catalogue };
  const resources = [
    datasetRoutes,
    areaSetRoutes,
    areaRoutes,
    cellIndexRoutes(indexes),
    cellRoutes(indexes),
    areaCountRoutes,
    seriesRoutes,
    incidentRoutes,
    placeRoutes,
    repeatLocationRoutes,
    patrolRoutes,
    recordingBreakRoutes,
    importRoutes,
    statisticsRoutes,
    zoneRoutes,
    zoneChangeRoutes,
    operationRoutes,
    operationOutcomeRoutes,
    eventRoutes,
    areaGroupRoutes,
    openapiRoutes,
  ];
  for (const resource of resources) await app.register(resource(context), { prefix: "/api/v1" });
  await app.register(healthRoutes({ db, imports, startup: startup ?? (() => null) }));
  await app.register(pageRoutes(pageFolder ?? join(import.meta.dirname, "../client/dist")));
  return app;
}

async function registerPlugins(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    strictTransportSecurity: false,
    referrerPolicy: { policy: "no-referrer" },
  });
  await app.register(compress, {
    ...{ customTypes: COMPRESSIBLE, encodings: ["br", "gzip"], threshold: 1_024 },
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
  });
  await app.register(underPressure, {
    maxEventLoopDelay: EVENT_LOOP_DELAY_MS,
    pressureHandler: (request, _reply, _type, value) => {
      // Infinity stands for a sample without a measurement, as right after a start that took longer than the first one.
      if (value === Number.POSITIVE_INFINITY) return;
      if (request.url !== "/live" && request.url !== "/ready") {
        throw new DomainError("busy", "The server is busy. Try again in a few seconds.");
      }
    },
  });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Hexbeat", description: "Hot-spot mapping of open drug markets", version: "1" },
    },
  });
}
