import { describe, expect, it } from "vitest";
import { readOne } from "./read-whole.ts";
import { csv, OUTCOMES_HEADER, SEARCH_HEADER, STREET_HEADER, searchRow, streetRow } from "./sample-rows.ts";

const CITY =
  "c61237351b928f53195fe7426dc9d503c9d2204e9168d6cd4f4fce38848dae1a,2019-05,City of London Police,City of London Police,-0.112422,51.515381,On or near Star Yard,E01000914,Camden 028B,Burglary,Investigation complete; no suspect identified,";

describe("police.uk street", () => {
  it("reads a row as published", async () => {
    const { reading, rows, rejects } = await readOne("any-name.csv", csv(STREET_HEADER, CITY));
    expect(reading).toMatchObject({
      format: "police-uk-street",
      dataset: { code: "police-uk" },
      recordKind: "street",
      replaces: "months",
    });
    expect(rejects).toEqual([]);
    expect(rows).toEqual([
      {
        sourceId: "c61237351b928f53195fe7426dc9d503c9d2204e9168d6cd4f4fce38848dae1a",
        occurredFrom: "2019-04-30T23:00:00Z",
        occurredTo: "2019-05-31T23:00:00Z",
        occurredOn: "2019-05-01",
        precision: "month",
        category: "other",
        generation: "mixed",
        lng: -0.112422,
        lat: 51.515381,
        locationPrecision: "snapped",
        locationFlag: "none",
        locationText: "On or near Star Yard",
        locationKey: null,
        drug: null,
        drugClass: null,
        offenceCode: null,
        outcome: "Investigation complete; no suspect identified",
        source: null,
        forceCode: "city-of-london",
        forceName: "City of London Police",
      },
    ]);
  });

  it("keeps rows with the same content as several incidents", async () => {
    const { rows } = await readOne("a.csv", csv(STREET_HEADER, streetRow(), streetRow(), streetRow()));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toHaveProperty("sourceId", null);
  });

  it("keeps a row without coordinates, and one at 0,0, as not mapped", async () => {
    const { rows, rejects } = await readOne(
      "a.csv",
      csv(STREET_HEADER, streetRow({ lng: "", lat: "" }), streetRow({ lng: "0", lat: "0" })),
    );
    expect(rejects).toEqual([]);
    expect(rows[0]).toMatchObject({ lng: null, lat: null, locationPrecision: "none", locationFlag: "none" });
    expect(rows[1]).toMatchObject({
      lng: null,
      lat: null,
      locationPrecision: "none",
      locationFlag: "zero_coordinates",
    });
  });

  it("marks police stations and custody suites", async () => {
    const { rows } = await readOne(
      "a.csv",
      csv(
        STREET_HEADER,
        streetRow({ location: "On or near Police Station" }),
        streetRow({ location: "On or near Custody Suite" }),
      ),
    );
    expect(rows[0]).toHaveProperty("locationFlag", "police_station");
    expect(rows[1]).toHaveProperty("locationFlag", "custody_suite");
  });

  it("reads the columns by name, in any order and case, under a mark and with Windows line ends", async () => {
    const turned = [STREET_HEADER.toUpperCase(), CITY].map((line) => line.split(",").toReversed().join(","));
    const { rows } = await readOne("a.csv", `\uFEFF${turned.join("\r\n")}\r\n`);
    expect(rows[0]).toMatchObject({ lng: -0.112422, category: "other", forceCode: "city-of-london" });
  });

  it("keeps a refused row with its line, reason and raw text", async () => {
    const bad = streetRow({ month: "2019-13" });
    const { rejects } = await readOne("a.csv", csv(STREET_HEADER, streetRow(), bad));
    expect(rejects).toEqual([{ line: 3, reason: "date", detail: 'month "2019-13" is not YYYY-MM', raw: bad }]);
  });

  it("goes into the dataset the user names", async () => {
    const { reading } = await readOne("a.csv", csv(STREET_HEADER, streetRow()), { choices: { dataset: "city-uk" } });
    expect(reading).toHaveProperty("dataset.code", "city-uk");
  });

  it("can be read twice, and loses no row between batches", async () => {
    const { reading, rows } = await readOne(
      "a.csv",
      csv(STREET_HEADER, ...Array.from({ length: 4_500 }, () => streetRow())),
    );
    expect(rows).toHaveLength(4_500);
    expect(reading.holds).toBe("incidents");
  });

  it("reads Windows-1252 when asked", async () => {
    const bytes = Buffer.from(csv(STREET_HEADER, streetRow({ location: "Caf\u00e9 Row" })), "latin1");
    const { rows } = await readOne("a.csv", bytes, { choices: { encoding: "windows-1252" } });
    expect(rows[0]).toHaveProperty("locationText", "Café Row");
  });
});

