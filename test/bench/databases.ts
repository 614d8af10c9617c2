import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import knex from "knex";
import { type Config, readConfig } from "../../server/config.ts";
import type { Backend, Database } from "../../server/db/database.ts";
import { migrateUp } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open-database.ts";
import { ensureCategories } from "../../server/ingest/publish/registry.ts";

export type BenchDatabase = {
  readonly backend: Backend;
  readonly config: Config;
  /** Environment for a process of its own on the same database. */
  readonly env: Readonly<Record<string, string>>;
  open(): Promise<Database>;
  /** To be called with every handle closed. */
  remove(): Promise<void>;
};

/** A new, empty database that can be opened more than once, one after the other. */
export async function createBenchDatabase(backend: Backend, adminUrl: string): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), "hexbeat-bench-"));
  const name = `hexbeat_bench_${randomBytes(5).toString("hex")}`;
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  if (backend === "postgres") await onServer(adminUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  const env = { HEXBEAT_DATA_DIR: dataDir, DATABASE_URL: backend === "postgres" ? url.href : "" };
  const config = readConfig({ ...env, HEXBEAT_LOG: "silent" });
  return {
    backend,
    config,
    env,
    open: async () => {
      const db = await openDatabase(config);
      await migrateUp(db);
      await ensureCategories(db.bulk);
      return db;
    },
    remove: async () => {
      if (backend === "postgres") await onServer(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function onServer(adminUrl: string, statement: string): Promise<void> {
  const admin = knex({ client: "pg", connection: adminUrl, pool: { min: 0, max: 1 } });
  try {
    await admin.raw(statement);
  } finally {
    await admin.destroy();
  }
}
