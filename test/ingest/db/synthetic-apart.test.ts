import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { loadDemo } from "../../../server/ingest/demo/load-demo.ts";
import { listSources } from "../../../server/ingest/list-sources.ts";
import type { ImportChoices } from "../../../server/ingest/reading.ts";
import { backends } from "../../db/backends.ts";
import { fileWith, type Importing, importEach, openImporting, squareWards, streetFile } from "../importing.ts";
import { csv, OUTCOMES_HEADER, WARD_COUNTS_HEADER } from "../sample-rows.ts";
import { strictDigest } from "../state-digest.ts";

// A city is loaded for each database.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const MPS = "Metropolitan Police Service";
const TIPS = JSON.stringify({
  ...{ name: "tips", title: "tips", force: "kent", id: "ref", occurredFrom: { column: "when", parser: "iso" } },
  category: { column: "what", parser: "values", values: { Dealing: "drug_intelligence" } },
  ...{ place: { longitude: "x", latitude: "y" }, generation: { always: "public_reported" } },
});

/** Real files of every kind that says which dataset it is for: [kind, name, text, what must be said with it]. */
const REAL_FILES: readonly (readonly [kind: string, name: string, text: string, choices: ImportChoices])[] = [
  ["incidents by the month", "2019-05-metropolitan-street.csv", streetFile([{}]), {}],
  [
    "an extract",
    "tips.csv",
    "ref,when,what,x,y\n1,2026-09-01T10:00:00Z,Dealing,-0.1,51.5\n",
    { mapping: TIPS, force: "kent" },
  ],
  [
    "outcomes",
    "2019-05-metropolitan-outcomes.csv",
    csv(OUTCOMES_HEADER, `ab12,2019-05,${MPS},${MPS},,,,,,Local resolution`),
    {},
  ],
  [
    "published counts",
    "wards.csv",
    csv(WARD_COUNTS_HEADER, "DRUG OFFENCES,POSSESSION OF DRUGS,Bellingham,E05013714,Lewisham,1,2"),
    {},
  ],
];

const SQUARE = squareWards([{ code: "E05000301", name: "Real", west: 0.1, south: 51.5, size: 0.1 }]);

describe.each(backends)("real rows and the synthetic dataset, on $name,", ({ name }) => {
  let on: Importing;
  beforeAll(async () => {
    on = await openImporting(name);
    const job = await loadDemo({ db: on.db, imports: on.imports, say: () => {} }, { seed: 11, months: 1 });
    expect(job.status).toBe("done");
  });
  afterAll(() => on?.drop());

  it.each(REAL_FILES)("%s are refused with what, why and what to do", async (_kind, file, text, choices) => {
    const before = await strictDigest(on.db);
    const job = await on.importPaths([await fileWith(file, text)], { ...choices, dataset: "demo" });
    expect([job.status, job.error?.code]).toEqual(["refused", "import_refused"]);
    expect(job.error?.message).toMatch(
      /^The dataset "demo" \(Demo city \(synthetic\)\) holds made-up \(synthetic\) rows, and these are real: .*because .*--dataset.* Nothing was saved\.$/,
    );
    expect(await strictDigest(on.db)).toEqual(before);
    expect(on.errors).toEqual([]);
  });

  it("one file for it refuses the whole import, with the files beside it", async () => {
    const before = await strictDigest(on.db);
    const files = [
      await fileWith("wards.geojson", SQUARE),
      await fileWith("2019-05-metropolitan-street.csv", streetFile([{}])),
    ];
    expect(await on.importPaths(files, { dataset: "demo" })).toMatchObject({ status: "refused" });
    expect(await strictDigest(on.db)).toEqual(before);
  });

  it("real boundaries never take the place of the illustrative ones", async () => {
    const before = await strictDigest(on.db);
    const job = await on.importPaths([await fileWith("wards.geojson", SQUARE)], { set: "demo-wards-2018" });
    expect(job.error).toMatchObject({
      code: "import_refused",
      message: expect.stringMatching(/^The area set "demo-wards-2018" .* illustrative .* real: .*--set.*saved\.$/),
    });
    expect(await strictDigest(on.db)).toEqual(before);
  });

  it("the same file is taken into a dataset of its own", async () => {
    await importEach(on, [await fileWith("2019-05-metropolitan-street.csv", streetFile([{}]))], { dataset: "mine" });
    const { rows } = await on.db.bulk.raw("SELECT synthetic FROM dataset WHERE code = 'mine'");
    expect(rows).toEqual([{ synthetic: false }]);
  });
});

describe.each(backends)("the demo city and a real dataset of its name, on $name,", ({ name }) => {
  let on: Importing;
  beforeAll(async () => {
    on = await openImporting(name);
    await importEach(on, [await fileWith("2019-05-metropolitan-street.csv", streetFile([{}]))], { dataset: "demo" });
  });
  afterAll(() => on?.drop());

  it("refuses to load, boundaries and all, and says where it can", async () => {
    const before = await strictDigest(on.db);
    await expect(
      loadDemo({ db: on.db, imports: on.imports, say: () => {} }, { seed: 11, months: 1 }),
    ).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/^The dataset "demo" .* real rows.*Nothing was changed\..*HEXBEAT_DATA_DIR=/),
    });
    expect(await strictDigest(on.db)).toEqual(before);
    expect(await on.imports.list()).toHaveLength(1);
  });

  it("refuses made-up rows that come to it in any other way", async () => {
    const before = await strictDigest(on.db);
    const path = await fileWith("2019-06-metropolitan-street.csv", streetFile([{ month: "2019-06" }]));
    const { id } = await on.imports.submitSources({
      ...{ label: "made up", choices: { dataset: "demo" }, synthetic: true },
      sources: () => listSources([path], on.config.limits),
    });
    const job = await on.imports.finished(id);
    expect([job.status, job.error?.message]).toEqual([
      "refused",
      expect.stringMatching(/^The dataset "demo" \(.*\) holds real rows, and these are made-up \(synthetic\): /),
    ]);
    expect(await strictDigest(on.db)).toEqual(before);
  });
});
