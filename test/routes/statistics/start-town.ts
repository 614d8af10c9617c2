import { buildApp } from "../../../server/app.ts";
import type { Backend } from "../../../server/db/database.ts";
import { openImporting } from "../../ingest/importing.ts";
import { importMarketCity } from "./market-city.ts";

/** The whole service on a database that the town was imported into. */
export async function startTown(backend: Backend) {
  const on = await openImporting(backend);
  await importMarketCity(on);
  const app = await buildApp({ config: on.config, db: on.db, imports: on.imports });
  return {
    on,
    app,
    get: (path: string, headers: Record<string, string> = {}) => app.inject({ url: `/api/v1${path}`, headers }),
    stop: async () => {
      await app.close();
      await on.drop();
    },
  };
}

export type Town = Awaited<ReturnType<typeof startTown>>;
