import { describe, expect, it } from "vitest";
import { monthRange } from "../../client/src/months.ts";
import { confidenceNotes } from "../../client/src/workspaces/profile/confidence.ts";
import { countedCategories } from "../../client/src/workspaces/profile/counted-categories.ts";
import { coverageProblem } from "../../client/src/workspaces/profile/coverage.ts";
import { profilePeriod } from "../../client/src/workspaces/profile/period.ts";
import { rankInBorough, spikeRows, untested } from "../../client/src/workspaces/profile/spike-rows.ts";
import { yearRows } from "../../client/src/workspaces/profile/year-rows.ts";
import { zonesOver } from "../../client/src/workspaces/profile/zones-over.ts";
import type { DatasetInfo, SpikesBody, ZoneListBody } from "../../server/api/types.ts";

const PERIOD = profilePeriod({ from: "2023-11-01", to: "2026-11-01" }, null);
if (PERIOD === null) throw new Error("the fixture has no months");
const TWO_YEARS = monthRange("2024-11", "2026-11");

function series(category: string, now: number, borough: number) {
  const rows = TWO_YEARS.map((month) => ({
    month,
    n: month >= "2025-11" ? now : 10,
    borough: month >= "2025-11" ? borough : 100,
  }));
  return { category, rows, breaks: [], boroughName: "Havering" };
}

describe("the rows of a profile", () => {
  it("are all drug offences, then each category that the data holds", () => {
    const categories = [
      { category: "supply", n: 4 },
      { category: "possession", n: 9 },
      { category: "drug_find", n: 0 },
      { category: "violence", n: 2 },
    ] as const;
    expect(countedCategories({ categories: [...categories] })).toEqual(["drugs", "supply", "possession", "violence"]);
  });

  it("do not say the same twice where drug offences are not split", () => {
    const categories = [
      { category: "drug_unsplit", n: 75_791 },
      { category: "weapon", n: 13_399 },
    ] as const;
    expect(countedCategories({ categories: [...categories] })).toEqual(["drugs", "weapon"]);
  });
});

describe("the categories of two years", () => {
  it("are counted in the window and in the year before", () => {
    expect(yearRows([series("drugs", 5, 50)], PERIOD)).toMatchObject([
      { category: "drugs", now: 60, before: 120, doubt: null, change: { change: -0.5 } },
    ]);
  });

  it("call a zero a gap where the whole borough has none", () => {
    expect(yearRows([series("drug_search", 0, 0)], PERIOD)).toMatchObject([
      {
        now: 0,
        doubt: "none in all of Havering: may not be in this data",
        change: { change: null, reason: "none in all of Havering: may not be in this data" },
      },
    ]);
  });
});

describe("the coverage of a borough", () => {
  it("is doubted in months without any of what is common in the others", () => {
    expect(coverageProblem([40, 0, 0, 38], "Havering")).toBe(
      "none in all of Havering in 2 of 4 months: may not be in this data",
    );
  });

  it("is not doubted where few a month are usual", () => {
    expect(coverageProblem([2, 0, 3, 1], "Havering")).toBe(null);
  });
});

const GATE = { reason: "too_few_months", message: "Too few months." } as const;
const row = (code: string, n: number, flagged = false) => ({
  code,
  name: `Ward ${code}`,
  n,
  mean: 2,
  q: 0.01,
  flagged,
  after: [3],
});
const month = (name: string, rows: object[], gate: object | null = null) =>
  ({ month: name, spikes: rows, gate }) as SpikesBody;

describe("the spikes of a year", () => {
  const answers = [
    month("2026-01", [row("A", 4), row("B", 9, true)]),
    month("2026-02", [row("A", 12, true), row("B", 1)]),
    month("2026-03", [row("A", 0), row("B", 0)]),
    month("2026-04", [], GATE),
  ];

  it("are those of the ward; a borough lists all of its wards'", () => {
    const ward = { kind: "ward", ward: { code: "A", name: "Ward A" } } as const;
    expect(spikeRows(answers, ward).map((found) => [found.month, found.n])).toEqual([["2026-02", 12]]);
    expect(spikeRows(answers, { kind: "borough", ward: null }).map(({ code }) => code)).toEqual(["B", "A"]);
  });

  it("give the ward's rank in its borough; nobody is first with nothing", () => {
    expect(rankInBorough(answers, "A")).toEqual({ months: 3, top1: 1, top3: 2, wards: 2 });
  });

  it("say which months were not tested, and why", () => {
    expect(untested(answers)).toEqual([{ reason: "Too few months.", months: ["2026-04"] }]);
  });
});

describe("the zones over an area", () => {
  const square = (west: number, east: number) => [
    [
      [
        [west, 51],
        [east, 51],
        [east, 51.1],
        [west, 51.1],
        [west, 51],
      ],
    ],
  ];
  const zone = (id: number, west: number, east: number) =>
    ({ id, geometry: { type: "MultiPolygon", coordinates: square(west, east) } }) as ZoneListBody["zones"][number];
  const outline = { type: "MultiPolygon", coordinates: square(0, 0.1) } as const;

  it("are those that cover a part of it, the largest part first", () => {
    const over = zonesOver([zone(1, 0.09, 0.2), zone(2, -0.1, 0.05), zone(3, 0.3, 0.4)], { ...outline });
    expect(over.map(({ zone: found }) => found.id)).toEqual([2, 1]);
    expect(over.map(({ share }) => share.toFixed(2))).toEqual(["0.50", "0.10"]);
  });

  it("are not those that only share its border", () => {
    expect(zonesOver([zone(4, 0.1, 0.2)], { ...outline })).toEqual([]);
  });
});

describe("the notes on confidence", () => {
  const data = {
    ...{ synthetic: false, precision: "month", points: 80, notMapped: 20, snapped: true },
  } as DatasetInfo;
  const known = { data, scope: { note: null } as never, period: PERIOD, rows: [], breaks: 0, sets: [] };

  it("warn of what has no place, of snapped points and of missing hours", () => {
    const notes = confidenceNotes(known);
    expect(notes[0]).toBe(
      "Only 80.0 % of the data’s 100 incidents have a place: counts by area are too low, and not by the same share everywhere.",
    );
    expect(notes[1]).toContain("snapped");
    expect(notes[2]).toBe("Times are known to the month only: no hours.");
  });

  it("begin with what is made up", () => {
    const [first] = confidenceNotes({ ...known, data: { ...data, synthetic: true } });
    expect(first).toBe("SYNTHETIC – not real places’ crime.");
  });

  it("say when the trend is broken", () => {
    expect(confidenceNotes({ ...known, breaks: 1 }).join(" ")).toContain("no change is taken across it");
  });
});
