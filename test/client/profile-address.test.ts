import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_PROFILE, formatProfile, parseProfile, targetOf } from "../../client/src/workspaces/profile/address.ts";

describe("the address of a profile", () => {
  it("is bare where nothing was chosen", () => {
    expect(formatProfile(EMPTY_PROFILE)).toBe("#/profile");
    expect(parseProfile("#/profile")).toEqual(EMPTY_PROFILE);
  });

  it("names the place and the end of its twelve months", () => {
    expect(parseProfile("#/profile?dataset=demo&area=E05000319&to=2026-11-01")).toEqual({
      dataset: "demo",
      area: "E05000319",
      to: "2026-11-01",
      category: null,
    });
  });

  it("leaves what it cannot read at its default", () => {
    expect(parseProfile("#/profile?dataset=No!&area=a b&to=2026-11-15&category=Drugs")).toEqual(EMPTY_PROFILE);
  });

  it("tells a target area from a code", () => {
    expect([targetOf("target-7"), targetOf("target-0"), targetOf("E05000319")]).toEqual([7, null, null]);
  });

  it("reads what it wrote", () => {
    const query = fc.record({
      dataset: fc.constantFrom(null, "demo", "police-uk"),
      area: fc.constantFrom(null, "E05000319", "E09000016", "target-12"),
      to: fc.option(fc.integer({ min: 1, max: 12 }).map((month) => `2026-${String(month).padStart(2, "0")}-01`)),
      category: fc.constantFrom(null, "drugs", "supply,drug_asb"),
    });
    fc.assert(
      fc.property(query, (asked) => {
        expect(parseProfile(formatProfile(asked))).toEqual(asked);
      }),
    );
  });
});
