import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_ZONES, formatZones, parseZones } from "../../client/src/workspaces/zones/address.ts";

describe("the address of the zones page", () => {
  it("is bare where nothing was chosen", () => {
    expect(formatZones(EMPTY_ZONES)).toBe("#/zones");
    expect(parseZones("#/zones")).toEqual(EMPTY_ZONES);
  });

  it("names the moment, the zone and what is done to it", () => {
    expect(parseZones("#/zones?dataset=demo&at=2026-11-21T17:30&all=1&zone=3&do=extend")).toEqual({
      dataset: "demo",
      at: "2026-11-21T17:30",
      all: true,
      zone: 3,
      task: "extend",
    });
  });

  it("leaves what it cannot read at its default, a change without a zone among it", () => {
    expect(parseZones("#/zones?dataset=No!&at=2026-11-21T17&all=yes&zone=0&do=extend")).toEqual(EMPTY_ZONES);
    expect(parseZones("#/zones?do=make").task).toBe("make");
  });

  it("reads what it wrote", () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
    const query = fc.record({
      dataset: fc.constantFrom(null, "demo", "police-uk"),
      at: fc.option(fc.tuple(day, fc.constantFrom("", "T00:00", "T23:59")).map(([date, clock]) => date + clock)),
      all: fc.boolean(),
      zone: fc.integer({ min: 1, max: 999_999_999 }),
      task: fc.constantFrom(null, "make", "edit", "extend", "vary", "discharge", "supersede"),
    });
    fc.assert(
      fc.property(query, (asked) => {
        expect(parseZones(formatZones(asked))).toEqual(asked);
      }),
    );
  });
});
