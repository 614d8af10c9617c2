import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { buildApp } from "../../server/app.ts";
import type { Database } from "../../server/db/database.ts";
import { createImportService } from "../../server/ingest/import-service.ts";
import type { BenchDatabase } from "./databases.ts";

/** An answer as it would leave the server, and how long the server took over it. */
export type Answer = {
  /** In its content encoding. */
  readonly body: Buffer;
  readonly ms: number;
  /** Without its content encoding. */
  bytes(): Buffer;
};

export type Service = {
  readonly db: Database;
  /** @throws Error on any answer but 200 */
  get(path: string, accept?: string): Promise<Answer>;
  /** How long each path took in turn, in milliseconds; without those that are refused because a recording break lies in their window. */
  time(paths: readonly string[], accept?: string): Promise<number[]>;
  close(): Promise<void>;
};

const RECORDING_BREAK = "window_crosses_recording_break";

class Refusal extends Error {}

/** The whole service on a database just opened, without a socket. */
export async function openService(database: BenchDatabase): Promise<Service> {
  const db = await database.open();
  const { config } = database;
  const imports = createImportService({ db, config, onError: () => {} });
  const app = await buildApp({ config, db, imports });
  const get: Service["get"] = async (path, accept = "application/json") => {
    const started = performance.now();
    const response = await app.inject({
      url: `/api/v1${path}`,
      headers: { accept, "accept-encoding": "br, gzip" },
    });
    const ms = performance.now() - started;
    const { statusCode, rawPayload: body, headers } = response;
    const bytes = () => decode(body, headers["content-encoding"]);
    if (statusCode !== 200) throw new Refusal(`${path}: ${statusCode} ${bytes()}`);
    return { body, ms, bytes };
  };
  return {
    db,
    get,
    time: async (paths, accept) => {
      const times: number[] = [];
      for (const path of paths) {
        const answer = await get(path, accept).catch((error: unknown) => {
          if (error instanceof Refusal && error.message.includes(RECORDING_BREAK)) return null;
          throw error;
        });
        if (answer !== null) times.push(answer.ms);
      }
      return times;
    },
    close: async () => {
      await imports.close();
      await app.close();
      await db.close();
    },
  };
}

/** @returns whatever the JSON of the answer holds */
export function readJson(answer: Answer) {
  return JSON.parse(answer.bytes().toString("utf8"));
}

function decode(body: Buffer, encoding: unknown): Buffer {
  return encoding === "br" ? brotliDecompressSync(body) : encoding === "gzip" ? gunzipSync(body) : body;
}
