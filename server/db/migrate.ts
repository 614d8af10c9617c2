import { resolve } from "node:path";
import type { Database } from "./database.ts";

const SETTINGS = {
  directory: resolve(import.meta.dirname, "../../migrations"),
  loadExtensions: [".ts"],
  extension: "ts",
};

/** Any number of our own: one process at a time migrates one PostgreSQL database. */
const MIGRATION_LOCK = 4_839_201;

/**
 * Bring the schema up to date; on an up-to-date database nothing happens.
 * @returns names of the migrations that ran
 */
export function migrateUp(db: Database): Promise<string[]> {
  return alone(db, async () => {
    const [, names] = await db.bulk.migrate.latest(SETTINGS);
    return names;
  });
}

/**
 * Undo the latest batch of migrations, with all the data in its tables.
 * @returns names of the migrations that were undone
 */
export function migrateDown(db: Database): Promise<string[]> {
  return alone(db, async () => {
    const [, names] = await db.bulk.migrate.rollback(SETTINGS);
    return names;
  });
}

/**
 * knex marks a running migration in a table, and the mark of a killed process would stay for ever. A lock that PostgreSQL
 * releases with the connection (the embedded database: its lock file) tells the living from the dead, so the mark can go.
 */
async function alone<Result>(db: Database, work: () => Promise<Result>): Promise<Result> {
  const unmarked = async () => {
    await db.bulk.migrate.forceFreeMigrationsLock(SETTINGS);
    return work();
  };
  if (db.backend === "embedded") return unmarked();
  return db.bulk.transaction(async (trx) => {
    await trx.raw("SELECT pg_advisory_xact_lock(?)", [MIGRATION_LOCK]);
    return unmarked();
  });
}
