import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backends } from "../db/backends.ts";
import { startApp, type TestApp } from "./start-app.ts";

describe.each(backends)("areas, sets and places on $name", ({ name }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(name);
  });
  afterAll(() => app.stop());

  it("draws for counts without points the wards they were published for, and their boroughs", async () => {
    const setOf = async (kind: string) => (await app.get(`/areas?dataset=mps&kind=${kind}`)).json().set;
    expect([await setOf("ward"), await setOf("borough")]).toEqual(["test-wards-2018", "test-boroughs-2018"]);
    const answer = await app.get("/areas?dataset=mps&kind=lsoa");
    expect([answer.statusCode, answer.json().error.details.field]).toEqual([400, "kind"]);
  });

  it("draws the wards of the default dataset, each with its borough and a point inside it", async () => {
    const body = (await app.get("/areas")).json();
    expect(body).toMatchObject({
      type: "FeatureCollection",
      set: "test-wards-2018",
      kind: "ward",
      synthetic: false,
      note: null,
    });
    expect(body.features[0]).toEqual({
      type: "Feature",
      properties: {
        code: "E05000001",
        name: "Ward 1",
        borough: "E09000001",
        boroughName: "Westside",
        label: [0.025, 51.55],
      },
      geometry: {
        type: "MultiPolygon",
        coordinates: [
          [
            [
              [0, 51.5],
              [0, 51.6],
              [0.05, 51.6],
              [0.05, 51.5],
              [0, 51.5],
            ],
          ],
        ],
      },
    });
    expect(body.features).toHaveLength(3);
  });

  it("picks a set by its name, by kind and dataset, and within boroughs", async () => {
    expect((await app.get("/areas?set=test-wards-2014")).json().features).toHaveLength(2);
    expect((await app.get("/areas?kind=borough")).json().set).toBe("test-boroughs-2018");
    expect((await app.get("/areas?dataset=demo")).json()).toMatchObject({ set: "demo-wards", synthetic: true });
    const within: { features: { properties: { code: string } }[] } = (await app.get("/areas?within=E09000001")).json();
    expect(within.features.map((feature) => feature.properties.code)).toEqual(["E05000001", "E05000002"]);
  });

  it("sends outlines once, and draws them anew when the set's version grows", async () => {
    const first = await app.get("/areas");
    const again = await app.get("/areas", { "if-none-match": String(first.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
    await app.database.db.bulk.raw("UPDATE area SET name = 'Ward One' WHERE code = 'E05000001'");
    await app.database.db.bulk.raw("UPDATE area_set SET version = version + 1 WHERE code = 'test-wards-2018'");
    const changed = await app.get("/areas", { "if-none-match": String(first.headers.etag) });
    expect([changed.statusCode, changed.json().features[0].properties.name]).toEqual([200, "Ward One"]);
  });

  it("sends the same outlines packed to whoever takes them so", async () => {
    const packed = await app.get("/areas?kind=borough", { "accept-encoding": "gzip, br" });
    expect(packed.headers["content-encoding"]).toBe("gzip");
    const plain = await app.get("/areas?kind=borough", { "accept-encoding": "gzip;q=0" });
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
  });

  it("lists the sets with the number of their areas", async () => {
    const { sets } = (await app.get("/area-sets")).json();
    expect(sets.map(({ id, areas }: { id: string; areas: number }) => [id, areas])).toEqual([
      ["test-boroughs-2018", 2],
      ["demo-wards", 1],
      ["test-wards-2018", 3],
      ["test-wards-2014", 2],
    ]);
  });

  it("names the places of the real city for real data and of the invented one for synthetic data", async () => {
    const names = async (query: string) =>
      (await app.get(`/places${query}`)).json().places.map((place: { name: string }) => place.name);
    expect(await names("")).toEqual(["West Halt", "Eastham"]);
    expect(await names("?kind=town")).toEqual(["Eastham"]);
    expect(await names("?dataset=demo")).toEqual(["Make-Believe Road"]);
  });
});
