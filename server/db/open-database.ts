import type { Config } from "../config.ts";
import type { Database } from "./database.ts";
import { openEmbedded } from "./embedded/open-embedded.ts";
import { openPostgres } from "./postgres.ts";

export type OpenOptions = {
  /** Told, in words for people, what a slow first start is doing. */
  readonly onProgress?: (text: string) => void;
};

/**
 * Open the database the settings name: PostgreSQL where there is a connection string, else the embedded one.
 * @throws DomainError database_unavailable, or conflict when another process holds the embedded database
 */
export async function openDatabase(config: Config, options: OpenOptions = {}): Promise<Database> {
  if (config.databaseUrl !== null) return openPostgres(config, config.databaseUrl);
  return openEmbedded(config, options);
}
