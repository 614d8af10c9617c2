import { describe, expect, it } from "vitest";
import { categoryChoices, categoryLabel, isUnsplit, markingOf, resolutionAt } from "../../client/src/vocabulary.ts";
import type { DatasetInfo } from "../../server/api/types.ts";
import { CATEGORIES } from "../../server/api/vocabulary.ts";

const dataset = (categories: DatasetInfo["categories"], unsplit: boolean): DatasetInfo => ({
  id: "d",
  title: "D",
  synthetic: false,
  version: 1,
  from: "2019-01-01",
  to: "2020-01-01",
  precision: "month",
  points: 1,
  notMapped: 0,
  publishedCounts: false,
  snapped: true,
  unsplit,
  forces: [],
  categories,
  sets: [],
});
const policeUk = dataset(
  [
    { category: "drug_unsplit", n: 10 },
    { category: "weapon", n: 2 },
  ],
  true,
);

describe("what can be counted", () => {
  it("offers the group of drug offences first, and no empty category", () => {
    const mixed = dataset(
      [
        { category: "possession", n: 7 },
        { category: "supply", n: 3 },
        { category: "asb", n: 0 },
      ],
      false,
    );
    expect(categoryChoices(mixed).map((c) => [c.value, c.n])).toEqual([
      ["drugs", 10],
      ["possession", 7],
      ["supply", 3],
    ]);
  });

  it("does not offer unsplit drugs beside a group that is the same", () => {
    expect(categoryChoices(policeUk).map((c) => c.value)).toEqual(["drugs", "weapon"]);
  });

  it("has words for every category of the service", () => {
    for (const category of CATEGORIES) expect(categoryLabel(category)).not.toBe(category);
  });
});

describe("cautions", () => {
  it("warn of unsplit drugs only where they are what is counted", () => {
    expect(isUnsplit(policeUk, "drugs")).toBe(true);
    expect(isUnsplit(policeUk, "weapon,drug_unsplit")).toBe(true);
    expect(isUnsplit(policeUk, "weapon")).toBe(false);
    expect(isUnsplit(dataset([{ category: "possession", n: 7 }], false), "drugs")).toBe(false);
  });

  it("mark intelligence OFFICIAL-SENSITIVE and other counts OFFICIAL", () => {
    expect(markingOf("drugs")).toBe("OFFICIAL");
    expect(markingOf("drugs,drug_intelligence")).toBe("OFFICIAL-SENSITIVE");
  });
});

it("follows the zoom: 8 and less 7, 9 and 10 8, 11 and 12 9, from 13 on 10", () => {
  expect([6, 8.99, 9, 10.99, 11, 12.99, 13, 17].map(resolutionAt)).toEqual([7, 7, 8, 8, 9, 9, 10, 10]);
});
