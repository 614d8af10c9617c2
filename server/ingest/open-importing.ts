import type { Config } from "../config.ts";
import type { Database } from "../db/database.ts";
import { migrateUp } from "../db/migrate.ts";
import { openDatabase } from "../db/open-database.ts";
import { createImportService, type LocalImportService } from "./import-service.ts";
import { ensureCategories } from "./publish/registry.ts";

type Importing = {
  readonly db: Database;
  readonly imports: LocalImportService;
  /** Imports of an earlier process that were cut off, and are closed now. */
  readonly stopped: number;
};

type Voices = {
  /** Where progress goes, a line each. */
  readonly say: (text: string) => void;
  /** Told of errors of imports that are ours, not the file's. */
  readonly onError: (error: unknown) => void;
};

/**
 * The database of the settings, its schema brought up to date, and its imports, with what an earlier process left behind
 * cleaned up. To be closed by closing the imports, then the database.
 * @throws DomainError as openDatabase does
 */
export async function openImporting(config: Config, { say, onError }: Voices): Promise<Importing> {
  const db = await openDatabase(config, { onProgress: say });
  try {
    await migrateUp(db);
    await ensureCategories(db.bulk);
    const imports = createImportService({ db, config, onError });
    return { db, imports, stopped: await imports.recover() };
  } catch (error) {
    await db.close();
    throw error;
  }
}
