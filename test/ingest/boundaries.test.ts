import { describe, expect, it } from "vitest";
import { readOne } from "./read-whole.ts";
import { geojson, SQUARE, wardFeature } from "./sample-rows.ts";

const feature = (properties: Record<string, unknown>) => ({ ...Object(wardFeature()), properties });

describe("boundaries", () => {
  it("reads ONS wards of one borough and names the set by it", async () => {
    const { reading } = await readOne("a.geojson", geojson([wardFeature()]));
    expect(reading).toMatchObject({
      format: "boundaries",
      set: {
        code: "lewisham-wards-2022",
        kind: "ward",
        title: "Lewisham wards 2022",
        vintage: 2022,
        synthetic: false,
        note: null,
      },
      areas: [
        {
          code: "E05013714",
          name: "Bellingham",
          boroughCode: "E09000023",
          boroughName: "Lewisham",
          coordinates: [[SQUARE]],
        },
      ],
    });
  });

  it("reads boroughs, and calls several of them London", async () => {
    const { reading } = await readOne(
      "a.geojson",
      geojson(
        [feature({ LAD22NM: "Camden", LAD22CD: "E09000007" }), feature({ LAD22NM: "Lewisham", LAD22CD: "E09000023" })],
        { name: "lad22" },
      ),
    );
    expect(reading).toMatchObject({
      set: { code: "london-boroughs-2022", kind: "borough" },
      areas: [{ boroughCode: null }, {}],
    });
  });

  const gla = [
    feature({
      NAME: "Chessington South",
      GSS_CODE: "E05000405",
      DISTRICT: "Kingston upon Thames",
      LAGSSCODE: "E09000021",
    }),
    feature({ NAME: "Abbey", GSS_CODE: "E05000026", DISTRICT: "Barking and Dagenham", LAGSSCODE: "E09000002" }),
  ];

  it("takes the year of a GLA file from the collection, else from the file, else from the choice", async () => {
    const byCollection = await readOne("wards.geojson", geojson(gla, { name: "wards2018" }));
    const byFile = await readOne("London_Ward_2014.geojson", geojson(gla));
    const byChoice = await readOne("wards.geojson", geojson(gla), { choices: { set: "london-wards-2011" } });
    const byYear = await readOne("wards.geojson", geojson(gla), { choices: { set: "2011" } });
    expect([byCollection, byFile, byChoice, byYear].map(({ reading }) => Object(reading).set.code)).toEqual([
      "london-wards-2018",
      "london-wards-2014",
      "london-wards-2011",
      "london-wards-2011",
    ]);
    expect(byCollection.reading).toHaveProperty("areas.0.boroughName", "Kingston upon Thames");
  });

  it("says of approximate boundaries that they are", async () => {
    const { reading } = await readOne("a.geojson", geojson([wardFeature()], { name: "wards_BESTFIT_dissolved" }));
    expect(reading).toMatchObject({
      set: { code: "lewisham-wards-2022-bestfit", note: expect.stringMatching(/approximate/) },
    });
  });

  it("recognises British National Grid, converts it and says so", async () => {
    const metres = [
      [537_420, 172_927],
      [537_500, 172_805],
      [537_689, 172_500],
      [537_420, 172_927],
    ];
    const { reading } = await readOne("a.geojson", geojson([wardFeature([metres])]));
    expect(reading).toHaveProperty(
      "set.note",
      "coordinates were British National Grid (EPSG:27700), converted to WGS84",
    );
    const [lng, lat] = Object(reading).areas[0].coordinates[0][0][0];
    expect(lng).toBeCloseTo(-0.0243, 3);
    expect(lat).toBeCloseTo(51.4387, 3);
  });

  it("takes the borough of an LSOA from its name", async () => {
    const { reading } = await readOne(
      "a.geojson",
      geojson([feature({ LSOA21CD: "E01000914", LSOA21NM: "Camden 028B" })]),
    );
    expect(reading).toMatchObject({
      set: { code: "camden-lsoas-2021", kind: "lsoa" },
      areas: [{ boroughName: "Camden" }],
    });
  });

  it("takes a set's own word that it is synthetic", async () => {
    const { reading } = await readOne("a.geojson", geojson([wardFeature()], { synthetic: true }));
    expect(reading).toHaveProperty("set.synthetic", true);
  });

  it("leaves heights out", async () => {
    const { reading } = await readOne("a.geojson", geojson([wardFeature([SQUARE.map(([x, y]) => [x, y, 12])])]));
    expect(reading).toHaveProperty("areas.0.coordinates", [[SQUARE]]);
  });
});
