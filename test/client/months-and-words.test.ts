import { describe, expect, it } from "vitest";
import { formatBytes, formatCount, formatDay, formatPeriod, formatShare } from "../../client/src/format.ts";
import { lastMonth, monthRange, monthsBetween, shiftMonth } from "../../client/src/months.ts";

describe("months", () => {
  it("shift over the turn of a year", () => {
    expect(shiftMonth("2019-11", 3)).toBe("2020-02");
    expect(shiftMonth("2019-01", -1)).toBe("2018-12");
    expect(monthsBetween("2018-02", "2020-01")).toBe(23);
    expect(monthRange("2019-12", "2020-02")).toEqual(["2019-12", "2020-01"]);
    expect(monthRange("2020-02", "2019-12")).toEqual([]);
  });

  it("end with the month the last day lies in", () => {
    expect(lastMonth("2020-01-01")).toBe("2019-12");
    expect(lastMonth("2020-01-15")).toBe("2020-01");
  });
});

describe("words for periods and numbers", () => {
  it("name a year, a month or both ends", () => {
    expect(formatPeriod("2019-01-01", "2020-01-01")).toBe("2019");
    expect(formatPeriod("2019-05-01", "2019-06-01")).toBe("May 2019");
    expect(formatPeriod("2018-02-01", "2019-02-01")).toBe("Feb 2018 – Jan 2019");
    expect(formatPeriod("2018-01-01", "2020-01-01")).toBe("Jan 2018 – Dec 2019");
  });

  it("write dates, thousands, bytes and shares for people", () => {
    expect(formatDay("2026-11-21T10:00:00Z")).toBe("21 Nov 2026");
    expect(formatCount(44704)).toBe("44,704");
    expect([formatBytes(12), formatBytes(1_536), formatBytes(42_000_000)]).toEqual(["12 B", "1.5 kB", "42.0 MB"]);
    expect(formatShare(0.8512)).toBe("85.1 %");
  });
});
