import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeboBins } from "../../client/src/evaluation/placebo-bins.ts";
import { gathered, placeLines, seriesLines } from "../../client/src/evaluation/series-lines.ts";
import { apart, countTicks, dateTicks, dayOf, linePieces } from "../../client/src/evaluation/series-scale.ts";

type Result = Parameters<typeof seriesLines>[0];

const starts = ["2025-01-06", "2025-01-13", "2025-01-20", "2025-01-27"];
const result = {
  series: {
    ...{ unit: "week", starts, breaks: [], marks: [] },
    ...{ target: [10, 12, 6, 5], displacement: [1, 2, 3, 4], control: [100, 120, 110, 105] },
    places: [
      { name: "Hoxton", n: [1, 1, 3, 4] },
      { name: "Whitechapel", n: [2, 2, 2, 2] },
    ],
  },
  design: { windows: { before: { from: "2025-01-06", to: "2025-01-20" } } },
  receiving: [
    { name: "Hoxton", marked: true },
    { name: "Whitechapel", marked: false },
  ],
} as unknown as Result;

describe("the placebo distribution", () => {
  it("counts every placebo once and reaches over the target's own", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1 }),
        fc.double({ min: -9, max: 9, noNaN: true }),
        (residuals, own) => {
          const bins = placeboBins(residuals, own);
          expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(residuals.length);
          expect(bins[0]?.from).toBeLessThanOrEqual(own);
          expect((bins.at(-1)?.to ?? 0) + 1e-9).toBeGreaterThanOrEqual(own);
        },
      ),
    );
  });

  it("counts residuals that differ by the least that a number can hold", () => {
    expect(placeboBins([0], Number.MIN_VALUE)).toEqual([{ from: 0, to: 1, n: 1 }]);
  });

  it("draws nothing without placebos and without the target's own", () => {
    expect(placeboBins([], null)).toEqual([]);
  });

  it("puts equal residuals into one column", () => {
    expect(placeboBins([1, 1, 1], 1)).toEqual([{ from: 1, to: 2, n: 3 }]);
  });
});

describe("the lines of a series", () => {
  it("bring the control to the target's level before", () => {
    expect(seriesLines(result)).toEqual([
      { name: "target", kind: "target", n: [10, 12, 6, 5] },
      { name: "displacement zone", kind: "displacement", n: [1, 2, 3, 4] },
      { name: "control (scaled)", kind: "control", n: [10, 12, 11, 10.5] },
    ]);
  });

  it("draw a place only where it stands out", () => {
    expect(placeLines(result)).toEqual([{ name: "Hoxton", kind: "place", n: [1, 1, 3, 4] }]);
  });

  it("are summed over whole groups of steps, the incomplete last one left out", () => {
    const lines = [{ name: "target", kind: "target", n: [1, 2, 3, 4, 5] }] as const;
    expect(gathered({ starts: [...starts, "2025-02-03"] }, lines, 2)).toEqual({
      starts: ["2025-01-06", "2025-01-20"],
      lines: [{ name: "target", kind: "target", n: [3, 7] }],
    });
  });

  it("stop at a break of recording", () => {
    expect(linePieces(starts, [{ date: "2025-01-15" }])).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(linePieces(starts, [])).toEqual([[0, 1, 2, 3]]);
  });
});

describe("the scale of a series", () => {
  it("has round ticks from zero to above the highest count", () => {
    expect(countTicks(147)).toEqual([0, 50, 100, 150]);
    expect(countTicks(3)).toEqual([0, 1, 2, 3]);
    expect(countTicks(0)).toEqual([0, 1]);
  });

  it("has as many dates as there is room for", () => {
    expect(dateTicks("2025-02-01", "2025-12-31")).toEqual(["2025-04-01", "2025-07-01", "2025-10-01"]);
    expect(dateTicks("2023-11-01", "2025-03-01")).toEqual(["2024-01-01", "2024-07-01", "2025-01-01"]);
    expect(dateTicks("2010-05-01", "2016-05-01")).toHaveLength(6);
  });

  it("keeps names at the ends of lines apart", () => {
    expect(apart([50, 52, 10], 14)).toEqual([50, 64, 10]);
  });

  it("counts days since 1970", () => {
    expect([dayOf("1970-01-02"), dayOf("2025-11-03")]).toEqual([1, 20_395]);
  });
});
