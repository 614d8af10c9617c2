import { join } from "node:path";
import type { Config } from "../../config.ts";
import type { Database } from "../database.ts";
import { backupDaily, isDumpable } from "./backup.ts";

/** The server's first minute belongs to its users. */
const FIRST_CHECK_MS = 60_000;
const CHECK_MS = 60 * 60_000;

/**
 * Write the embedded database into `backups/` of the data folder once a day (UTC), keeping the last seven; PostgreSQL is left
 * to its own tools.
 * @param onError told of a backup that failed; the next check tries again
 * @returns ends the schedule, after a backup that is under way
 */
export function startDailyDump(
  db: Database,
  config: Config,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  if (!isDumpable(db)) return { stop: () => Promise.resolve() };
  let work: Promise<unknown> = Promise.resolve();
  const check = () => {
    timer = setTimeout(check, CHECK_MS).unref();
    work = backupDaily(db, config.dataDir, new Date()).catch((error: unknown) => {
      onError(new Error(`The daily backup into ${join(config.dataDir, "backups")} failed.`, { cause: error }));
    });
  };
  let timer = setTimeout(check, FIRST_CHECK_MS).unref();
  return {
    async stop() {
      clearTimeout(timer);
      await work;
    },
  };
}
