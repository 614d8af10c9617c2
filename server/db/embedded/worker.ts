import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { postgis } from "@electric-sql/pglite-postgis";
import { rememberLongKeyLists } from "./remember-keys.ts";
import { ownBuffer, type WorkerReply, type WorkerRequest, type WorkerStart } from "./worker-protocol.ts";

/**
 * The embedded database, in a thread of its own: it runs a statement to its end and answers nothing meanwhile, so the only
 * way to stop one is to end the thread. Speaks PostgreSQL's own protocol: rows cross as one transferred buffer.
 */
const { folder, tarball }: WorkerStart = workerData;
const port = parentPort;
if (port === null) throw new Error("The embedded database's worker must be started as a worker thread.");

const reply = (message: WorkerReply) =>
  port.postMessage(message, message.kind === "bytes" ? [ownedBufferOf(message.bytes)] : []);

rememberLongKeyLists();
try {
  const db = await open();
  // Requests come one at a time: the main thread sends the next after the reply.
  port.on("message", (request: WorkerRequest) => {
    answer(db, request).then(reply, (error: unknown) => reply({ kind: "failed", message: String(error) }));
  });
  reply({ kind: "ready" });
} catch (error) {
  reply({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
}

function open(): Promise<PGlite> {
  const loadDataDir =
    tarball === null ? {} : { loadDataDir: new Blob([ownBuffer(tarball)], { type: "application/x-tar" }) };
  return PGlite.create({ dataDir: folder, extensions: { postgis }, relaxedDurability: true, ...loadDataDir });
}

async function answer(db: PGlite, request: WorkerRequest): Promise<WorkerReply> {
  if (request.kind === "exec") return { kind: "bytes", bytes: await execute(db, request.bytes) };
  if (request.kind === "dump") {
    await db.exec("CHECKPOINT");
    const dump = await db.dumpDataDir("none");
    return { kind: "bytes", bytes: new Uint8Array(await dump.arrayBuffer()) };
  }
  await db.close();
  return { kind: "ready" };
}

async function execute(db: PGlite, bytes: Uint8Array): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  await db.execProtocolRawStream(bytes, {
    syncToFs: false,
    // The bytes are a view of the database's memory, which the next piece overwrites.
    onRawData: (piece) => {
      pieces.push(piece.slice());
      length += piece.length;
    },
  });
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

function ownedBufferOf(bytes: Uint8Array): ArrayBuffer {
  return ownBuffer(bytes).buffer;
}
