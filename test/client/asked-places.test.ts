import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { datasets } from "../../client/src/datasets.ts";
import { boroughs, wards } from "../../client/src/workspaces/analyse/answers.ts";
import { areaGroups, offeredGroups, placeOf, withPlace } from "../../client/src/workspaces/analyse/asked-places.ts";
import { areaTarget, arrived, destination } from "../../client/src/workspaces/analyse/extent.ts";
import { membersOf, titleIn, whereTitle, whereWords } from "../../client/src/workspaces/analyse/where-words.ts";

/** Squares beside each other, each a degree wide: [code, name, west]. */
function areasOf(kind: string, squares: readonly (readonly [string, string, number])[]) {
  const features = squares.map(([code, name, west]) => ({
    ...{ type: "Feature", properties: { code, name, borough: null, boroughName: null, label: [west + 0.5, 0.5] } },
    geometry: {
      type: "MultiPolygon",
      coordinates: [
        [
          [
            [west, 0],
            [west + 1, 0],
            [west + 1, 1],
            [west, 0],
          ],
        ],
      ],
    },
  }));
  return { ...{ type: "FeatureCollection", set: `${kind}s`, kind, synthetic: true, note: null }, features };
}

const group = (id: string, name: string, codes: string[]) => ({
  ...{ id, name, kind: "saved", codes, source: null, shipped: false },
});
const MANY = Array.from({ length: 13 }, (_, i) => [`W${i}`, `Ward ${i}`, i] as const);
const ANSWERS: Readonly<Record<string, unknown>> = {
  "/datasets": {
    datasets: [
      {
        id: "town",
        title: "Town",
        points: 0,
        from: null,
        to: null,
        version: 1,
        sets: [{ kind: "borough" }, { kind: "ward" }],
      },
    ],
    default: "town",
  },
  "kind=borough": areasOf("borough", [
    ["B1", "City and County of the City of London", 0],
    ["B2", "Camden", 1],
    ["B3", "Barnet", 5],
    ["town-hall", "Named like a group", 9],
  ]),
  "kind=ward": areasOf("ward", MANY),
  "/area-groups": {
    groups: [
      group("east", "East Area BCU: Camden, Barnet", ["B2", "B3"]),
      group(
        "wards",
        "All wards",
        MANY.map(([code]) => code),
      ),
      group("partly", "Half there", ["B1", "B8", "B9"]),
      group("elsewhere", "Of another city", ["X1"]),
      group("town-hall", "A group of an area's code", ["B1"]),
    ],
  },
};

describe("what can be asked for as area", () => {
  beforeAll(async () => {
    vi.stubGlobal("fetch", async (url: string) => {
      const known = Object.entries(ANSWERS).find(([part]) => url.includes(part));
      return known === undefined ? Response.json({}, { status: 404 }) : Response.json(known[1]);
    });
    datasets.reload();
    for (const resource of [datasets, boroughs, wards, areaGroups])
      await vi.waitFor(() => expect(resource.current.value).toMatchObject({ state: "ready" }));
  });
  afterAll(() => vi.unstubAllGlobals());

  it("is an area, a group of areas of one kind, or something that is not known here", () => {
    const told = (code: string) => {
      const { name, kind, areas, missing, isGroup } = placeOf(code);
      return [name, kind, areas.length, missing, isGroup];
    };
    expect(told("B1")).toEqual(["City of London", "borough", 1, 0, false]);
    expect(told("east")).toEqual(["East Area BCU", "borough", 2, 0, true]);
    expect(told("wards")).toEqual(["All wards", "ward", 13, 0, true]);
    expect(told("partly")).toEqual(["Half there", "borough", 1, 2, true]);
    expect(told("gone")).toEqual(["gone", null, 0, 0, false]);
  });

  it("is the area where a group has its code, as the service reads it", () => {
    expect(placeOf("town-hall")).toMatchObject({ name: "Named like a group", isGroup: false });
  });

  it("offers every group that the areas on the map know something of", () => {
    expect(offeredGroups.value.map(({ code }) => code)).toEqual(["east", "wards", "partly", "town-hall"]);
  });

  it("adds and takes away; wards take the place of boroughs, and the other way round", () => {
    expect(withPlace(["B1"], placeOf("east"))).toEqual(["B1", "east"]);
    expect(withPlace(["B1", "east"], placeOf("east"))).toEqual(["B1"]);
    expect(withPlace(["B1", "east"], placeOf("wards"))).toEqual(["wards"]);
    expect(withPlace(["W1", "wards"], placeOf("B2"))).toEqual(["B2"]);
    expect(withPlace(["gone"], placeOf("B2"))).toEqual(["B2", "gone"]);
  });

  it("stands in a title by name, in a legend with what a group is made of", () => {
    expect([whereTitle([]), whereWords([]), titleIn("Drugs", [])]).toEqual([null, null, "Drugs"]);
    expect(titleIn("Drugs, 2019", ["east"])).toBe("Drugs, 2019 · East Area BCU");
    expect(whereTitle(["east", "B1"])).toBe("East Area BCU, City of London");
    expect(whereTitle(["B1", "B2", "B3"])).toBe("City of London and 2 more");
    expect(whereWords(["B1", "east"])).toBe("City of London, East Area BCU (Barnet, Camden)");
    expect([membersOf(placeOf("wards")), membersOf(placeOf("partly"))]).toEqual(["13 wards", "3 boroughs"]);
  });

  it("brings the map to the box of all its areas, once", () => {
    areaTarget.value = ["east"];
    expect(destination.value).toEqual([1, 0, 6, 1]);
    arrived();
    expect(destination.value).toBeNull();
    areaTarget.value = ["gone"];
    expect(destination.value).toBeNull();
    arrived();
  });
});
