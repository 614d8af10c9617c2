import { describe, expect, it } from "vitest";
import { CATEGORIES, type Category, type Generation } from "../../server/api/vocabulary.ts";
import { type Place, suggestRoute } from "../../server/statistics/repeat-route.ts";

type Told = [category: Category, n: number, source: string, generation?: Generation];

/** An address with a key, of these records. */
const address = (told: readonly Told[], more: Partial<Place> = {}): Place => ({
  ...{ keyed: true, text: "12 Mill Road", flag: "none" },
  records: told.map(([category, n, source, generation = "police_generated"]) => ({
    ...{ category: CATEGORIES.indexOf(category), n, source, generation },
  })),
  ...more,
});
const calls = (n: number): Told => ["drug_asb", n, "101", "public_reported"];

describe("the warrant route of a repeat location", () => {
  it("follows from three records of intelligence, supply or production at one address", () => {
    const place = address([
      ["drug_intelligence", 1, "intelligence"],
      ["supply", 1, "patrol"],
      ["production", 1, "patrol"],
    ]);
    expect(suggestRoute(place)).toEqual({
      route: "warrant",
      reason: "3 records of intelligence, supply or production at one address.",
    });
  });

  it("does not follow from two of them", () => {
    expect(suggestRoute(address([["drug_intelligence", 2, "intelligence"], calls(1)])).route).toBeNull();
  });

  it("does not follow from possession and searches, however many", () => {
    expect(
      suggestRoute(
        address([
          ["possession", 20, "patrol"],
          ["drug_search", 20, "patrol"],
        ]),
      ).route,
    ).toBeNull();
  });

  it("does not count what the last warrant itself found", () => {
    expect(suggestRoute(address([["supply", 5, "Warrant"], calls(2)])).route).toBeNull();
  });

  it("comes before housing where the neighbours ring as well", () => {
    expect(suggestRoute(address([["drug_intelligence", 3, "intelligence"], calls(9)])).route).toBe("warrant");
  });

  it("gives way to closure where a warrant was carried out and the public still reports", () => {
    const place = address([["drug_intelligence", 9, "intelligence"], ["supply", 1, "warrant"], calls(3)]);
    expect(suggestRoute(place)).toEqual({
      route: "closure",
      reason: "3 public reports beside 1 from warrants: a closure notice.",
    });
  });

  it("is suggested again after a warrant that nobody's reports followed", () => {
    const place = address([["drug_intelligence", 3, "intelligence"], ["supply", 1, "warrant"], calls(2)]);
    expect(suggestRoute(place).route).toBe("warrant");
  });

  it("needs an address: a point, licensed premises or a custody suite has another route or none", () => {
    const told: Told[] = [["drug_intelligence", 9, "intelligence"]];
    expect(suggestRoute(address(told, { keyed: false })).route).toBeNull();
    expect(suggestRoute(address(told, { text: "The Crown public house" })).route).toBe("licensing");
    expect(suggestRoute(address(told, { flag: "custody_suite" })).route).toBeNull();
  });
});
