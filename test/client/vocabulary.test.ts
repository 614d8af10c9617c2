import { describe, expect, it } from "vitest";
import {
  categoryChoices,
  categoryLabel,
  categoryPhrase,
  effortWarning,
  markingOf,
  resolutionAt,
} from "../../client/src/vocabulary.ts";
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

const extract = dataset(
  [
    { category: "drug_search", n: 40 },
    { category: "possession", n: 7 },
    { category: "drug_asb", n: 5 },
    { category: "supply", n: 2 },
    { category: "production", n: 1 },
  ],
  false,
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

  it("offers the public's reports and supply in all its forms right after the group, apart from possession", () => {
    expect(categoryChoices(extract).map((c) => [c.value, c.n])).toEqual([
      ["drugs", 10],
      ["drug_asb", 5],
      ["supply,production", 3],
      ["drug_search", 40],
      ["possession", 7],
      ["supply", 2],
      ["production", 1],
    ]);
    expect(categoryLabel("supply,production")).toBe("Drug supply + Drug production");
    expect([categoryPhrase("supply,production"), categoryPhrase("drug_asb"), categoryPhrase("asb")]).toEqual([
      "drug supply + drug production",
      "drug-related ASB",
      "anti-social behaviour",
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
    expect(effortWarning(policeUk, "drugs")).toMatch(/^Unsplit data: about nine in ten are possession/);
    expect(effortWarning(policeUk, "weapon,drug_unsplit")).toMatch(/^Unsplit data/);
    expect(effortWarning(policeUk, "weapon")).toBeNull();
  });

  it("stand by possession with its share and the searches beside it", () => {
    expect(effortWarning(extract, "drugs")).toBe(
      "70.0 % is possession (7 of 10 in all of this data), beside 40 drug searches. Public reports and supply are counted apart.",
    );
    expect(effortWarning(extract, "possession")).toMatch(/^Possession is found by searching: beside 40 drug searches/);
    expect(effortWarning(dataset([{ category: "possession", n: 7 }], false), "possession")).toContain(
      "no drug searches in this data",
    );
  });

  it("are not given where neither possession nor unsplit drugs are counted", () => {
    expect(["drug_asb", "supply,production", "drug_search"].map((c) => effortWarning(extract, c))).toEqual([
      ...[null, null, null],
    ]);
  });

  it("mark intelligence OFFICIAL-SENSITIVE and other counts OFFICIAL", () => {
    expect(markingOf("drugs")).toBe("OFFICIAL");
    expect(markingOf("drugs,drug_intelligence")).toBe("OFFICIAL-SENSITIVE");
  });
});

it("follows the zoom: 8 and less 7, 9 and 10 8, 11 and 12 9, from 13 on 10", () => {
  expect([6, 8.99, 9, 10.99, 11, 12.99, 13, 17].map(resolutionAt)).toEqual([7, 7, 8, 8, 9, 9, 10, 10]);
});
