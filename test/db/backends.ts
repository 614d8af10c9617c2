import { createHash, randomBytes } from "node:crypto";
import { constants, existsSync, readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import knex, { type Knex } from "knex";
import { type Config, readConfig } from "../../server/config.ts";
import type { Backend, Database } from "../../server/db/database.ts";
import { migrateUp } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open-database.ts";

export type TestDatabase = {
  readonly db: Database;
  readonly config: Config;
  /** Close it and remove all it left. */
  drop(): Promise<void>;
};

const ADMIN_URL = process.env.HEXBEAT_TEST_DATABASE_URL ?? "postgres://hexbeat:hexbeat@127.0.0.1:5432/postgres";
const REQUIRED = (process.env.HEXBEAT_REQUIRE ?? "").split(",");
const TEMPLATE = `hexbeat_template_${schemaHash()}`;
const TEMPLATE_LOCK = 7_200_211;
const BUILD_LIMIT_MS = 180_000;

/** The databases to test on here; a PostgreSQL that is not reachable is left out aloud, or refused when it is required. */
export const backends: readonly { readonly name: Backend; open(): Promise<TestDatabase> }[] = [
  { name: "embedded", open: () => openEmpty("embedded") },
  ...((await isPostgresReachable()) ? [{ name: "postgres" as const, open: () => openEmpty("postgres") }] : []),
];

/** A new database without tables. */
export async function openEmpty(backend: Backend, env: Record<string, string> = {}): Promise<TestDatabase> {
  return backend === "embedded" ? openFolder(null, env) : openOnServer("template0", env);
}

/** A new database with all migrations, copied from a template that is made once per version of the schema. */
export async function openMigrated(backend: Backend, env: Record<string, string> = {}): Promise<TestDatabase> {
  if (backend === "embedded") return openFolder(await embeddedTemplate(), env);
  await makeServerTemplate();
  return openOnServer(TEMPLATE, env);
}

async function openFolder(template: string | null, env: Record<string, string>): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), "hexbeat-test-"));
  if (template !== null) await cp(template, join(dataDir, "db"), { recursive: true, mode: constants.COPYFILE_FICLONE });
  const config = readConfig({ HEXBEAT_DATA_DIR: dataDir, HEXBEAT_LOG: "silent", ...env });
  const db = await openDatabase(config);
  const drop = async () => {
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { db, config, drop };
}

async function openOnServer(template: string, env: Record<string, string>): Promise<TestDatabase> {
  const name = `hexbeat_test_${randomBytes(6).toString("hex")}`;
  await withAdmin((admin) => admin.raw(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const config = readConfig({ DATABASE_URL: urlOf(name), HEXBEAT_LOG: "silent", ...env });
  const db = await openDatabase(config);
  const drop = async () => {
    await db.close();
    await withAdmin((admin) => admin.raw(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  };
  return { db, config, drop };
}

/** Folder of a closed, migrated embedded database. Test processes start together: the first builds it, the others wait. */
async function embeddedTemplate(): Promise<string> {
  const folder = join(tmpdir(), TEMPLATE);
  const building = `${folder}.building`;
  while (!existsSync(folder)) {
    if (
      await mkdir(building)
        .then(() => true)
        .catch(() => false)
    ) {
      try {
        await buildEmbeddedTemplate(folder);
      } finally {
        await rm(building, { recursive: true, force: true });
      }
      continue;
    }
    const left = await stat(building).catch(() => null);
    if (left !== null && Date.now() - left.mtimeMs > BUILD_LIMIT_MS)
      await rm(building, { recursive: true, force: true });
    await sleep(100);
  }
  return folder;
}

async function buildEmbeddedTemplate(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const dataDir = await mkdtemp(join(tmpdir(), "hexbeat-template-"));
  const db = await openDatabase(readConfig({ HEXBEAT_DATA_DIR: dataDir, HEXBEAT_LOG: "silent" }));
  await migrateUp(db);
  await db.close();
  await rename(join(dataDir, "db"), folder);
  await rm(dataDir, { recursive: true });
}

async function makeServerTemplate(): Promise<void> {
  await withAdmin((admin) =>
    admin.transaction(async (trx) => {
      await trx.raw("SELECT pg_advisory_xact_lock(?)", [TEMPLATE_LOCK]);
      const { rows } = await trx.raw("SELECT datistemplate FROM pg_database WHERE datname = ?", [TEMPLATE]);
      if (rows[0]?.datistemplate === true) return;
      // Marked as a template only when whole: a killed build leaves an unmarked one behind.
      await withAdmin(async (other) => {
        await other.raw(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
        await other.raw(`CREATE DATABASE ${TEMPLATE} TEMPLATE template0`);
      });
      const db = await openDatabase(readConfig({ DATABASE_URL: urlOf(TEMPLATE), HEXBEAT_LOG: "silent" }));
      await migrateUp(db);
      await db.close();
      await withAdmin((other) => other.raw(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE true`));
    }),
  );
}

async function isPostgresReachable(): Promise<boolean> {
  try {
    await withAdmin((admin) => admin.raw("SELECT 1"));
    return true;
  } catch (error) {
    const reason = `PostgreSQL is not reachable at ${URL.parse(ADMIN_URL)?.host}: ${error instanceof Error ? error.message : error}`;
    if (REQUIRED.includes("postgres")) throw new Error(`${reason} (HEXBEAT_REQUIRE asks for it)`);
    console.warn(`SKIPPED on PostgreSQL: ${reason}`);
    return false;
  }
}

async function withAdmin<Result>(work: (admin: Knex) => PromiseLike<Result>): Promise<Result> {
  const admin = knex({ client: "pg", connection: ADMIN_URL, pool: { min: 0, max: 1 } });
  try {
    return await work(admin);
  } finally {
    await admin.destroy();
  }
}

function urlOf(database: string): string {
  const url = new URL(ADMIN_URL);
  url.pathname = `/${database}`;
  return url.href;
}

/** Changes with the migrations and with the embedded database's version, so that no test meets an old template. */
function schemaHash(): string {
  const root = resolve(import.meta.dirname, "../..");
  const hash = createHash("sha256");
  for (const name of readdirSync(join(root, "migrations")).sort())
    hash.update(readFileSync(join(root, "migrations", name)));
  for (const name of ["pglite", "pglite-postgis"]) {
    hash.update(readFileSync(join(root, `node_modules/@electric-sql/${name}/package.json`)));
  }
  return hash.digest("hex").slice(0, 12);
}
