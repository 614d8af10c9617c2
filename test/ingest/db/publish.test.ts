import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backends } from "../../db/backends.ts";
import { fileWith, type Importing, openImporting, squareWards, streetFile } from "../importing.ts";
import { stateDigest, strictDigest } from "../state-digest.ts";

const EAST = { code: "E05000002", name: "East", west: 0.2, south: 51.5, size: 0.1 };
const WEST = { code: "E05000001", name: "West", west: 0.1, south: 51.5, size: 0.1 };

describe.each(backends)("publishing on $name", ({ name }) => {
  let on: Importing;
  beforeAll(async () => {
    on = await openImporting(name);
  });
  afterAll(() => on.drop());

  const one = async (sql: string) => (await on.db.knex.raw(sql)).rows[0];

  it("saves a month, located in areas that came before", async () => {
    await on.importPaths([await fileWith("wards.geojson", squareWards([WEST, EAST]))]);
    const may = await fileWith(
      "may.csv",
      streetFile([
        { lng: "0.15", lat: "51.55" },
        { lng: "0.25", lat: "51.55" },
        { lng: "0.25", lat: "51.55" },
      ]),
    );
    const job = await on.importPaths([may]);
    expect(job).toMatchObject({ status: "done", report: { read: 3, accepted: 3, replaced: 0, geocodedShare: 1 } });
    const { rows } = await on.db.knex.raw(
      "SELECT a.name, count(*)::int AS n FROM incident i JOIN area a ON a.id = i.ward_id GROUP BY 1 ORDER BY 1",
    );
    expect(rows).toEqual([
      { name: "East", n: 2 },
      { name: "West", n: 1 },
    ]);
  });

  it("keeps identical rows: points are snapped, so two of them are two offences", async () => {
    expect(await one("SELECT max(n)::int AS n FROM cell_count WHERE res = 9")).toEqual({ n: 2 });
  });

  it("counts a point on the edge of two wards once, in the lower code", async () => {
    await on.importPaths([await fileWith("edge.csv", streetFile([{ month: "2019-01", lng: "0.2", lat: "51.55" }]))]);
    expect(
      await one("SELECT a.code FROM incident i JOIN area a ON a.id = i.ward_id WHERE i.occurred_on = '2019-01-01'"),
    ).toEqual({ code: "E05000001" });
  });

  it("changes nothing when the same file comes twice", async () => {
    const path = await fileWith("twice.csv", streetFile([{ month: "2019-02" }]));
    await on.importPaths([path]);
    const before = await strictDigest(on.db);
    const again = await on.importPaths([path]);
    expect(again.status).toBe("unchanged");
    expect(again.report?.files[0]?.note).toMatch(/already imported/);
    expect(await strictDigest(on.db)).toEqual(before);
  });

  it("replaces the same month again, and leaves the months beside it", async () => {
    await on.importPaths([await fileWith("a.csv", streetFile([{ month: "2019-03" }, { month: "2019-04" }]))]);
    const job = await on.importPaths([
      await fileWith("b.csv", streetFile([{ month: "2019-03" }, { month: "2019-03" }])),
    ]);
    expect(job.report).toMatchObject({ accepted: 2, replaced: 1 });
    expect(await one("SELECT count(*)::int AS n FROM incident WHERE occurred_on = '2019-03-01'")).toEqual({ n: 2 });
    expect(await one("SELECT sum(n)::int AS n FROM cell_count WHERE res = 10 AND month = '2019-03-01'")).toEqual({
      n: 2,
    });
    expect(await one("SELECT count(*)::int AS n FROM incident WHERE occurred_on = '2019-04-01'")).toEqual({ n: 1 });
  });

  it("reads a file again after another one replaced its month", async () => {
    const first = await fileWith("first.csv", streetFile([{ month: "2018-03" }]));
    const second = await fileWith("second.csv", streetFile([{ month: "2018-03" }, { month: "2018-03" }]));
    await on.importPaths([first]);
    const state = await stateDigest(on.db);
    await on.importPaths([second]);
    expect((await on.importPaths([first])).status).toBe("done");
    expect(await stateDigest(on.db)).toEqual(state);
  });

  it("refuses two files of one import that hold the same month", async () => {
    const before = await strictDigest(on.db);
    const paths = [
      await fileWith("x.csv", streetFile([{ month: "2018-04" }])),
      await fileWith("y.csv", streetFile([{ month: "2018-04" }, {}])),
    ];
    const job = await on.importPaths(paths);
    expect(job).toMatchObject({
      status: "refused",
      error: { code: "import_refused", message: expect.stringMatching(/x\.csv and y\.csv both hold/) },
    });
    expect(await strictDigest(on.db)).toEqual(before);
  });

  it("keeps refused rows with line, reason and text, and the good ones when they are few", async () => {
    const rows = Array.from({ length: 40 }, () => ({ month: "2018-05" }));
    const job = await on.importPaths([
      await fileWith("few.csv", streetFile([...rows, { month: "2018-05", type: "Witchcraft" }])),
    ]);
    expect(job.report).toMatchObject({ read: 41, accepted: 40, refused: 1, refusedByReason: { category: 1 } });
    const kept = await Array.fromAsync(on.imports.rejects(job.id));
    expect(kept).toEqual([
      {
        file: "few.csv",
        line: 42,
        reason: "category",
        detail: expect.stringContaining("Witchcraft"),
        raw: expect.stringContaining("Witchcraft"),
      },
    ]);
  });

  it("refuses a file with more than 5 % bad rows, unless told otherwise, and keeps the refused rows", async () => {
    const before = await strictDigest(on.db);
    const path = await fileWith("bad.csv", streetFile([{ month: "2018-06" }, { month: "2018-06", lng: "NaN" }]));
    const refused = await on.importPaths([path]);
    expect(refused).toMatchObject({
      status: "refused",
      error: { message: expect.stringMatching(/1 of 2 rows \(50 %\)/) },
    });
    expect(await Array.fromAsync(on.imports.rejects(refused.id))).toHaveLength(1);
    expect(await strictDigest(on.db)).toEqual(before);
    expect((await on.importPaths([path], { allowBadRows: true })).report).toMatchObject({ accepted: 1, refused: 1 });
  });

  it("joins outcomes to their crimes whichever comes first", async () => {
    const header =
      "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type";
    const force =
      "Metropolitan Police Service,Metropolitan Police Service,0.15,51.55,On or near High Street,E01000001,Havering 001A";
    const outcomes = await fileWith(
      "outcomes.csv",
      `${header}\n${"a".repeat(64)},2018-08,${force},Offender given a caution\n`,
    );
    const crimes = await fileWith(
      "crimes.csv",
      streetFile([{ id: "a".repeat(64), month: "2018-07", outcome: "Under investigation" }]),
    );
    await on.importPaths([outcomes]);
    await on.importPaths([crimes]);
    expect(await one("SELECT outcome, own_outcome FROM incident WHERE occurred_on = '2018-07-01'")).toEqual({
      outcome: "Offender given a caution",
      own_outcome: "Under investigation",
    });
  });

  it("chooses the vintage that was valid in the data's last month, whatever the order of imports", async () => {
    await on.importPaths([
      await fileWith("wards22.geojson", squareWards([{ ...WEST, code: "E05011111" }], { year: "22" })),
    ]);
    expect(
      await one(
        "SELECT s.vintage::int FROM dataset_area_set c JOIN area_set s ON s.id = c.area_set_id WHERE c.kind = 'ward'",
      ),
    ).toEqual({ vintage: 2018 });
    await on.importPaths([await fileWith("later.csv", streetFile([{ month: "2023-01", lng: "0.15", lat: "51.55" }]))]);
    expect(
      await one(
        "SELECT s.vintage::int FROM dataset_area_set c JOIN area_set s ON s.id = c.area_set_id WHERE c.kind = 'ward'",
      ),
    ).toEqual({ vintage: 2022 });
    expect(await one("SELECT count(DISTINCT ward_id)::int AS n FROM incident WHERE ward_id <> 0")).toEqual({ n: 1 });
  });

  it("moves a row whose date was corrected instead of doubling it", async () => {
    const extract = (date: string) =>
      fileWith(
        "extract.csv",
        `Crime Number,Committed From,Committed To,HO Code,Easting,Northing,Drug Type,Outcome,Location,UPRN\nR1,${date} 21:30,,92A,551000,188500,Cocaine,,High Street,100\n`,
      );
    const choices = { mapping: "recorded-crime", force: "essex" };
    await on.importPaths([await extract("01/05/2021")], choices);
    const job = await on.importPaths([await extract("03/06/2021")], choices);
    expect(job.report).toMatchObject({ accepted: 1, updated: 1 });
    const { rows } = await on.db.knex.raw(
      "SELECT occurred_on::text AS day, precision FROM incident WHERE source_id = 'R1'",
    );
    expect(rows).toEqual([{ day: "2021-06-03", precision: "minute" }]);
    expect(
      await one(
        "SELECT count(*)::int AS n FROM cell_count c JOIN dataset d ON d.id = c.dataset_id WHERE d.code = 'force-records' AND res = 9",
      ),
    ).toEqual({ n: 1 });
  });

  it("leaves no staging table behind", async () => {
    expect(
      await one("SELECT count(*)::int AS n FROM information_schema.tables WHERE table_schema = 'staging'"),
    ).toEqual({ n: 0 });
    expect(on.errors).toEqual([]);
  });
});
