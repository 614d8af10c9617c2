import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { closed } from "../api/common.ts";
import type { Database } from "../db/database.ts";
import { listDatasets } from "../db/dataset-queries.ts";
import type { ImportService } from "../ingest/import-service-type.ts";
import { failures, NoQuery } from "./context.ts";

const CHECK_MS = 2_000;
const STATUSES = ["ready", "starting", "migrating", "publishing", "database_unavailable"] as const;
export type ReadyStatus = (typeof STATUSES)[number];

const LiveBody = Type.Object({ status: Type.Literal("live") }, closed);
const ReadyBody = Type.Object({ status: Type.Enum(STATUSES) }, closed);

type Health = {
  readonly db: Database;
  readonly imports: ImportService;
  /** What the process is still doing before it can serve; null when it is through. */
  readonly startup: () => "starting" | "migrating" | null;
};

/** /live: the process runs. /ready: it can answer queries, or why it cannot yet. */
export function healthRoutes({ db, imports, startup }: Health): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      "/live",
      {
        config: { tier: "public" },
        schema: { querystring: NoQuery, response: { 200: LiveBody, ...failures } },
      },
      async () => ({ status: "live" as const }),
    );
    app.get(
      "/ready",
      {
        config: { tier: "public" },
        schema: { querystring: NoQuery, response: { 200: ReadyBody, 503: ReadyBody, ...failures } },
      },
      async (_request, reply) => {
        const status = startup() ?? (imports.isPublishing() ? "publishing" : await checkDatabase(db, imports));
        // Readers merely wait while a publish holds the embedded database: that is no reason to restart the process.
        const serving = status === "ready" || status === "publishing";
        reply.statusCode = serving ? 200 : 503;
        reply.header("cache-control", "no-store");
        return { status };
      },
    );
  };
}

async function checkDatabase(db: Database, imports: ImportService): Promise<ReadyStatus> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), CHECK_MS);
  const answers = listDatasets(db.knex).then(
    () => true,
    () => false,
  );
  const reachable = await Promise.race([answers, late]);
  clearTimeout(timer);
  if (reachable) return "ready";
  return imports.isPublishing() ? "publishing" : "database_unavailable";
}
