import { describe, expect, it } from "vitest";
import { edgesOf, snapToEdges } from "../../client/src/shapes/edge-snap.ts";
import type { AreaCollection } from "../../server/api/types.ts";

/** A square of a hundredth of a degree with its south-west corner at 0, 51.5, and another one far off. */
const areas = {
  features: [
    [0, 51.5],
    [1, 52],
  ].map(([west = 0, south = 0]) => ({
    geometry: {
      type: "MultiPolygon",
      coordinates: [
        [
          [
            [west, south],
            [west + 0.01, south],
            [west + 0.01, south + 0.01],
            [west, south + 0.01],
            [west, south],
          ],
        ],
      ],
    },
  })),
} as unknown as AreaCollection;
const edges = edgesOf(areas);
const REACH = 0.001;

describe("a corner put near the edge of an area", () => {
  it("goes onto the edge at its nearest point", () => {
    expect(snapToEdges(edges, [0.004, 51.5003], REACH)).toEqual([0.004, 51.5]);
    expect(snapToEdges(edges, [0.0103, 51.504], REACH)).toEqual([0.01, 51.504]);
  });

  it("goes onto a corner of the area rather than onto the edge beside it", () => {
    expect(snapToEdges(edges, [0.0006, 51.50002], REACH)).toEqual([0, 51.5]);
  });

  it("stays where no edge is within reach, measured alike in both directions", () => {
    expect(snapToEdges(edges, [0.005, 51.505], REACH)).toBe(null);
    expect(snapToEdges(edges, [0.0112, 51.505], REACH)).toBe(null);
    // A thousandth of a degree of longitude is 69 m here, of latitude 111 m.
    expect(snapToEdges(edges, [0.005, 51.4993], REACH)).toBe(null);
    expect(snapToEdges(edges, [0.005, 51.4994], REACH)).toEqual([0.005, 51.5]);
  });

  it("stays where there are no areas", () => {
    expect(snapToEdges(edgesOf(null), [0, 51.5], REACH)).toBe(null);
  });
});
