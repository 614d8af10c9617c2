import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listOutcomes, sumOutcomes } from "../../../server/db/outcome-queries.ts";
import { backends } from "../../db/backends.ts";
import { fileWith, type Importing, openImporting, squareWards } from "../importing.ts";

const HEADER = "operation,kind,quantity,date,source,unit,area,reference";

describe.each(backends)("outcomes that are imported on $name", ({ name }) => {
  let on: Importing;
  const ids: Record<string, number> = {};
  beforeAll(async () => {
    on = await openImporting(name);
    const wards = squareWards([{ code: "E05000001", name: "West", west: 0.1, south: 51.5, size: 0.1 }]);
    await on.importPaths([await fileWith("wards.geojson", wards)]);
    for (const called of ["Heron", "Teal", "Twin", "Twin"]) {
      const { rows } = await on.db.bulk.raw("INSERT INTO operation (name) VALUES (?) RETURNING id", [called]);
      ids[called] = rows[0].id;
    }
  });
  afterAll(() => on.drop());

  const importText = async (lines: readonly string[], choices = {}) =>
    on.importPaths([await fileWith("anything.csv", `${lines.join("\n")}\n`)], choices);
  const ledger = (called: string) => ({ operationId: ids[called] ?? 0, kind: null, from: null, to: null });
  const totals = (called: string) => sumOutcomes(on.db.knex, ledger(called));

  it("are recognised by their header, and go to the operations that the rows name", async () => {
    const job = await importText([
      HEADER,
      "Heron,warrant,2,2019-01-03,custody log,,E05000001,",
      "heron,Arrest supply,1,04/01/2019,custody log,,,A1",
      `${ids["Teal"]},seizure,12.5,2019-01-05,property store,grams,,`,
    ]);
    expect([job.status, job.error]).toEqual(["done", null]);
    expect(job.report).toMatchObject({
      read: 3,
      accepted: 3,
      refused: 0,
      span: { from: "2019-01-03", to: "2019-01-05" },
    });
    expect(job.report?.files[0]).toMatchObject({ format: "operation-outcomes", rows: 3 });
    expect(await totals("Heron")).toMatchObject([
      { kind: "arrest_supply", quantity: 1 },
      { kind: "warrant", quantity: 2 },
    ]);
    expect(await totals("Teal")).toMatchObject([{ kind: "seizure", unit: "grams", quantity: 12.5 }]);
    expect((await listOutcomes(on.db.knex, ledger("Heron")))[0]).toMatchObject({
      areaName: "West",
      date: "2019-01-03",
    });
  });

  it("change nothing when the same file comes again", async () => {
    const lines = [HEADER, "Heron,referral,4,2019-02-01,treatment service,,,"];
    expect((await importText(lines)).status).toBe("done");
    expect((await importText(lines)).status).toBe("unchanged");
    expect((await totals("Heron")).find(({ kind }) => kind === "referral")).toMatchObject({ rows: 1, quantity: 4 });
  });

  it("are said to be of one operation where the file does not say it, and refused where nobody does", async () => {
    const lines = ["kind,quantity,date,source", "letter_to_neighbours,80,2019-03-01,operation log"];
    const refused = await importText(lines);
    expect([refused.status, refused.error?.message]).toEqual([
      "refused",
      expect.stringMatching(
        /^anything\.csv, line 1: .*nothing says of which operation.*--operation.*Nothing was saved\.$/,
      ),
    ]);
    expect((await importText(lines, { operation: "Teal" })).status).toBe("done");
    expect((await totals("Teal")).map(({ kind }) => kind)).toContain("letter_to_neighbours");
  });

  it.each([
    [
      "an operation that is not recorded",
      "Osprey,warrant,1,2019-01-03,custody log,,,",
      /line 3: there is no operation "Osprey"\. Record it first/,
    ],
    [
      "a name that two operations have",
      "Twin,warrant,1,2019-01-03,custody log,,,",
      /2 operations are called "Twin": name it by its number/,
    ],
    ["a row of no operation", ",warrant,1,2019-01-03,custody log,,,", /line 3: the row names no operation/],
  ])("are refused whole for %s, in words", async (_what, row, words) => {
    const before = await totals("Heron");
    const job = await importText([HEADER, "Heron,search,7,2019-04-01,search records,,,", row], { allowBadRows: true });
    expect([job.status, job.error?.message]).toEqual(["refused", expect.stringMatching(words)]);
    expect(await totals("Heron")).toEqual(before);
  });

  it("are refused for a column that nobody knows, a header alone, and more than one bad row in twenty", async () => {
    const unknown = await importText([`${HEADER},colour`, "Heron,search,7,2019-04-01,search records,,,,red"]);
    expect(unknown.error?.message).toMatch(/unknown column "colour"/);
    expect((await importText([HEADER])).error?.message).toMatch(/a header and no rows/);
    const bad = await importText([HEADER, "Heron,search,7,2019-04-01,log,,,", "Heron,search,none,2019-04-02,log,,,"]);
    expect(bad.error?.message).toMatch(/1 of 2 rows \(50 %\) cannot be used/);
    const told = await Array.fromAsync(on.imports.rejects(bad.id));
    expect(told).toMatchObject([{ line: 3, reason: "count", detail: "quantity: must be a number above 0" }]);
  });

  it("keep the good rows when told to, and tell each duplicate by its line and text", async () => {
    const lines = [
      HEADER,
      "Teal,search,3,2019-05-01,search records,,,",
      "Teal,search,9,2019-05-01,search records,,,",
      "Teal,seizure,1,2019-01-05,property store,grams,,",
    ];
    const job = await importText(lines, { allowBadRows: true });
    expect(job.report).toMatchObject({ read: 3, accepted: 1, refused: 2, refusedByReason: { duplicate: 2 } });
    const told = await Array.fromAsync(on.imports.rejects(job.id));
    expect(told.map(({ line, raw }) => [line, raw])).toEqual([
      [3, lines[2]],
      [4, lines[3]],
    ]);
    expect((await totals("Teal")).find(({ kind }) => kind === "search")).toMatchObject({ quantity: 3 });
    expect(on.errors).toEqual([]);
  });
});
