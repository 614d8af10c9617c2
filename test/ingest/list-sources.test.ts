import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.ts";
import { listSources, type Skipped } from "../../server/ingest/list-sources.ts";
import type { SourceFile } from "../../server/ingest/reading.ts";
import { buildZip } from "./build-zip.ts";
import { readPaths } from "./read-whole.ts";
import { csv, STREET_HEADER, streetRow } from "./sample-rows.ts";

const { limits } = readConfig({});
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hexbeat-list-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function put(name: string, content: string | Uint8Array): Promise<void> {
  await mkdir(join(folder, name, ".."), { recursive: true });
  await writeFile(join(folder, name), content);
}

async function list(skipped: Skipped[] = []): Promise<SourceFile[]> {
  const sources: SourceFile[] = [];
  for await (const source of listSources([folder], limits, (note) => skipped.push(note))) sources.push(source);
  return sources;
}

async function textOf(source: SourceFile): Promise<string> {
  return (await (await source.open()).toArray()).join("");
}

describe("listSources", () => {
  it("walks folders in order and passes over what is no data, saying so", async () => {
    await put("2019-06/b.csv", "b");
    await put("2019-05/a.csv", "a");
    await put("2019-05/.DS_Store", "x");
    await put("README.md", "x");
    await put("guide.pdf", "%PDF");
    const skipped: Skipped[] = [];
    expect((await list(skipped)).map(({ name, bytes }) => [name, bytes])).toEqual([
      ["2019-05/a.csv", 1],
      ["2019-06/b.csv", 1],
    ]);
    expect(skipped.map(({ name }) => name)).toEqual(["2019-05/.DS_Store", "README.md", "guide.pdf"]);
  });

  it("opens a zip by its content, in order of name, without macOS's folder", async () => {
    await put(
      "upload",
      buildZip([
        { name: "2019-06/b.csv", data: "bb" },
        { name: "2019-05/", data: "", method: 0 },
        { name: "2019-05/a.csv", data: "a", method: 0 },
        { name: "__MACOSX/2019-05/._a.csv", data: "x" },
      ]),
    );
    const sources = await list();
    expect(sources.map(({ name, bytes }) => [name, bytes])).toEqual([
      ["2019-05/a.csv", 1],
      ["2019-06/b.csv", 2],
    ]);
    expect(await Promise.all(sources.map(textOf))).toEqual(["a", "bb"]);
    expect(await Promise.all(sources.map(textOf))).toEqual(["a", "bb"]);
  });

  it("reads the rows of a zip as those of its files", async () => {
    const may = csv(STREET_HEADER, streetRow(), streetRow());
    const june = csv(STREET_HEADER, streetRow({ month: "2019-06" }));
    await put(
      "archive.zip",
      buildZip([
        { name: "2019-05/x.csv", data: may },
        { name: "2019-06/x.csv", data: june },
      ]),
    );
    const wholes = await readPaths([join(folder, "archive.zip")]);
    expect(wholes.map(({ rows }) => rows.length)).toEqual([2, 1]);
  });

  it("refuses a symbolic link in a folder", async () => {
    await put("a.csv", "a");
    await symlink("/etc/passwd", join(folder, "b.csv"));
    await expect(list()).rejects.toThrow(/b\.csv: a symbolic link/);
  });

  it("refuses a path that is not there, by its name", async () => {
    await expect(listSources([join(folder, "none.csv")], limits).next()).rejects.toThrow(
      /none\.csv: there is no such file/,
    );
  });

  it("calls an upload what its sender calls it", async () => {
    await put("tmp-1", "a");
    const { value } = await listSources(
      [{ path: join(folder, "tmp-1"), name: "2019-05-kent-street.csv" }],
      limits,
    ).next();
    expect(value?.name).toBe("2019-05-kent-street.csv");
  });
});
