import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../../server/config.ts";
import { readLockHolder, setServerUrl, takeLock } from "../../../server/db/embedded/lock.ts";
import { type LockHolder, thisProcess } from "../../../server/db/embedded/lock-holder.ts";
import { openDatabase } from "../../../server/db/open-database.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "hexbeat-lock-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

describe("two processes on one folder", () => {
  it("the second is refused with the first one's name, and gets in once the first was killed, finding its rows", async () => {
    const holder = await holdInProcess();
    try {
      expect(await readLockHolder(dataDir)).toMatchObject({ pid: holder.pid, serverUrl: "http://127.0.0.1:8080" });
      await expect(openDatabase(readConfig({ HEXBEAT_DATA_DIR: dataDir }))).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringMatching(new RegExp(`process ${holder.pid} on .*http://127\\.0\\.0\\.1:8080`)),
      });
    } finally {
      holder.kill("SIGKILL");
      await once(holder, "exit");
    }
    expect(await readLockHolder(dataDir)).toBeNull();
    const db = await openDatabase(readConfig({ HEXBEAT_DATA_DIR: dataDir }));
    const { rows } = await db.knex.raw("SELECT count(*)::int AS n FROM held");
    await db.close();
    expect(rows).toEqual([{ n: 1 }]);
    expect(existsSync(join(dataDir, "db.lock"))).toBe(false);
  });
});

describe("the lock file", () => {
  it("is refused to the same process a second time", async () => {
    const lock = await takeLock(dataDir);
    await expect(takeLock(dataDir)).rejects.toMatchObject({ code: "conflict" });
    await lock.release();
    await (await takeLock(dataDir)).release();
  });

  it("tells where the server of this process listens", async () => {
    const lock = await takeLock(dataDir);
    await setServerUrl(dataDir, "http://127.0.0.1:4000");
    expect(await readLockHolder(dataDir)).toMatchObject({ pid: process.pid, serverUrl: "http://127.0.0.1:4000" });
    await lock.release();
    expect(await readLockHolder(dataDir)).toBeNull();
  });

  it("is not made by telling an address without it", async () => {
    await setServerUrl(dataDir, "http://127.0.0.1:4000");
    expect(existsSync(join(dataDir, "db.lock"))).toBe(false);
  });

  it.each<[string, () => Promise<Partial<LockHolder>>]>([
    ["a process that has ended", async () => ({ pid: await endedProcess() })],
    ["an earlier process of the same number", async () => ({ startedTicks: "1" })],
    ["a process before the last boot", async () => ({ bootId: "00000000-0000-0000-0000-000000000000" })],
  ])("is taken over from %s", async (_, difference) => {
    await leaveLock(await difference());
    const lock = await takeLock(dataDir);
    expect(JSON.parse(await readFile(join(dataDir, "db.lock"), "utf8"))).toMatchObject({ pid: process.pid });
    await lock.release();
  });

  it.each<[string, () => Promise<Partial<LockHolder>>]>([
    ["a process on another machine", async () => ({ hostname: `not-${hostname()}`, pid: await endedProcess() })],
    ["a process in another container", async () => ({ pidNamespace: "pid:[1]", pid: await endedProcess() })],
    ["a living process", async () => ({})],
  ])("is left to %s", async (_, difference) => {
    await leaveLock(await difference());
    await expect(takeLock(dataDir)).rejects.toMatchObject({ code: "conflict" });
  });

  it("goes to exactly one of many that find it stale at once", async () => {
    await leaveLock({ startedTicks: "1" });
    const taken = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(dataDir)));
    expect(taken.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is taken over when a killed process left it empty", async () => {
    const file = join(dataDir, "db.lock");
    await writeFile(file, "");
    await utimes(file, new Date(0), new Date(0));
    await (await takeLock(dataDir)).release();
    expect(existsSync(file)).toBe(false);
  });
});

async function holdInProcess(): Promise<ChildProcess> {
  const script = resolve(import.meta.dirname, "hold-database.ts");
  const child = spawn(process.execPath, [script, dataDir, "http://127.0.0.1:8080"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

async function leaveLock(difference: Partial<LockHolder>): Promise<void> {
  await writeFile(join(dataDir, "db.lock"), JSON.stringify({ ...thisProcess(), ...difference }));
}

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return child.pid ?? 0;
}
