import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { syncFiles } from "../../../server/db/embedded/sync-files.ts";

it("syncs the files of a folder and its folders that changed since a time", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hexbeat-sync-"));
  await mkdir(join(folder, "base/5"), { recursive: true });
  const files = ["PG_VERSION", "base/5/1259", "base/5/1259_fsm"].map((name) => join(folder, name));
  for (const [index, file] of files.entries()) {
    await writeFile(file, "x");
    await utimes(file, index * 100, index * 100);
  }
  expect(await syncFiles(folder, 0)).toBe(3);
  expect(await syncFiles(folder, 100_000)).toBe(2);
  expect(await syncFiles(folder, 300_000)).toBe(0);
  await rm(folder, { recursive: true });
});
