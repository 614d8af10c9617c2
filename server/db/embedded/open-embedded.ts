import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import knex, { type Knex } from "knex";
import type { Config } from "../../config.ts";
import { DomainError } from "../../errors.ts";
import { DatabaseClient, silentLog } from "../client.ts";
import { copyIn } from "../copy-in.ts";
import type { Database } from "../database.ts";
import { valueParsers } from "../parsers.ts";
import { type Dumpable, settleRestore } from "./backup.ts";
import { type Engine, startEngine } from "./engine.ts";
import { createFlusher, type Flusher } from "./flusher.ts";
import { createGate, type Gate } from "./gate.ts";
import { takeLock } from "./lock.ts";
import { openSession } from "./session.ts";
import { createWireSocket } from "./wire-socket.ts";

export type EmbeddedDatabase = Database & Dumpable;
export type OpenEmbeddedOptions = { readonly onProgress?: (text: string) => void };

const DUMP_DEADLINE_MS = 10 * 60_000;

/**
 * Open, or first create, the embedded database in `dataDir`: one connection, used by turns, in a worker thread.
 * @throws DomainError conflict when another process holds it, database_unavailable when its files cannot be opened
 */
export async function openEmbedded(config: Config, options: OpenEmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const { dataDir, limits } = config;
  await mkdir(dataDir, { recursive: true });
  const lock = await takeLock(dataDir);
  const engine = await startOrCreate(dataDir, options).catch(async (error: unknown) => {
    await lock.release();
    throw unopened(dataDir, error);
  });
  const gate = createGate();
  const flusher = createFlusher(engine, gate, join(dataDir, "db"));
  const reads = openConnection({ engine, gate, flusher, deadlineMs: limits.queryTimeoutMs });
  const bulk = openConnection({ engine, gate, flusher, deadlineMs: limits.importTimeoutMs });
  const close = async () => {
    await Promise.all([reads.destroy(), bulk.destroy()]);
    await engine.close();
    await flusher.finish();
    await lock.release();
  };
  return { backend: "embedded", knex: reads, bulk, copyIn, close, dump: () => dumpBetweenTransactions(engine, gate) };
}

/** A mark stands beside the folder while it is first filled: a half-made folder of a killed first start is made anew. */
async function startOrCreate(dataDir: string, { onProgress }: OpenEmbeddedOptions): Promise<Engine> {
  const folder = join(dataDir, "db");
  const mark = join(dataDir, "db.creating");
  await settleRestore(dataDir);
  if (existsSync(mark)) await rm(folder, { recursive: true, force: true });
  if (existsSync(folder)) return startEngine(folder);
  onProgress?.(`Creating the embedded database in ${folder} …`);
  await writeFile(mark, "");
  const engine = await startEngine(folder);
  await rm(mark);
  return engine;
}

type ConnectionContext = {
  readonly engine: Engine;
  readonly gate: Gate;
  readonly flusher: Flusher;
  readonly deadlineMs: number;
};

function openConnection({ engine, gate, flusher, deadlineMs }: ConnectionContext): Knex {
  const connect = () => createWireSocket(openSession({ engine, gate, deadlineMs, onWrite: flusher.noteWrite }));
  return knex({
    client: DatabaseClient,
    connection: { user: "postgres", database: "postgres", host: "embedded", stream: connect, types: valueParsers },
    pool: { min: 0, max: 1 },
    acquireConnectionTimeout: deadlineMs,
    log: silentLog,
  });
}

async function dumpBetweenTransactions(engine: Engine, gate: Gate): Promise<Uint8Array> {
  const session = {};
  if (!(await gate.enter(session, DUMP_DEADLINE_MS)))
    throw new DomainError("busy", "An import runs: try again after it.");
  try {
    return await engine.dump(DUMP_DEADLINE_MS);
  } finally {
    gate.leave(session);
  }
}

function unopened(dataDir: string, error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new DomainError(
    "database_unavailable",
    `The embedded database in ${join(dataDir, "db")} cannot be opened: ${reason}. "hexbeat restore FILE" brings back a backup from ${join(dataDir, "backups")}.`,
  );
}
