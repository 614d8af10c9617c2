import { describe, expect, it, vi } from "vitest";
import type { Backend } from "../../../server/db/database.ts";
import { backends } from "../../db/backends.ts";
import { fileWith, openImporting, squareWards, streetFile } from "../importing.ts";
import { csv, EXTRACT_HEADER, extractRow, SEARCH_HEADER, searchRow } from "../sample-rows.ts";
import { stateDigest } from "../state-digest.ts";

const WEST = { code: "E05000001", name: "West", west: 0.1, south: 51.5, size: 0.1 };
const EAST = { code: "E05000002", name: "East", west: 0.2, south: 51.5, size: 0.1 };
const WARDS: File = ["wards.geojson", squareWards([WEST, EAST])];
/** The same set again, its border moved to 0.15. */
const MOVED_WARDS: File = [
  "wards-moved.geojson",
  squareWards([
    { ...WEST, size: 0.05 },
    { ...EAST, west: 0.15 },
  ]),
];
const LATER_WARDS: File = ["wards22.geojson", squareWards([{ ...WEST, code: "E05011111" }], { year: "22" })];

const POINTS = [
  { lng: "0.12", lat: "51.52" },
  { lng: "0.17", lat: "51.53" },
  { lng: "0.25", lat: "51.55" },
  { lng: "0.25", lat: "51.55" },
  { lng: "0.9", lat: "51.9" },
  { lng: "", lat: "" },
];
const MAY: File = ["may.csv", streetFile(POINTS)];
const JUNE: File = ["june.csv", streetFile(POINTS.map((point) => ({ ...point, month: "2019-06" })))];
const SEARCHES: File = [
  "2019-05-metropolitan-stop-and-search.csv",
  csv(SEARCH_HEADER, ...POINTS.map((point, i) => searchRow({ ...point, date: `2019-05-1${i}T12:00:00+00:00` }))),
];

// Each state is a database of its own.
vi.setConfig({ testTimeout: 300_000 });

type File = readonly [name: string, content: string];

/** The state that imports, one after the other, lead to from nothing. */
async function stateAfter(backend: Backend, imports: readonly (readonly File[])[]): Promise<Record<string, string>> {
  const on = await openImporting(backend);
  try {
    for (const files of imports) {
      const paths = await Promise.all(files.map(([name, content]) => fileWith(name, content)));
      const choices = files.some(([, content]) => content.startsWith(EXTRACT_HEADER)) ? EXTRACT_CHOICES : {};
      const job = await on.importPaths(paths, choices);
      if (job.status !== "done") throw new Error(`${job.status}: ${job.error?.message}`);
    }
    expect(on.errors).toEqual([]);
    return await stateDigest(on.db);
  } finally {
    await on.drop();
  }
}

const EXTRACT_CHOICES = { mapping: "recorded-crime", force: "metropolitan", dataset: "police-uk" };

describe.each(backends)("ways to one state on $name", ({ name }) => {
  it("are boundaries and points apart, and together in any order of files", async () => {
    const apart = await stateAfter(name, [[MAY], [WARDS]]);
    expect(await stateAfter(name, [[WARDS, MAY]])).toEqual(apart);
    expect(await stateAfter(name, [[MAY, WARDS]])).toEqual(apart);
  });

  it("are new boundaries of a set in use alone, and together with more points", async () => {
    const alone = await stateAfter(name, [[WARDS], [MAY], [MOVED_WARDS], [JUNE]]);
    expect(await stateAfter(name, [[WARDS], [MAY], [MOVED_WARDS, JUNE]])).toEqual(alone);
    expect(await stateAfter(name, [[WARDS], [MAY], [JUNE]])).not.toEqual(alone);
  });

  it("are points that ask for a later set, before it and with it", async () => {
    const later: File = ["later.csv", streetFile(POINTS.map((point) => ({ ...point, month: "2023-01" })))];
    const before = await stateAfter(name, [[WARDS], [MAY], [later], [LATER_WARDS]]);
    expect(await stateAfter(name, [[WARDS], [MAY], [later, LATER_WARDS]])).toEqual(before);
    expect(
      await stateAfter(name, [
        [later, LATER_WARDS],
        [WARDS, MAY],
      ]),
    ).toEqual(before);
  });

  it("are two kinds of record of one month together, and one after the other", async () => {
    const together = await stateAfter(name, [[WARDS, MAY, SEARCHES]]);
    expect(await stateAfter(name, [[WARDS], [MAY], [SEARCHES]])).toEqual(together);
    expect(await stateAfter(name, [[SEARCHES, WARDS], [MAY]])).toEqual(together);
  });

  it("are the last of several rows with one id, and that row alone", async () => {
    const rows = [
      extractRow({ id: "R1", from: "01/05/2019 21:30" }),
      extractRow({ id: "R2", from: "02/05/2019 21:30" }),
      extractRow({ id: "R1", from: "03/06/2019 21:30" }),
    ];
    const once = await stateAfter(name, [[["once.csv", csv(EXTRACT_HEADER, ...rows.slice(1))]]]);
    expect(await stateAfter(name, [[["twice.csv", csv(EXTRACT_HEADER, ...rows)]]])).toEqual(once);
    expect(
      await stateAfter(
        name,
        rows.map((row, i) => [[`row${i}.csv`, csv(EXTRACT_HEADER, row)]] as const),
      ),
    ).toEqual(once);
  });
});
