import { describe, expect, it } from "vitest";
import { defaultCategory, surfaceMark, surfacesOf } from "../../client/src/surfaces.ts";
import type { DatasetInfo } from "../../server/api/types.ts";

const dataset = (categories: DatasetInfo["categories"], unsplit = false): DatasetInfo => ({
  ...{ id: "d", title: "D", synthetic: false, version: 1, from: "2019-01-01", to: "2020-01-01", precision: "minute" },
  ...{ points: 1, notMapped: 0, publishedCounts: false, snapped: false, unsplit, forces: [], categories, sets: [] },
});
const extract = dataset([
  { category: "drug_search", n: 40 },
  { category: "possession", n: 7 },
  { category: "drug_asb", n: 5 },
  { category: "supply", n: 2 },
  { category: "production", n: 1 },
]);
const openData = dataset([{ category: "drug_unsplit", n: 10 }], true);

describe("who made the records", () => {
  it("comes first where nobody chose: reports by the public, however few there are", () => {
    expect(defaultCategory(extract)).toBe("drug_asb");
  });

  it("has no say in open data: all that is there is counted, without a mark that nobody could vouch for", () => {
    expect([defaultCategory(openData), surfaceMark(openData, "drugs")]).toEqual(["drugs", null]);
    expect(surfacesOf(openData).map(({ value }) => value)).toEqual(["drugs"]);
  });

  it("falls back to supply, and to what there is", () => {
    const of = (...categories: DatasetInfo["categories"]) => defaultCategory(dataset(categories));
    expect(of({ category: "drug_asb", n: 0 }, { category: "supply", n: 3 }, { category: "possession", n: 9 })).toBe(
      "supply",
    );
    expect(of({ category: "robbery", n: 3 })).toBe("robbery");
    expect(of()).toBe("drugs");
  });

  it("offers reports, supply marked police-generated, possession apart, and all of it", () => {
    expect(surfacesOf(extract).map(({ value, label, n, mark }) => [value, label, n, mark])).toEqual([
      ["drug_asb", "Public reports", 5, "Reported by the public"],
      ["supply,production", "Supply", 3, "Police-generated"],
      ["possession", "Possession", 7, "Police-generated, found by searching"],
      ["drugs", "All offences", 10, "Police-generated for the most part"],
    ]);
    expect([surfaceMark(extract, "supply"), surfaceMark(extract, "robbery")]).toEqual(["Police-generated", null]);
  });
});
