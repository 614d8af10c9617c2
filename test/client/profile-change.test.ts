import { describe, expect, it } from "vitest";
import { scaledLine } from "../../client/src/workspaces/profile/scaled-line.ts";
import { changeShare, yearChange } from "../../client/src/workspaces/profile/year-change.ts";

const months = (n: number) => Array.from({ length: 12 }, () => n);
const BREAK = { date: "2024-04-01", label: "New system", reason: "Another system." };

describe("the change from one year to the next", () => {
  it("has the interval of a ratio of Poisson counts where the months are even", () => {
    // 120 → 60: ln ½ ± 1.959964 · √(1/120 + 1/60), worked out with Python's math module: −0.633239 and −0.318357.
    const found = yearChange(months(10), months(5), []);
    expect(found).toMatchObject({ change: -0.5, withinChance: false, reason: null });
    expect(found.change === null ? null : found.low).toBeCloseTo(-0.633239, 6);
    expect(found.change === null ? null : found.high).toBeCloseTo(-0.318357, 6);
  });

  it("is less sure where the months of a year are burstier than chance", () => {
    const even = yearChange(months(10), months(5), []);
    const burst = yearChange(months(10), [60, ...months(0).slice(1)], []);
    expect(even.change).toBe(burst.change);
    expect([even, burst].map((found) => found.change !== null && found.withinChance)).toEqual([false, true]);
  });

  it("is not told under twenty in both years, or under five before", () => {
    expect(yearChange(months(1), [7, ...months(0).slice(1)], [])).toEqual({
      change: null,
      reason: "too few to compare",
    });
    expect(yearChange([4, ...months(0).slice(1)], months(4), [])).toEqual({
      change: null,
      reason: "too few to compare",
    });
  });

  it("is not taken across a recording break, nor against a year that is not there", () => {
    expect(yearChange(months(10), months(5), [BREAK])).toEqual({ change: null, reason: "recording break Apr 2024" });
    expect(yearChange(null, months(5), [])).toEqual({ change: null, reason: "no whole year before" });
  });

  it("has an interval even where nothing is left", () => {
    const found = yearChange(months(10), months(0), []);
    expect(found).toMatchObject({ change: -1, withinChance: false });
    expect(found.change !== null && found.low > -1 && found.high < 0).toBe(true);
  });

  it("is written with its sign", () => {
    expect([changeShare(0.254), changeShare(-0.5), changeShare(0.001)]).toEqual(["+25 %", "−50 %", "0 %"]);
  });
});

describe("the line of a comparator", () => {
  it("has the place's own total, so that only the movement shows", () => {
    const line = scaledLine([10, 10, 10], [100, 200, 300], [[0, 1, 2]]);
    expect(line).toEqual([5, 10, 15]);
  });

  it("is scaled anew after a recording break", () => {
    const own = [10, 10, 10, 20, 20, 20];
    const other = [100, 100, 100, 100, 100, 100];
    expect(
      scaledLine(own, other, [
        [0, 1, 2],
        [3, 4, 5],
      ]),
    ).toEqual([10, 10, 10, 20, 20, 20]);
  });

  it("is not drawn where there is too little to carry it", () => {
    const none = [null, null, null];
    expect(scaledLine([3, 3, 3], [100, 100, 100], [[0, 1, 2]])).toEqual(none);
    expect(scaledLine([30, 30, 30], [100, 100, 100], [[0, 1], [2]])).toEqual(none);
    expect(scaledLine([30, 30, 30], [0, 0, 0], [[0, 1, 2]])).toEqual(none);
  });
});
