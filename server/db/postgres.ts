import knex, { type Knex } from "knex";
import type { Config } from "../config.ts";
import { DomainError } from "../errors.ts";
import { DatabaseClient, silentLog } from "./client.ts";
import { copyIn } from "./copy-in.ts";
import type { Database } from "./database.ts";
import { valueParsers } from "./parsers.ts";

const CONNECT_TIMEOUT_MS = 5_000;
/** How long after the server's own deadline the client gives up on a server that no longer answers. */
const SILENCE_MS = 5_000;
const OLDEST_POSTGRES = 15;
const OLDEST_POSTGIS = [3, 3] as const;
/** Imports run one at a time beside migrations, which hold a second connection for their lock. */
const BULK_POOL_SIZE = 3;
/** The embedded database's settings, whatever the server's are. JIT compiling costs more than these short queries. */
const SETTINGS = "-c TimeZone=UTC -c DateStyle=ISO -c jit=off";
/**
 * A map is read by key from tables that lie in memory: reading an index costs hardly more than reading on, and starting
 * workers for one query takes longer than the query.
 */
const READ_SETTINGS = `${SETTINGS} -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0`;

/**
 * Open PostgreSQL through two pools: short reads, and long imports.
 * @throws DomainError database_unavailable when it cannot be reached, is too old, or has no PostGIS
 */
export async function openPostgres(config: Config, databaseUrl: string): Promise<Database> {
  const { limits } = config;
  const reads = openPool(databaseUrl, limits.queryTimeoutMs, {
    size: limits.poolSize,
    waitMs: limits.queryTimeoutMs,
    settings: READ_SETTINGS,
  });
  const bulk = openPool(databaseUrl, limits.importTimeoutMs, {
    size: BULK_POOL_SIZE,
    waitMs: limits.importTimeoutMs,
    settings: SETTINGS,
  });
  const close = async () => {
    await Promise.all([reads.destroy(), bulk.destroy()]);
  };
  try {
    await requireVersions(reads, databaseUrl);
  } catch (error) {
    await close();
    throw error;
  }
  return { backend: "postgres", knex: reads, bulk, copyIn, close };
}

function openPool(
  connectionString: string,
  deadlineMs: number,
  pool: { size: number; waitMs: number; settings: string },
): Knex {
  return knex({
    client: DatabaseClient,
    connection: {
      connectionString,
      application_name: "hexbeat",
      statement_timeout: deadlineMs,
      query_timeout: deadlineMs + SILENCE_MS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      types: valueParsers,
      options: pool.settings,
    },
    pool: { min: 0, max: pool.size },
    acquireConnectionTimeout: pool.waitMs,
    log: silentLog,
  });
}

async function requireVersions(reads: Knex, databaseUrl: string): Promise<void> {
  const where = describe(databaseUrl);
  const { rows } = await reads
    .raw(
      `SELECT current_setting('server_version_num')::int / 10000 AS postgres,
              coalesce((SELECT extversion FROM pg_extension WHERE extname = 'postgis'),
                       (SELECT default_version FROM pg_available_extensions WHERE name = 'postgis')) AS postgis`,
    )
    .catch((error: unknown) => {
      throw unavailable(
        `Cannot open PostgreSQL at ${where}: ${reason(error)}. Check DATABASE_URL and that the server runs.`,
      );
    });
  const [found] = rows;
  if (found.postgres < OLDEST_POSTGRES) {
    throw unavailable(
      `PostgreSQL at ${where} is version ${found.postgres}; Hexbeat needs ${OLDEST_POSTGRES} or newer.`,
    );
  }
  if (!isPostgisEnough(found.postgis)) {
    throw unavailable(
      `PostgreSQL at ${where} offers ${found.postgis ? `PostGIS ${found.postgis}` : "no PostGIS"}; Hexbeat needs PostGIS ${OLDEST_POSTGIS.join(".")} or newer (Debian: postgresql-15-postgis-3).`,
    );
  }
}

/** @param version as PostGIS writes it, e.g. "3.3.2"; null where it is not installed */
export function isPostgisEnough(version: string | null): boolean {
  const [major = 0, minor = 0] = (version ?? "").split(".").map(Number);
  const [needMajor, needMinor] = OLDEST_POSTGIS;
  return major > needMajor || (major === needMajor && minor >= needMinor);
}

/** Host and database of a connection string, without user and password. */
function describe(databaseUrl: string): string {
  const url = URL.parse(databaseUrl);
  return url === null
    ? "DATABASE_URL"
    : `${url.hostname || "the local socket"}${url.port && `:${url.port}`}${url.pathname}`;
}

function reason(error: unknown): string {
  const cause = error instanceof DomainError && error.cause !== undefined ? error.cause : error;
  if (cause instanceof AggregateError) return cause.errors.map(reason).join("; ");
  return cause instanceof Error ? cause.message : String(cause);
}

function unavailable(message: string): DomainError {
  return new DomainError("database_unavailable", message);
}
