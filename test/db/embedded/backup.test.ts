import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { run as backup } from "../../../server/cli/backup.ts";
import { run as restore } from "../../../server/cli/restore.ts";
import { type Config, readConfig } from "../../../server/config.ts";
import { backupDaily } from "../../../server/db/embedded/backup.ts";
import { openEmbedded } from "../../../server/db/embedded/open-embedded.ts";
import { openDatabase } from "../../../server/db/open-database.ts";
import { openMigrated, type TestDatabase } from "../backends.ts";

let test: TestDatabase;
let config: Config;
let folder: string;
let file: string;

beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  test = await openMigrated("embedded");
  config = test.config;
  folder = await mkdtemp(join(tmpdir(), "hexbeat-backup-"));
  file = join(folder, "saved.tar.gz");
  await test.db.knex("force").insert({ code: "saved", name: "Saved" });
  await test.db.close();
  await backup([file], config);
  await addForce("after-the-backup");
});
afterAll(async () => {
  vi.restoreAllMocks();
  await rm(config.dataDir, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

describe("backup and restore of the embedded database", () => {
  it.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ["a truncated backup", () => cutShort(file), /unexpected end of file/],
    ["a text", async () => Buffer.from("Crime ID,Month\n"), /incorrect header check/],
    ["a gzip of something else", async () => gzipSync("Crime ID,Month\n".repeat(1000)), /cannot be restored/],
    ["an empty file", async () => Buffer.alloc(0), /unexpected end of file/],
  ])("refuse %s and keep the present state", async (_, content, reason) => {
    const bad = join(folder, "bad.tar.gz");
    const before = await folderDigest();
    await writeFile(bad, await content());
    await expect(restore([bad], config)).rejects.toMatchObject({
      code: "bad_request",
      message: expect.stringMatching(reason),
    });
    expect(await folderDigest()).toBe(before);
  });

  it("refuse a file that is not there", async () => {
    await expect(restore([join(folder, "nowhere.tar.gz")], config)).rejects.toMatchObject({ code: "bad_request" });
    expect(await forces()).toEqual(["after-the-backup", "saved"]);
  });

  it("refuse while the database is open", async () => {
    const db = await openDatabase(config);
    await expect(restore([file], config)).rejects.toMatchObject({ code: "conflict" });
    await expect(backup([join(folder, "other.tar.gz")], config)).rejects.toMatchObject({ code: "conflict" });
    await db.close();
    expect(existsSync(join(folder, "other.tar.gz"))).toBe(false);
  });

  it("never write over an older backup", async () => {
    const before = await readFile(file);
    expect(await backup([file], config)).toBe(1);
    expect(await readFile(file)).toEqual(before);
  });

  it("put back the state of the backup, whole", async () => {
    expect(await restore([file], config)).toBe(0);
    expect(await forces()).toEqual(["saved"]);
    expect((await readdir(config.dataDir)).sort()).toEqual(["db"]);
  });

  it("fill a folder that has no database yet", async () => {
    const fresh = readConfig({ HEXBEAT_DATA_DIR: join(folder, "fresh") });
    expect(await restore([file], fresh)).toBe(0);
    const db = await openDatabase(fresh);
    expect(await db.knex("force").pluck("code")).toEqual(["saved"]);
    await db.close();
  });

  it("go back to the old state after a restore that was killed between its two renames", async () => {
    await rename(join(config.dataDir, "db"), join(config.dataDir, "db.replaced"));
    expect(await forces()).toEqual(["saved"]);
    expect(await readdir(config.dataDir)).toEqual(["db"]);
  });

  it("point to PostgreSQL's own tools where that is used", async () => {
    const onServer = readConfig({ DATABASE_URL: "postgres://127.0.0.1:1/hexbeat" });
    expect(await backup([], onServer)).toBe(1);
    expect(await restore([file], onServer)).toBe(1);
    expect(vi.mocked(console.error).mock.calls.flat().join("\n")).toContain("pg_dump");
  });
});

describe("the daily backup", () => {
  it("is written once a day, keeps the last seven, and can be restored", async () => {
    const db = await openEmbedded(config);
    const dumps = { dump: async () => new Uint8Array([1]) };
    for (let day = 1; day <= 8; day += 1) {
      expect(await backupDaily(dumps, config.dataDir, new Date(Date.UTC(2026, 0, day)))).not.toBeNull();
    }
    const today = await backupDaily(db, config.dataDir, new Date(Date.UTC(2026, 0, 9)));
    expect(await backupDaily(db, config.dataDir, new Date(Date.UTC(2026, 0, 9, 23)))).toBeNull();
    await db.close();
    const kept = await readdir(join(config.dataDir, "backups"));
    expect(kept.sort()).toEqual([3, 4, 5, 6, 7, 8, 9].map((day) => `hexbeat-2026-01-0${day}.tar.gz`));
    await addForce("later");
    expect(await restore([today ?? ""], config)).toBe(0);
    expect(await forces()).toEqual(["saved"]);
  });
});

async function forces(): Promise<string[]> {
  const db = await openDatabase(config);
  const codes = await db.knex("force").orderBy("code").pluck("code");
  await db.close();
  return codes;
}

/** Of every byte and name in the data folder. */
async function folderDigest(): Promise<string> {
  const hash = createHash("sha256");
  const entries = await readdir(config.dataDir, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const name of names.sort()) hash.update(name).update(await readFile(name));
  return hash.digest("hex");
}

async function addForce(code: string): Promise<void> {
  const db = await openDatabase(config);
  await db.knex("force").insert({ code, name: code });
  await db.close();
}

async function cutShort(path: string): Promise<Uint8Array> {
  const copy = join(folder, "short.tar.gz");
  await writeFile(copy, await readFile(path));
  await truncate(copy, Math.floor((await stat(path)).size / 2));
  return readFile(copy);
}
