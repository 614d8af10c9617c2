import { describe, expect, it } from "vitest";
import { readOne } from "./read-whole.ts";
import { csv, WARD_COUNTS_HEADER } from "./sample-rows.ts";

describe("MPS counts", () => {
  const historical = csv(
    "WardName,WardCode,MajorText,MinorText,LookUp_BoroughName,201904,201905",
    "Rainham & Wennington,E05013976,DRUG OFFENCES,POSSESSION OF DRUGS,Havering,3,13",
    "Rainham & Wennington,E05013976,DRUG OFFENCES,TRAFFICKING OF DRUGS,Havering,0,0",
  );

  it("reads wide ward counts as one row a month, and knows the historical file by its columns", async () => {
    const { reading, rows } = await readOne("wards.csv", historical);
    expect(reading).toMatchObject({
      format: "mps-ward-counts",
      areaKind: "ward",
      historical: true,
      dataset: { code: "mps" },
      force: { code: "metropolitan" },
    });
    expect(rows[1]).toEqual({
      areaCode: "E05013976",
      areaName: "Rainham & Wennington",
      boroughName: "Havering",
      month: "2019-05-01",
      major: "DRUG OFFENCES",
      minor: "POSSESSION OF DRUGS",
      category: "possession",
      n: 13,
    });
  });

  it("hands on of a row of zeros one, which shows the area, and of the first row all, which show the months", async () => {
    const zeros = csv(
      WARD_COUNTS_HEADER,
      "DRUG OFFENCES,POSSESSION OF DRUGS,Bellingham,E05013714,Lewisham,0,0",
      "DRUG OFFENCES,POSSESSION OF DRUGS,Downham,E05013719,Lewisham,0,0",
    );
    const { reading, rows } = await readOne("wards.csv", zeros);
    expect(reading).toHaveProperty("historical", false);
    expect(rows.map((row) => Object(row).month)).toEqual(["2019-04-01", "2019-05-01", "2019-04-01"]);
  });

  it("reads the headings of 2026 and names in any case", async () => {
    const { rows } = await readOne(
      "wards.csv",
      csv(
        "GROUP,SubGroup,wardname,WARDCODE,Lookup_BoroughName,202601",
        "Drug Offences,Trafficking of Drugs,Bellingham,E05013714,Lewisham,4",
      ),
    );
    expect(rows).toMatchObject([{ category: "supply", n: 4, month: "2026-01-01" }]);
  });

  it("gives boroughs their codes, and keeps a unit that is none under a code of its own", async () => {
    const { reading, rows } = await readOne(
      "boroughs.csv",
      csv(
        "MajorText,MinorText,LookUp_BoroughName,202401",
        "DRUG OFFENCES,POSSESSION OF DRUGS,Havering,40",
        "DRUG OFFENCES,POSSESSION OF DRUGS,Aviation Security (SO18),2",
      ),
    );
    expect(reading).toHaveProperty("areaKind", "borough");
    expect(rows.map((row) => Object(row).areaCode)).toEqual(["E09000016", "mps-aviation-security-so18"]);
  });

  it("reads LSOA counts", async () => {
    const { reading, rows } = await readOne(
      "lsoas.csv",
      csv(
        "LSOA Code,LSOA Name,Borough,Major Category,Minor Category,202401",
        "E01000914,Camden 028B,Camden,ROBBERY,ROBBERY OF PERSONAL PROPERTY,7",
      ),
    );
    expect(reading).toHaveProperty("areaKind", "lsoa");
    expect(rows).toMatchObject([{ areaCode: "E01000914", boroughName: "Camden", category: "robbery", n: 7 }]);
  });
});

describe("places", () => {
  it("reads stations, ward centres and any list with name and kind", async () => {
    const stations = await readOne(
      "a.csv",
      csv("name,longitude,latitude,network", 'Abbey Wood,0.121,51.491,"dlr, rail"'),
    );
    const wards = await readOne(
      "b.csv",
      csv(
        "ward_code,ward,borough_code,borough,longitude,latitude,population_2019",
        "E05000405,Chessington South,E09000021,Kingston upon Thames,-0.312,51.348,10409",
      ),
    );
    const others = await readOne("c.csv", csv("name,kind,longitude,latitude", "Ridley Road,market,-0.07,51.548"));
    expect(stations.rows).toEqual([
      { kind: "station", name: "Abbey Wood", detail: "dlr, rail", lng: 0.121, lat: 51.491 },
    ]);
    expect(wards.rows).toEqual([
      { kind: "ward_centre", name: "Chessington South", detail: "Kingston upon Thames", lng: -0.312, lat: 51.348 },
    ]);
    expect(others.rows).toEqual([{ kind: "market", name: "Ridley Road", detail: null, lng: -0.07, lat: 51.548 }]);
  });
});