describe("police.uk outcomes", () => {
  it("reads what joins an outcome to its crime", async () => {
    const row =
      "ab12,2019-05,Kent Police,Kent Police,0.5,51.3,On or near High Street,E01000001,Swale 001A,Offender fined";
    const { reading, rows } = await readOne("a.csv", csv(OUTCOMES_HEADER, row));
    expect(reading.holds).toBe("outcomes");
    expect(rows).toEqual([
      { forceCode: "kent", forceName: "Kent Police", sourceId: "ab12", month: "2019-05-01", outcome: "Offender fined" },
    ]);
  });
});

describe("police.uk stop and search", () => {
  const fileName = "2019-05-metropolitan-stop-and-search.csv";

  it("reads a search to the minute, and nothing of the person", async () => {
    const { rows } = await readOne(fileName, csv(SEARCH_HEADER, searchRow()));
    expect(rows[0]).toMatchObject({
      sourceId: null,
      occurredFrom: "2019-05-01T00:56:44Z",
      occurredTo: null,
      occurredOn: "2019-05-01",
      precision: "minute",
      category: "drug_search",
      generation: "police_generated",
      lng: -0.131575,
      lat: 51.513664,
      outcome: "Arrest",
      forceCode: "metropolitan",
    });
    expect(JSON.stringify(rows)).not.toMatch(/Male|25-34|White/);
  });

  it("strikes the person out of refused rows too, also of those whose columns do not fit", async () => {
    const bad = searchRow({ date: "yesterday" });
    const { rejects } = await readOne(fileName, csv(SEARCH_HEADER, bad, `${bad},x`, bad.replace("Male", 'Ma"le')));
    expect(rejects.map((reject) => reject.reason)).toEqual(["date", "columns", "columns"]);
    expect(rejects[0]?.raw).toContain("yesterday");
    expect(JSON.stringify(rejects)).not.toMatch(/Ma"?le|25-34|White/);
  });

  it("keeps exact duplicates and searches without a place", async () => {
    const { rows } = await readOne(
      fileName,
      csv(SEARCH_HEADER, searchRow(), searchRow(), searchRow({ lng: "", lat: "" })),
    );
    expect(rows).toHaveLength(3);
    expect(rows[2]).toMatchObject({ lng: null, locationPrecision: "none" });
  });

  it("counts a search late on a summer evening in UTC to the next day in London", async () => {
    const { rows } = await readOne(fileName, csv(SEARCH_HEADER, searchRow({ date: "2019-04-30T23:10:00+00:00" })));
    expect(rows[0]).toHaveProperty("occurredOn", "2019-05-01");
  });

  it("takes the force from the name, else from what the user says", async () => {
    const file = csv(SEARCH_HEADER, searchRow());
    const named = await readOne("2019-05-city-of-london-stop-and-search.csv", file, { choices: { force: "kent" } });
    const said = await readOne("searches.csv", file, { choices: { force: "kent" } });
    expect(named.rows[0]).toHaveProperty("forceCode", "city-of-london");
    expect(said.rows[0]).toHaveProperty("forceCode", "kent");
  });
});
