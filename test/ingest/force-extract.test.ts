import { describe, expect, it } from "vitest";
import { readMapping, shippedMappings } from "../../server/ingest/mapping.ts";
import { readOne } from "./read-whole.ts";
import { csv, EXTRACT_HEADER, extractRow } from "./sample-rows.ts";

const choices = { force: "metropolitan" };
const CAD_HEADER = "CAD Reference,Created,Opening Class,Call Source,Longitude,Latitude,Result,Location,UPRN";

describe("force extract", () => {
  it("is told by its columns and read by the shipped mapping", async () => {
    const { reading, rows } = await readOne("export.csv", csv(EXTRACT_HEADER, extractRow()), { choices });
    expect(reading).toMatchObject({
      format: "force-extract",
      dataset: { code: "force-records" },
      recordKind: "extract",
      replaces: "ids",
    });
    expect(rows[0]).toMatchObject({
      sourceId: "C1/2019",
      occurredFrom: "2019-05-31T22:40:00Z",
      occurredTo: null,
      occurredOn: "2019-05-31",
      precision: "minute",
      category: "supply",
      generation: "mixed",
      locationPrecision: "exact",
      locationKey: "100020000001",
      drug: "cannabis",
      drugClass: "B",
      offenceCode: "92A",
      outcome: "Charged",
      forceCode: "metropolitan",
    });
    expect(Object(rows[0]).lng).toBeCloseTo(-0.0237, 4);
    expect(Object(rows[0]).lat).toBeCloseTo(51.43035, 4);
  });

  it("gives the class of the day: cannabis in 2005 is C", async () => {
    const { rows } = await readOne("a.csv", csv(EXTRACT_HEADER, extractRow({ from: "31/05/2005 23:40" })), { choices });
    expect(rows[0]).toHaveProperty("drugClass", "C");
  });

  it("takes the drug from the code where the column is blank", async () => {
    const { rows } = await readOne("a.csv", csv(EXTRACT_HEADER, extractRow({ code: "92E", drug: "" })), { choices });
    expect(rows[0]).toMatchObject({ category: "possession", drug: "cannabis" });
  });

  it("says how finely the time is known", async () => {
    const row = (from: string, to: string): string => extractRow({ from, to });
    const { rows } = await readOne(
      "a.csv",
      csv(
        EXTRACT_HEADER,
        row("31/05/2019 23:40", "31/05/2019 23:40"),
        row("31/05/2019 23:00", "31/05/2019 23:45"),
        row("31/05/2019 18:00", "01/06/2019 07:00"),
        row("01/05/2019 18:00", "09/05/2019 07:00"),
        row("31/05/2019", ""),
      ),
      { choices },
    );
    expect(rows.map((each) => Object(each).precision)).toEqual(["minute", "hour", "day", "month", "day"]);
    expect(rows[4]).toMatchObject({ occurredFrom: "2019-05-30T23:00:00Z", occurredTo: "2019-05-31T23:00:00Z" });
  });

  it("reads CAD calls: who called decides whose record it is", async () => {
    const { rows } = await readOne(
      "calls.csv",
      csv(
        CAD_HEADER,
        "CAD1,01/05/2019 22:10,Drugs - Dealing,999,-0.1,51.5,No trace,High Street,77",
        "CAD2,01/05/2019 22:20,Something else,Officer,-0.1,51.5,,,",
      ),
      { choices },
    );
    expect(rows).toMatchObject([
      { category: "drug_asb", generation: "public_reported", source: "999", locationKey: "77" },
      { category: "other", generation: "police_generated", source: "patrol", locationKey: null },
    ]);
  });

  it("keeps of a refused row only the columns that the mapping names", async () => {
    const { rejects } = await readOne(
      "a.csv",
      csv(`${EXTRACT_HEADER},Suspect Name`, `${extractRow({ from: "never" })},Bill Sikes`),
      { choices },
    );
    expect(rejects[0]?.raw).toContain("never");
    expect(rejects[0]?.raw).not.toContain("Sikes");
  });

  it("takes a mapping of one's own as JSON text", async () => {
    const mapping = JSON.stringify({
      name: "tips",
      title: "tips",
      force: "kent",
      id: "ref",
      occurredFrom: { column: "when", parser: "iso" },
      category: { column: "what", parser: "values", values: { Dealing: "drug_intelligence" } },
      place: { longitude: "x", latitude: "y" },
      generation: { always: "public_reported" },
      locationPrecision: "area",
    });
    const { rows, rejects } = await readOne(
      "a.csv",
      csv("ref,when,what,x,y", "1,2019-05-01T10:00:00Z,dealing,0.5,51.3", "2,2019-05-01T10:00:00Z,knitting,0.5,51.3"),
      { choices: { mapping } },
    );
    expect(rows).toMatchObject([{ category: "drug_intelligence", forceCode: "kent", locationPrecision: "area" }]);
    expect(rejects).toMatchObject([{ line: 3, reason: "category" }]);
  });

  it("ships mappings that are valid by their own schema, and names the field that is wrong in another", () => {
    expect(shippedMappings().map((mapping) => mapping.name)).toEqual(["recorded-crime", "cad-calls"]);
    expect(() => readMapping(JSON.stringify({ ...shippedMappings()[0], id: 7 }))).toThrow(/\/id/);
    expect(() => readMapping(JSON.stringify({ ...shippedMappings()[0], colour: "red" }))).toThrow(/import|mapping/);
  });
});
