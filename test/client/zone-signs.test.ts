import { describe, expect, it } from "vitest";
import { boundsOf, holdsPoint } from "../../client/src/cells/outline.ts";
import { patternPath, ZONE_SIGNS } from "../../client/src/layers/zone-signs.ts";
import { middleOf, zoneData, zoneLabelData } from "../../client/src/layers/zones.ts";
import type { ZoneListBody } from "../../server/api/types.ts";
import { ZONE_KINDS } from "../../server/api/vocabulary.ts";

type ListedZone = ZoneListBody["zones"][number];
const ring = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const geometry = { type: "MultiPolygon" as const, coordinates: [[ring(0, 50, 4), ring(1, 51, 1)], [ring(10, 50, 1)]] };
const zone = (id: number, status: ListedZone["status"]) =>
  ({ id, kind: "pspo", status, partOfDay: false, powers: { short: "alcohol only" }, geometry }) as ListedZone;

describe("the signs of zones", () => {
  it("are there for every kind, and differ without their colour", () => {
    expect(Object.keys(ZONE_SIGNS)).toEqual(ZONE_KINDS);
    const signs = ZONE_KINDS.map((kind) => ZONE_SIGNS[kind]);
    expect(new Set(signs.map(({ code }) => code)).size).toBe(signs.length);
    expect(new Set(signs.map(({ pattern, dash }) => `${pattern} ${dash.join()}`)).size).toBe(signs.length);
  });

  it("are drawn as lines a step apart", () => {
    expect(patternPath("bars", { width: 12, height: 12 }, 6)).toBe("M0 3H12M0 9H12");
    expect(patternPath("plain", { width: 12, height: 12 }, 6)).toBe("");
  });
});

describe("zones on a map", () => {
  it("hold only while they are in force; the others say that they do not", () => {
    const drawn = zoneData([zone(1, "in_force"), zone(2, "ended")]);
    expect(drawn).toMatchObject({
      features: [
        { id: 2, properties: { holds: false } },
        { id: 1, properties: { holds: true } },
      ],
    });
    expect(zoneLabelData([zone(1, "in_force"), zone(2, "discharged"), zone(3, "not_yet")])).toMatchObject({
      features: [
        { properties: { code: "PSPO", words: "alcohol only" } },
        { properties: { words: "not in force" } },
        { properties: { words: "planned" } },
      ],
    });
  });

  it("are dots where they are about premises, which are too small to be seen", () => {
    const closure = { ...zone(1, "in_force"), kind: "closure_order" as const };
    const { features } = zoneLabelData([closure, zone(2, "in_force")]) as { features: { properties: unknown }[] };
    expect(features.map(({ properties }) => properties)).toMatchObject([{ premises: true }, { premises: false }]);
  });

  it("are named in the middle of their largest part", () => {
    expect(middleOf(geometry)).toEqual([2, 52]);
  });

  it("are found under a click, a hole not", () => {
    expect(holdsPoint(geometry, [0.5, 50.5])).toBe(true);
    expect(holdsPoint(geometry, [1.5, 51.5])).toBe(false);
    expect(holdsPoint(geometry, [10.5, 50.5])).toBe(true);
    expect(holdsPoint(geometry, [7, 50.5])).toBe(false);
    expect(boundsOf(geometry)).toEqual([0, 50, 11, 54]);
  });
});
