import { access, constants, readdir } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import knex from "knex";

/** Something outside the repository that a suite needs: where it is, or why it is not there. */
export type Need =
  | { readonly found: true; readonly value: string; readonly label: string }
  | { readonly found: false; readonly reason: string };

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_DATABASE_URL = "postgres://hexbeat:hexbeat@127.0.0.1:5432/postgres";
const CONNECT_TIMEOUT_MS = 3_000;

/** A PostgreSQL server with PostGIS at HEXBEAT_TEST_DATABASE_URL, where the role may create databases. */
export async function findPostgres(env: Environment): Promise<Need> {
  const value = env.HEXBEAT_TEST_DATABASE_URL || DEFAULT_DATABASE_URL;
  const admin = knex({
    client: "pg",
    connection: { connectionString: value, connectionTimeoutMillis: CONNECT_TIMEOUT_MS },
    pool: { min: 0, max: 1 },
  });
  try {
    const { rows } = await admin.raw<{ rows: { server: string; postgis: string | null; may_create: boolean }[] }>(
      `SELECT current_setting('server_version') AS server,
              (SELECT default_version FROM pg_available_extensions WHERE name = 'postgis') AS postgis,
              (SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user) AS may_create`,
    );
    const row = rows[0];
    if (row?.postgis == null) return { found: false, reason: `the PostgreSQL at ${hostOf(value)} has no PostGIS` };
    if (!row.may_create) return { found: false, reason: `the role at ${hostOf(value)} may not create databases` };
    return { found: true, value, label: `PostgreSQL ${row.server}, PostGIS ${row.postgis} at ${hostOf(value)}` };
  } catch (error) {
    return {
      found: false,
      reason: `no PostgreSQL at ${hostOf(value)} (${messageOf(error)}); set HEXBEAT_TEST_DATABASE_URL`,
    };
  } finally {
    await admin.destroy();
  }
}

/** The executable CHROMIUM_PATH names, else `chromium` on the PATH. */
export async function findChromium(env: Environment): Promise<Need> {
  const asked = env.CHROMIUM_PATH;
  const places = asked ? [asked] : (env.PATH ?? "").split(delimiter).map((folder) => join(folder, "chromium"));
  for (const place of places) {
    if (await isExecutable(place)) return { found: true, value: place, label: place };
  }
  return {
    found: false,
    reason: asked ? `CHROMIUM_PATH=${asked} cannot be run` : "no chromium on the PATH; set CHROMIUM_PATH",
  };
}

/** The folder of real files: HEXBEAT_REAL_DATA, else ../shared/data beside the repository. */
export async function findRealData(env: Environment): Promise<Need> {
  const value = resolve(env.HEXBEAT_REAL_DATA || join(import.meta.dirname, "../../../shared/data"));
  const entries = await readdir(value).catch(() => null);
  if (entries === null) return { found: false, reason: `no folder ${value}; set HEXBEAT_REAL_DATA` };
  for (const name of ["police-uk", "boundaries", "expected"]) {
    if (!entries.includes(name)) return { found: false, reason: `${value} has no ${name}/` };
  }
  return { found: true, value, label: value };
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function hostOf(connectionString: string): string {
  return URL.parse(connectionString)?.host ?? "an unreadable address";
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ("code" in error ? String(error.code) : error.name);
}
