import { describe, expect, it } from "vitest";
import { boundsOf } from "../../client/src/cells/outline.ts";
import { areaFinder, nearestPlace } from "../../client/src/cells/place-names.ts";
import type { AreaCollection } from "../../server/api/types.ts";

const square = (code: string, west: number, hole: [number, number][] = []): AreaCollection["features"][number] => ({
  type: "Feature",
  properties: { code, name: code, borough: null, boroughName: null, label: [west + 0.5, 0.5] },
  geometry: {
    type: "MultiPolygon",
    coordinates: [
      [
        [
          [west, 0],
          [west + 1, 0],
          [west + 1, 1],
          [west, 1],
          [west, 0],
        ],
        ...(hole.length > 0 ? [hole] : []),
      ],
    ],
  },
});
const hole: [number, number][] = [
  [0.4, 0.4],
  [0.6, 0.4],
  [0.6, 0.6],
  [0.4, 0.6],
  [0.4, 0.4],
];
const areas: AreaCollection = {
  type: "FeatureCollection",
  set: "squares",
  kind: "ward",
  synthetic: true,
  note: null,
  features: [square("a", 0, hole), square("b", 1)],
};

describe("naming a place", () => {
  it("finds the area that holds a point", () => {
    const find = areaFinder(areas);
    expect(find([0.2, 0.5])?.properties.code).toBe("a");
    expect(find([1.5, 0.5])?.properties.code).toBe("b");
    expect(find([2.5, 0.5])).toBeNull();
    expect(areaFinder(null)([0, 0])).toBeNull();
  });

  it("does not count a hole as inside", () => {
    expect(areaFinder(areas)([0.5, 0.5])).toBeNull();
  });

  it("boxes an area by its outer rings", () => {
    expect(boundsOf(square("b", 1).geometry)).toEqual([1, 0, 2, 1]);
  });

  it("takes the nearest place, within the given distance only", () => {
    // Liverpool Street and Moorgate are 480 m apart.
    const places = [
      { id: 1, kind: "station", name: "Liverpool Street", lng: -0.082, lat: 51.518 },
      { id: 2, kind: "station", name: "Moorgate", lng: -0.089, lat: 51.518 },
    ];
    expect(nearestPlace(places, [-0.083, 51.518], 800)?.name).toBe("Liverpool Street");
    expect(nearestPlace(places, [-0.088, 51.518], 800)?.name).toBe("Moorgate");
    expect(nearestPlace(places, [-0.12, 51.518], 800)).toBeNull();
  });
});
