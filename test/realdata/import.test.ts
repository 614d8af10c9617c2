import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDemo } from "../../server/ingest/demo/load-demo.ts";
import { backends } from "../db/backends.ts";
import { type Importing, openImporting } from "../ingest/importing.ts";
import { stateDigest } from "../ingest/state-digest.ts";

const DATA = process.env.HEXBEAT_REAL_DATA ?? join(import.meta.dirname, "../../../shared/data");
const file = (...path: string[]) => join(DATA, ...path);
const MONTHS = Array.from(
  { length: 23 },
  (_, i) => `${2018 + Math.floor((i + 1) / 12)}-${String(((i + 1) % 12) + 1).padStart(2, "0")}`,
);
const STREET = MONTHS.map((month) => file("police-uk", month, `${month}-metropolitan-street.csv`));
const BOUNDARIES = ["london-boroughs-2022", "london-wards-2018"].map((name) => file("boundaries", `${name}.geojson`));
const SEARCH_MONTHS = MONTHS.filter((month) => month >= "2018-04" && month <= "2018-12");

type Counts = Map<string, number>;

/** Counts by "code or name/month" of a wide table of expected/. */
function expectedCounts(name: string, key: string): Counts {
  const counts: Counts = new Map();
  const rows: Record<string, string>[] = parse(readFileSync(file("expected", name)), { columns: true, bom: true });
  for (const row of rows) {
    for (const month of MONTHS) counts.set(`${row[key]}/${month}`, Number(row[month]));
  }
  return counts;
}

