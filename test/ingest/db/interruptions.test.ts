import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../../server/config.ts";
import { openDatabase } from "../../../server/db/open-database.ts";
import { createImportService } from "../../../server/ingest/import-service.ts";
import { backends } from "../../db/backends.ts";
import { fileWith, type Importing, openImporting, streetFile } from "../importing.ts";
import { strictDigest } from "../state-digest.ts";

const HEXBEAT = join(import.meta.dirname, "../../../bin/hexbeat.mjs");

/** Rows at many places of London, enough that an import takes seconds. */
function manyRows(n: number, month: string) {
  return Array.from({ length: n }, (_, i) => ({
    month,
    lng: (-0.4 + (i % 700) / 1000).toFixed(4),
    lat: (51.3 + ((i * 7) % 390) / 1000).toFixed(4),
  }));
}

describe.each(backends)("an import that is cut off, on $name", ({ name }) => {
  let on: Importing;
  beforeAll(async () => {
    on = await openImporting(name);
    await on.importPaths([await fileWith("before.csv", streetFile([{ month: "2019-05" }]))]);
  });
  afterAll(() => on.drop());

  it("leaves the old state when it is cancelled", async () => {
    const before = await strictDigest(on.db);
    const path = await fileWith("cancelled.csv", streetFile(manyRows(60_000, "2019-05")));
    const { id } = await on.imports.submit([{ path, name: "cancelled.csv" }], {});
    while ((await on.imports.get(id))?.bytesDone === 0) await sleep(5);
    expect(await on.imports.cancel(id)).toBe(true);
    expect(await on.imports.finished(id)).toMatchObject({
      status: "cancelled",
      error: { message: expect.stringMatching(/nothing was saved/) },
    });
    expect(await strictDigest(on.db)).toEqual(before);
  });

  it("runs two imports one after the other, and saves both", async () => {
    const first = await fileWith("first.csv", streetFile(manyRows(5_000, "2018-01")));
    const second = await fileWith("second.csv", streetFile(manyRows(3_000, "2018-02")));
    const jobs = await Promise.all([on.importPaths([first]), on.importPaths([second])]);
    expect(jobs.map((job) => job.status)).toEqual(["done", "done"]);
    const { rows } = await on.db.knex.raw(
      "SELECT to_char(occurred_on, 'YYYY-MM') AS month, count(*)::int AS n FROM incident WHERE occurred_on < '2019-01-01' GROUP BY 1 ORDER BY 1",
    );
    expect(rows).toEqual([
      { month: "2018-01", n: 5_000 },
      { month: "2018-02", n: 3_000 },
    ]);
  });
});

describe.each(backends)("a process that is killed in the middle of an import, on $name", ({ name }) => {
  it("leaves the old state, and the next start cleans up", async () => {
    const on = await openImporting(name);
    await on.importPaths([await fileWith("before.csv", streetFile([{ month: "2019-05" }]))]);
    const before = await strictDigest(on.db);
    await on.imports.close();
    await on.db.close();

    const path = await fileWith("killed.csv", streetFile(manyRows(120_000, "2019-05")));
    const env = { ...process.env, HEXBEAT_DATA_DIR: on.config.dataDir, DATABASE_URL: on.config.databaseUrl ?? "" };
    const child = spawn(process.execPath, [HEXBEAT, "import", path], { env, stdio: ["ignore", "pipe", "inherit"] });
    for await (const line of createInterface(child.stdout)) {
      if (line.includes("reading killed.csv")) break;
    }
    child.kill("SIGKILL");
    const [code, signal] = await once(child, "exit");
    expect({ code, signal }).toEqual({ code: null, signal: "SIGKILL" });

    const db = await openDatabase(on.config);
    const imports = createImportService({ db, config: on.config, onError: () => {} });
    expect(await imports.recover()).toBe(1);
    expect(await strictDigest(db)).toEqual(before);
    expect((await imports.list())[0]).toMatchObject({ status: "failed", error: { code: "stopped" } });
    await db.close();
    await removeDatabase(on);
  });
});

async function removeDatabase(on: Importing): Promise<void> {
  if (on.config.databaseUrl === null) await rm(on.config.dataDir, { recursive: true, force: true });
  else await on.drop().catch(() => {});
}

describe("a full disk under the embedded database", () => {
  it("fails the import in words and keeps the old state", async () => {
    const on = await openImporting("embedded");
    await on.importPaths([await fileWith("before.csv", streetFile([{ month: "2019-05" }]))]);
    const before = await strictDigest(on.db);
    await on.imports.close();
    await on.db.close();
    const path = await fileWith("large.csv", streetFile(manyRows(150_000, "2019-06")));
    // 10 MiB a file: the write-ahead log's 16 MiB segments are there, the incident table's file is not.
    const child = spawn("bash", ["-c", `ulimit -f 10240; exec "${process.execPath}" "${HEXBEAT}" import "${path}"`], {
      env: { ...process.env, HEXBEAT_DATA_DIR: on.config.dataDir, DATABASE_URL: "" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const [code] = await once(child, "exit");
    expect(code).not.toBe(0);
    const db = await openDatabase(on.config);
    const imports = createImportService({ db, config: on.config, onError: () => {} });
    await imports.recover();
    expect(await strictDigest(db)).toEqual(before);
    await db.close();
    await rm(on.config.dataDir, { recursive: true, force: true });
  });
});

describe.runIf(backends.some(({ name }) => name === "postgres"))("PostgreSQL that goes away for 10 seconds", () => {
  it("fails the import that was running, keeps the old state, and works again afterwards", async () => {
    const on = await openImporting("postgres");
    await on.importPaths([await fileWith("before.csv", streetFile([{ month: "2019-05" }]))]);
    const before = await strictDigest(on.db);
    const target = new URL(on.config.databaseUrl ?? "");
    const proxy = await cuttableProxy(Number(target.port || 5432), target.hostname);
    target.port = String(proxy.port);
    const config = readConfig({ DATABASE_URL: target.href.replace(/@[^:/]+/, "@127.0.0.1"), HEXBEAT_LOG: "silent" });
    const db = await openDatabase(config);
    const imports = createImportService({ db, config, onError: () => {} });

    const path = await fileWith("cut.csv", streetFile(manyRows(120_000, "2019-06")));
    const { id } = await imports.submit([{ path, name: "cut.csv" }], {});
    while ((await imports.get(id))?.bytesDone === 0) await sleep(5);
    proxy.cut();
    await sleep(10_000);
    proxy.mend();
    expect(await imports.finished(id)).toMatchObject({
      status: "failed",
      error: { message: expect.stringMatching(/nothing was saved|retry|again/i) },
    });
    await imports.recover();
    expect(await strictDigest(on.db)).toEqual(before);

    const after = await fileWith("after.csv", streetFile([{ month: "2019-07" }]));
    const again = await imports.submit([{ path: after, name: "after.csv" }], {});
    expect((await imports.finished(again.id)).status).toBe("done");
    await db.close();
    proxy.close();
    await on.drop();
  });
});

async function cuttableProxy(port: number, host: string) {
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) return void client.destroy();
    const upstream = connect(port, host);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket
        .on("error", () => {})
        .on("close", () => {
          open.delete(socket);
          client.destroy();
          upstream.destroy();
        });
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: address !== null && typeof address === "object" ? address.port : 0,
    cut() {
      isCut = true;
      for (const socket of open) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    close: () => server.close(),
  };
}
