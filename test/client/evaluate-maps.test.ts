import { describe, expect, it } from "vitest";
import type { Part } from "../../client/src/layers/evaluation.ts";
import { viewOfBox } from "../../client/src/map/synced-maps.ts";
import { boxOfParts, footOf, isMarkedPart } from "../../client/src/workspaces/evaluate/maps/parts.ts";

type Rows = NonNullable<Parameters<typeof isMarkedPart>[1]>;

const part = (properties: Partial<Part["properties"]>, west: number): Part => ({
  type: "Feature",
  properties: { part: "target", k: null, code: null, name: null, ...properties },
  geometry: {
    type: "MultiPolygon",
    coordinates: [
      [
        [
          [west, 51.5],
          [west + 0.02, 51.5],
          [west + 0.01, 51.52],
          [west, 51.5],
        ],
      ],
    ],
  },
});
const hackney = { code: "E09000012", name: "Hackney" };
const rows = {
  rings: [{ k: 1, borough: hackney, marked: true }],
  strips: [{ ...hackney, marked: false }],
  receiving: [
    { id: "place-1", marked: true },
    { id: "place-2", marked: false },
  ],
} as unknown as Rows;

describe("the outlines of an evaluation", () => {
  it("are marked only where their row stands out", () => {
    const marked = (properties: Partial<Part["properties"]>) => isMarkedPart(part(properties, 0), rows);
    expect(marked({ part: "ring", k: 1, code: "E09000012" })).toBe(true);
    expect(marked({ part: "ring", k: 2, code: "E09000012" })).toBe(false);
    expect(marked({ part: "strip", code: "E09000012" })).toBe(false);
    expect(marked({ part: "receiving", code: "place-1" })).toBe(true);
    expect(marked({ part: "receiving", code: "place-2" })).toBe(false);
    expect(marked({ part: "target" })).toBe(false);
  });

  it("are never marked before there is a result", () => {
    expect(isMarkedPart(part({ part: "receiving", code: "place-1" }, 0), null)).toBe(false);
  });

  it("fit the map to all that is tested, and after the result to what stands out", () => {
    const geometry = {
      type: "FeatureCollection" as const,
      features: [
        part({}, -0.1),
        part({ part: "receiving", code: "place-2" }, 0.1),
        part({ part: "control", code: "x" }, 0.5),
      ],
    };
    expect(boxOfParts(geometry)).toEqual([-0.1, 51.5, 0.12000000000000001, 51.52]);
    expect(boxOfParts(geometry, rows)).toEqual([-0.1, 51.5, -0.08, 51.52]);
    expect(boxOfParts({ ...geometry, features: [] })).toBe(null);
  });

  it("are named at their foot", () => {
    expect(footOf(part({}, -0.1))).toEqual([-0.09, 51.5]);
  });
});

describe("the view of a box", () => {
  it("holds the box in the middle, the narrower side with a margin", () => {
    const view = viewOfBox([-0.1, 51.4, 0.1, 51.6], { width: 400, height: 400 });
    expect(view.lng).toBe(0);
    expect(view.lat).toBeCloseTo(51.5, 2);
    // 0.2 degrees of latitude at 51.5° N are 0.2 / cos(51.5°) of longitude on the map: 346.7 of 400 pixels.
    const pixels = ((0.2 / Math.cos((51.5 * Math.PI) / 180) / 360) * 512 * 2 ** view.zoom) / 400;
    expect(pixels).toBeCloseTo(13 / 15, 2);
  });

  it("comes no nearer than a street", () => {
    expect(viewOfBox([0, 51.5, 0, 51.5], { width: 400, height: 400 }).zoom).toBe(15);
  });
});