describe.each(backends)("London's files on $name", ({ name }) => {
  let on: Importing;
  beforeAll(async () => {
    on = await openImporting(name);
    await loadDemo({ db: on.db, imports: on.imports, say: () => {} });
    const areas = await on.importPaths(BOUNDARIES);
    const points = await on.importPaths(STREET);
    expect([areas.status, points.status]).toEqual(["done", "done"]);
    expect(points.report).toMatchObject({ refused: 0, categories: { drug_unsplit: 75_759 } });
  });
  afterAll(() => on.drop());

  const counted = async (column: "ward_id" | "borough_id", label: "code" | "name"): Promise<Counts> => {
    const { rows } = await on.db.knex.raw(`
      SELECT a.${label} AS label, to_char(i.occurred_on, 'YYYY-MM') AS month, count(*)::int AS n
      FROM incident i
      JOIN dataset d ON d.id = i.dataset_id AND d.code = 'police-uk'
      JOIN area a ON a.id = i.${column}
      WHERE i.category = 0
      GROUP BY 1, 2
    `);
    return new Map(
      rows.map((row: { label: string; month: string; n: number }) => [`${row.label}/${row.month}`, row.n]),
    );
  };

  it("count by ward and month as worked out outside: within 2 a ward over all months", async () => {
    const expected = expectedCounts("drugs-by-ward2018-month.csv", "ward18cd");
    const seen = await counted("ward_id", "code");
    const differences = new Map<string, number>();
    for (const key of new Set([...expected.keys(), ...seen.keys()])) {
      const ward = key.split("/")[0] ?? "";
      differences.set(ward, (differences.get(ward) ?? 0) + Math.abs((expected.get(key) ?? 0) - (seen.get(key) ?? 0)));
    }
    expect(differences.size).toBe(657);
    expect(Math.max(...differences.values())).toBeLessThanOrEqual(2);
  });

  it("count by borough as the rows themselves name it: within 6 a month and 80 in all, as the borough file is generalised", async () => {
    const named: Counts = new Map();
    for (const path of STREET) {
      const rows: Record<string, string>[] = parse(readFileSync(path), { columns: true, bom: true });
      for (const row of rows.filter((r) => r["Crime type"] === "Drugs")) {
        const key = `${row["LSOA name"]?.replace(/ \w+$/, "")}/${row.Month}`;
        named.set(key, (named.get(key) ?? 0) + 1);
      }
    }
    const seen = await counted("borough_id", "name");
    const differences = [...named].map(([key, n]) => Math.abs(n - (seen.get(key) ?? 0)));
    expect(differences.length).toBeGreaterThanOrEqual(33 * 23);
    expect(Math.max(...differences)).toBeLessThanOrEqual(6);
    expect(differences.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(80);
  });

  // The table of expected/ names boroughs by a third source, which differs from the rows' own LSOA names too (by 640).
  // A second point-in-polygon, written apart from this program, differs from that table by the same 601, at most 9.
  it("differ from the outside table by borough just as another point-in-polygon does", async () => {
    const expected = expectedCounts("drugs-by-borough-month.csv", "borough_source");
    const seen = await counted("borough_id", "name");
    const differences = [...expected].map(([key, n]) => Math.abs(n - (seen.get(key) ?? 0)));
    expect(differences).toHaveLength(33 * 23);
    expect(Math.max(...differences)).toBe(9);
    expect(differences.reduce((sum, n) => sum + n, 0)).toBe(601);
  });

  it.each([7, 8, 9, 10])("have the twenty busiest cells of 2019 at resolution %i", async (res) => {
    const expected = JSON.parse(readFileSync(file("expected", "drugs-by-h3-2019.json"), "utf8"))[`res${res}`];
    const { rows } = await on.db.knex.raw(
      `
      SELECT to_hex(c.cell) AS cell, sum(c.n)::int AS n
      FROM cell_count c JOIN dataset d ON d.id = c.dataset_id
      WHERE d.code = 'police-uk' AND c.category = 0 AND c.res = ? AND c.month >= '2019-01-01' AND c.month < '2020-01-01'
      GROUP BY 1
      `,
      [res],
    );
    const seen = new Map(rows.map((row: { cell: string; n: number }) => [row.cell, row.n]));
    expect(seen.size).toBe(expected.occupied_cells);
    expect(expected.top20.map(([cell]: [string]) => [cell, seen.get(cell)])).toEqual(expected.top20);
  });

  it("never meet the demo's rows: a dataset is its own", async () => {
    const { rows } = await on.db.knex.raw(
      "SELECT d.code, s.synthetic FROM dataset_area_set c JOIN dataset d ON d.id = c.dataset_id JOIN area_set s ON s.id = c.area_set_id ORDER BY d.code, c.kind",
    );
    expect(rows.filter((row: { code: string; synthetic: boolean }) => row.synthetic !== (row.code === "demo"))).toEqual(
      [],
    );
  });

  it("give the MPS's published counts: Rainham & Wennington, May 2019, 13", async () => {
    await on.importPaths([file("mps", "MPS Ward Level Crime (Historical).csv")]);
    const { rows } = await on.db.knex.raw(
      "SELECT sum(n)::int AS n FROM area_count WHERE area_name LIKE 'Rainham%' AND month = '2019-05-01' AND major = 'DRUG OFFENCES'",
    );
    expect(rows).toEqual([{ n: 13 }]);
  });

  it("keep the City of London's blank coordinates, in a dataset of its own", async () => {
    const files = ["street", "stop-and-search"].map((kind) =>
      file("police-uk/2019-05", `2019-05-city-of-london-${kind}.csv`),
    );
    const job = await on.importPaths(files, { dataset: "city-of-london" });
    expect(job.report).toMatchObject({ read: 873, accepted: 873, refused: 0, notMapped: 47 + 67 });
    const { rows } = await on.db.knex.raw(
      "SELECT count(*)::int AS n FROM incident i JOIN dataset d ON d.id = i.dataset_id WHERE d.code = 'police-uk'",
    );
    expect(rows).toEqual([{ n: 89_155 }]);
  });

  it("recognise Lewisham's grid coordinates: its 19 wards land in Lewisham", async () => {
    const job = await on.importPaths([file("boundaries", "lewisham-wards-2022-epsg27700.geojson")]);
    expect(job.report?.files[0]?.note).toMatch(/EPSG:27700/);
    const { rows } = await on.db.knex.raw(`
      SELECT min(ST_Area(ST_Intersection(w.geom, b.geom)) / ST_Area(w.geom)) AS share, count(*)::int AS wards
      FROM area w
      JOIN area_set s ON s.id = w.area_set_id AND s.code = 'lewisham-wards-2022'
      JOIN area b ON b.name = 'Lewisham'
      JOIN area_set bs ON bs.id = b.area_set_id AND bs.code = 'london-boroughs-2022'
    `);
    expect(rows[0].wards).toBe(19);
    expect(Number(rows[0].share)).toBeGreaterThanOrEqual(0.99);
  });

  it("keep every stop and search: rows without a place counted, exact duplicates kept", async () => {
    const job = await on.importPaths(
      SEARCH_MONTHS.map((month) => file("police-uk", month, `${month}-metropolitan-stop-and-search.csv`)),
    );
    expect(job.report).toMatchObject({ read: 115_510, accepted: 115_510, refused: 0, notMapped: 10_567 });
    const { rows } = await on.db.knex.raw(`
      SELECT count(*)::int AS n FROM (
        SELECT 1 FROM incident WHERE kind = 'stop-and-search' AND source_id IS NULL
        GROUP BY occurred_from, category, outcome, geom HAVING count(*) > 1
      ) repeated
    `);
    expect(rows[0].n).toBeGreaterThan(0);
  });
});

describe.each(backends)("the order of imports on $name", ({ name }) => {
  it("does not matter: points first or boundaries first end alike", async () => {
    const some = STREET.slice(14, 18);
    const digests: Record<string, string>[] = [];
    for (const order of [
      [BOUNDARIES, some],
      [some, BOUNDARIES],
    ]) {
      const on = await openImporting(name);
      for (const paths of order) expect((await on.importPaths(paths)).status).toBe("done");
      digests.push(await stateDigest(on.db));
      await on.drop();
    }
    expect(digests[1]).toEqual(digests[0]);
  });
});
