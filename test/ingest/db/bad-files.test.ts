import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createImportService } from "../../../server/ingest/import-service.ts";
import { listSources } from "../../../server/ingest/list-sources.ts";
import { backends } from "../../db/backends.ts";
import { type BadFile, badFiles } from "../bad-files.ts";
import { fileWith, type Importing, openImporting, squareWards, streetFile } from "../importing.ts";
import { strictDigest } from "../state-digest.ts";

/** A hostile polygon must be answered, not computed on. */
const ANSWERED_WITHIN_MS = 1_000;

describe.each(backends)("bad files on $name", ({ name }) => {
  let on: Importing;
  let before: Record<string, string>;
  beforeAll(async () => {
    on = await openImporting(name);
    const wards = squareWards([{ code: "E05000001", name: "West", west: 0.1, south: 51.5, size: 0.1 }]);
    await on.importPaths([
      await fileWith("wards.geojson", wards),
      await fileWith("may.csv", streetFile([{ lng: "0.15", lat: "51.55" }])),
    ]);
    before = await strictDigest(on.db);
  });
  afterAll(() => on.drop());

  it("are forty at least", () => {
    expect(badFiles.length).toBeGreaterThanOrEqual(40);
  });

  it.each(badFiles.map((file) => [file.name, file] as const))(
    "%s: a clear word, and the database as before",
    async (_name, file) => {
      const job = await importBad(on, file);
      expect(job.status).toBe("refused");
      expect(job.error?.message).toMatch(/\S+ \S+ \S+/);
      if ("message" in file.expect) {
        expect(job.error).toMatchObject({
          code: file.expect.code,
          message: expect.stringMatching(file.expect.message),
        });
      } else {
        const kept = await Array.fromAsync(on.imports.rejects(job.id));
        expect(countBy(kept.map((reject) => reject.reason))).toEqual(file.expect.rejects);
      }
      expect(await strictDigest(on.db)).toEqual(before);
      expect(on.errors).toEqual([]);
    },
  );

  it("answers a hostile polygon within a second", async () => {
    const hostile = badFiles.find((file) => file.foundByDatabase && /star|200/.test(file.name));
    if (hostile === undefined) throw new Error("the list has no hostile polygon");
    const started = performance.now();
    await importBad(on, hostile);
    expect(performance.now() - started).toBeLessThan(ANSWERED_WITHIN_MS);
  });
});

async function importBad(on: Importing, file: BadFile) {
  const path = await fileWith("bad", file.bytes());
  const config = { ...on.config, limits: { ...on.config.limits, ...file.limits } };
  const imports = createImportService({ db: on.db, config, onError: (error) => on.errors.push(error) });
  const { id } = await imports.submitSources({
    label: file.fileName,
    choices: file.choices ?? {},
    synthetic: false,
    sources: () => listSources([{ path, name: file.fileName }], config.limits),
  });
  return imports.finished(id);
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
