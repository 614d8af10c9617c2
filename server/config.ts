import { resolve } from "node:path";

/** All settings of one process, typed and cross-checked: nothing else reads the environment. */
export type Config = {
  readonly host: string;
  readonly port: number;
  /** PostgreSQL connection string; null = the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly demo: boolean;
  readonly logLevel: string;
  readonly limits: Limits;
};

export type Limits = {
  readonly queryTimeoutMs: number;
  readonly importTimeoutMs: number;
  readonly uploadBytes: number;
  /** Sum of the uncompressed sizes in one zip. */
  readonly unzippedBytes: number;
  readonly zipEntries: number;
  readonly rowBytes: number;
  /** Vertices of one boundary or zone feature. */
  readonly polygonVertices: number;
  /** Share of refused rows above which a file is refused whole, unless asked otherwise. */
  readonly badRowShare: number;
  readonly incidentPage: number;
  readonly poolSize: number;
};

const DEFAULT_LIMITS: Limits = {
  queryTimeoutMs: 15_000,
  importTimeoutMs: 15 * 60_000,
  uploadBytes: 512 * 1024 ** 2,
  unzippedBytes: 4 * 1024 ** 3,
  zipEntries: 5_000,
  rowBytes: 64 * 1024,
  polygonVertices: 200_000,
  badRowShare: 0.05,
  incidentPage: 1_000,
  poolSize: 8,
};

const LOOPBACK_HOSTS = new Set(["127.0.0.1", "localhost", "::1"]);

/**
 * Read the settings from environment variables.
 * @param env PORT, HOST, DATABASE_URL, HEXBEAT_DATA_DIR, HEXBEAT_DEMO=off, HEXBEAT_LOG, HEXBEAT_BEHIND_LOOPBACK=1, HEXBEAT_MAX_UPLOAD_MB, HEXBEAT_QUERY_TIMEOUT_MS
 * @throws Error that names the variable and what it may be
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const host = env.HOST || "127.0.0.1";
  if (!LOOPBACK_HOSTS.has(host) && env.HEXBEAT_BEHIND_LOOPBACK !== "1") {
    throw new Error(
      `HOST=${host} is refused: without accounts Hexbeat serves this machine only. Use HOST=127.0.0.1 (or docker-compose.yml, which publishes on loopback).`,
    );
  }
  const databaseUrl = env.DATABASE_URL || null;
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new Error(
      "DATABASE_URL must start with postgres:// or postgresql://; leave it unset for the embedded database.",
    );
  }
  const limits = {
    ...DEFAULT_LIMITS,
    uploadBytes:
      wholeNumber(env, "HEXBEAT_MAX_UPLOAD_MB", DEFAULT_LIMITS.uploadBytes / 1024 ** 2, [1, 16_384]) * 1024 ** 2,
    queryTimeoutMs: wholeNumber(env, "HEXBEAT_QUERY_TIMEOUT_MS", DEFAULT_LIMITS.queryTimeoutMs, [100, 600_000]),
  };
  return {
    host,
    port: wholeNumber(env, "PORT", 8080, [0, 65_535]),
    databaseUrl,
    dataDir: resolve(env.HEXBEAT_DATA_DIR || ".hexbeat"),
    demo: oneOf(env, "HEXBEAT_DEMO", ["on", "off"], "on") === "on",
    logLevel: oneOf(env, "HEXBEAT_LOG", ["silent", "error", "warn", "info", "debug"], "info"),
    limits,
  };
}

function wholeNumber(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  fallback: number,
  [low, high]: readonly [number, number],
): number {
  const text = env[name];
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new Error(`${name}=${text} must be a whole number from ${low} to ${high}.`);
  }
  return value;
}

function oneOf(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  allowed: readonly string[],
  fallback: string,
): string {
  const text = env[name] || fallback;
  if (!allowed.includes(text)) throw new Error(`${name}=${text} must be one of ${allowed.join(", ")}.`);
  return text;
}
