import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listVersions } from "../../../server/db/register-history.ts";
import { updateZone } from "../../../server/db/zone-changes.ts";
import { findZone, listZones } from "../../../server/db/zone-queries.ts";
import { valuesOf } from "../../../server/routes/registers/read-zone.ts";
import { backends } from "../../db/backends.ts";
import { square } from "../../routes/register-requests.ts";
import { fileWith, type Importing, openImporting } from "../importing.ts";
import { strictDigest } from "../state-digest.ts";

/** Romford's order as DOMAIN facts give it: from 2017-10-23, extended to 2023-10-23, alcohol only. */
const ROMFORD = {
  kind: "pspo",
  title: "Romford town centre",
  authority: "London Borough of Havering",
  rank: "local authority",
  effective_from: "2017-10-23",
  effective_to: "2023-10-23",
  prohibitions: "Drinking alcohol after being asked to stop; Refusing to surrender alcohol",
};

function zonesFile(properties: Record<string, unknown>, geometry: unknown = square(0.18, 51.57, 0.01)): string {
  return JSON.stringify({ type: "FeatureCollection", features: [{ type: "Feature", properties, geometry }] });
}

describe.each(backends)("zones imported on $name", ({ name }) => {
  let on: Importing;
  beforeAll(async () => {
    on = await openImporting(name);
  });
  afterAll(() => on.drop());

  const everyZone = () => listZones(on.db.knex, { during: null, kind: null, dataset: null });
  const importText = async (text: string) => on.importPaths([await fileWith("zones.geojson", text)]);

  it("are kept over the maximum, with the rule in the report", async () => {
    const job = await importText(zonesFile(ROMFORD));
    expect(job).toMatchObject({ status: "done", report: { read: 1, accepted: 1, files: [{ format: "zones" }] } });
    expect(job.report?.warnings[0]).toContain("Romford town centre: effectiveTo may be 23 Oct 2020 at the latest");
    const [zone] = await everyZone();
    expect(zone).toMatchObject({ origin: "imported", rank: "local_authority", dataset: null, synthetic: false });
    expect(zone?.prohibitions).toEqual(["Drinking alcohol after being asked to stop", "Refusing to surrender alcohol"]);
  });

  it("change nothing when the same file comes again, and get a new state from another", async () => {
    const before = await strictDigest(on.db);
    expect((await importText(zonesFile(ROMFORD))).status).toBe("unchanged");
    expect(await strictDigest(on.db)).toEqual(before);
    const job = await importText(zonesFile({ ...ROMFORD, legal_reference: "s.59" }));
    expect(job.report).toMatchObject({ updated: 1 });
    const zones = await everyZone();
    expect(zones).toMatchObject([{ version: 2, legalReference: "s.59" }]);
    const versions = await listVersions(on.db.knex, "zone", zones[0]!.id);
    expect(versions.map(({ action }) => action)).toEqual(["imported", "imported"]);
  });

  it("are left as they stand where they have been changed here", async () => {
    const [zone] = await everyZone();
    const values = {
      ...valuesOf(zone!),
      title: zone!.title,
      to: Date.parse("2022-01-01T00:00:00Z"),
      ended: "discharged" as const,
    };
    await updateZone(on.db.knex, zone!, values, { action: "discharged", by: "test", reason: "no need" });
    const job = await importText(zonesFile({ ...ROMFORD, sanctions: "£100" }));
    expect(job.report?.warnings).toContain(
      "Romford town centre: changed here since it was imported, so it is left as it stands.",
    );
    expect(await findZone(on.db.knex, zone!.id)).toMatchObject({ ended: "discharged", sanctions: null, version: 3 });
  });

  it("that close premises come as a point, in degrees or British National Grid, and get a small footprint", async () => {
    const closure = {
      ...{ kind: "closure_order", authority: "A court", rank: "magistrates' court" },
      ...{ effective_from: "2026-01-05", effective_to: "2026-03-05" },
    };
    const point = (coordinates: number[]) => ({ type: "Point", coordinates });
    await importText(zonesFile({ ...closure, title: "In degrees" }, point([-0.0722, 51.5155])));
    const grid = zonesFile({ ...closure, title: "On the grid", radius_metres: 30 }, point([533_790, 181_360]));
    expect((await importText(grid)).report?.files[0]?.note).toContain("British National Grid");
    const found = (await everyZone()).filter(({ kind }) => kind === "closure_order");
    expect(found.map(({ shape }) => shape)).toEqual([
      { from: "premises", set: null, codes: [], premises: { lngLat: [-0.0722, 51.5155], radiusMetres: 15 } },
      {
        ...{ from: "premises", set: null, codes: [] },
        premises: { lngLat: [expect.closeTo(-0.0733, 3), expect.closeTo(51.5153, 3)], radiusMetres: 30 },
      },
    ]);
    expect(found[0]?.rank).toBe("magistrates_court");
    const [lng, lat] = JSON.parse(found[0]?.outline ?? "null").coordinates[0][0][0];
    // The first corner lies due east: 15 m at this latitude.
    expect([lng, lat]).toEqual([
      expect.closeTo(-0.0722 + 15 / (111_320 * Math.cos((51.5155 * Math.PI) / 180)), 6),
      51.5155,
    ]);
  });

  it.each([
    [
      "that are a point and no closure",
      zonesFile(ROMFORD, { type: "Point", coordinates: [0.18, 51.57] }),
      /is a Point/,
    ],
    [
      "of premises as wide as a park",
      zonesFile(
        { ...ROMFORD, kind: "closure_order", radius_metres: 500 },
        { type: "Point", coordinates: [0.18, 51.57] },
      ),
      /radius_metres that is no whole number from 5 to 100/,
    ],
    [
      "in Web Mercator",
      zonesFile(ROMFORD, square(20_000, 6_720_000, 1_000)),
      /out of range: neither WGS84 degrees in the United Kingdom nor British National Grid/,
    ],
    ["without authority", zonesFile({ ...ROMFORD, authority: " " }), /feature 1: no authority/],
    ["with dates reversed", zonesFile({ ...ROMFORD, effective_to: "2016-01-01" }), /dates reversed/],
    [
      "with a day that is none",
      zonesFile({ ...ROMFORD, effective_from: "2017-02-30" }),
      /effective_from "2017-02-30" is no day/,
    ],
    ["without a start", zonesFile({ ...ROMFORD, effective_from: null }), /no effective_from/],
    ["by a rank that is none", zonesFile({ ...ROMFORD, rank: "mayor" }), /rank "mayor" is none of/],
    ["made up", zonesFile({ ...ROMFORD, synthetic: true }), /only real orders/],
    [
      "that cross themselves",
      zonesFile(ROMFORD, {
        type: "Polygon",
        coordinates: [
          [
            [0, 51],
            [1, 52],
            [1, 51],
            [0, 52],
            [0, 51],
          ],
        ],
      }),
      /not a valid polygon: Self-intersection/,
    ],
    [
      "that are a line",
      zonesFile(ROMFORD, {
        type: "LineString",
        coordinates: [
          [0, 51],
          [1, 52],
        ],
      }),
      /LineString/,
    ],
    [
      "of more than 500 vertices",
      zonesFile(ROMFORD, { type: "Polygon", coordinates: [Array.from({ length: 501 }, () => [0, 51])] }),
      /more than 500 vertices/,
    ],
    [
      "with latitude first",
      zonesFile(ROMFORD, {
        type: "Polygon",
        coordinates: [
          [
            [51, 0],
            [51.1, 0],
            [51.1, 0.1],
            [51, 0],
          ],
        ],
      }),
      /swapped/,
    ],
  ])("%s are refused, and nothing is stored", async (_what, text, message) => {
    const before = await strictDigest(on.db);
    const job = await importText(text);
    expect(job).toMatchObject({ status: "refused", error: { message: expect.stringMatching(message) } });
    expect(await strictDigest(on.db)).toEqual(before);
  });
});
