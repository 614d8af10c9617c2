import { describe, expect, it } from "vitest";
import { formatChange, formatQ } from "../../client/src/format.ts";
import { dayBefore } from "../../client/src/months.ts";
import { backtestWords } from "../../client/src/workspaces/analyse/places/backtest-words.ts";
import {
  bestQ,
  briefReason,
  defaultWords,
  flagWords,
  isMostlyDefault,
  movementWords,
  reasonOf,
} from "../../client/src/workspaces/analyse/places/cluster-words.ts";
import { unbroken } from "../../client/src/workspaces/analyse/places/unbroken.ts";
import type { BacktestBody, ClustersBody } from "../../server/api/types.ts";

type Cluster = ClustersBody["clusters"][number];
const cluster = (evidence: Cluster["evidence"], rest: Partial<Cluster> = {}) =>
  ({ evidence, n: 200, defaultPoints: [], ...rest }) as unknown as Cluster;

describe("why a place is listed", () => {
  it("names each test with its cells and its smallest q", () => {
    const both = cluster({ areaCells: 4, placeCells: 1, areaQ: 0.0005, placeQ: 0.021 });
    expect(reasonOf(both).replaceAll("\u00a0", " ")).toBe(
      "4 cells where counts cluster more than chance would (q < 0.1 %); 1 cell among the busiest 1 % month after month (q = 2.1 %).",
    );
    expect(bestQ(both)).toBe(0.0005);
  });

  it("is told in a few words beside its name", () => {
    const of = (areaCells: number, placeCells: number) =>
      briefReason(cluster({ areaCells, placeCells, areaQ: 0.01, placeQ: 0.01 }));
    expect([of(4, 2), of(4, 1), of(1, 0), of(0, 1), of(0, 3)]).toEqual([
      "counts cluster in 4 cells, 2 are busy month after month",
      "counts cluster in 4 cells, 1 is busy month after month",
      "counts cluster in 1 cell",
      "1 cell is busy month after month",
      "3 cells are busy month after month",
    ]);
  });

  it("does not name a test that lists nothing", () => {
    const place = cluster({ areaCells: 0, placeCells: 2, areaQ: null, placeQ: 0.01 });
    expect(reasonOf(place).replaceAll("\u00a0", " ")).toBe(
      "2 cells among the busiest 1 % month after month (q = 1.0 %).",
    );
  });

  it("says how many records stand where records are put", () => {
    const station = cluster(
      { areaCells: 0, placeCells: 1, areaQ: null, placeQ: 0.01 },
      { defaultPoints: [{ flag: "police_station", n: 199 }] },
    );
    expect(defaultWords(station)).toBe("199 of its records stand at a police station");
    expect(flagWords(station)).toBe("a police station");
    expect(isMostlyDefault(station)).toBe(true);
    expect(isMostlyDefault({ n: 5_758, defaultPoints: [{ flag: "police_station", n: 3 }] })).toBe(false);
    expect(defaultWords({ n: 200, defaultPoints: [] })).toBeNull();
  });

  it("tells the movement in signs and in words", () => {
    expect(movementWords(2)).toEqual({ sign: "▲ 2", spoken: "up 2 places in a month" });
    expect(movementWords(-1)).toEqual({ sign: "▼ 1", spoken: "down 1 place in a month" });
    expect(movementWords(0).sign).toBe("=");
    expect(movementWords(null)).toEqual({ sign: "new", spoken: "not listed a month before" });
  });
});

describe("the backtest in words", () => {
  const row = (method: string, hitRate: number, beatsPlainCount: boolean | null) => ({
    ...{ method, cut: 0.01, units: 161, forecasts: 12, hitRate, pai: 1, pei: 1, paiRange: null, says: null },
    beatsPlainCount,
  });
  const body = (rows: ReturnType<typeof row>[], caption: string | null) =>
    ({ gate: null, rows, method: { caption } }) as unknown as BacktestBody;

  it("sets hot areas and hot places beside the plain count, and says who does not beat it", () => {
    const rows = [row("plain_count", 0.41, null), row("gi_star", 0.33, false), row("persistence", 0.4, false)];
    expect(backtestWords(body(rows, "predicts recording, not dealing"))).toBe(
      "Backtest of 12 months: the first 1 % of cells held 33 % by hot areas, 40 % by hot places, 41 % by plain count of the next month. Neither beats the plain count. Predicts recording, not dealing.",
    );
  });

  it("says who does", () => {
    const rows = [row("plain_count", 0.14, null), row("gi_star", 0.12, false), row("persistence", 0.15, true)];
    expect(backtestWords(body(rows, null))).toContain("Hot places beat the plain count.");
  });

  it("gives the reason where there is none", () => {
    const gate = { reason: "too_few_months", message: "The data has 8 months." };
    expect(backtestWords({ gate, rows: [] } as unknown as BacktestBody)).toBe("No backtest: The data has 8 months.");
  });
});

it("breaks a line where the records change", () => {
  const rows = ["2024-01", "2024-02", "2024-03"].map((month) => ({ month }));
  expect(unbroken(rows, [{ date: "2024-02-01", label: "CONNECT", reason: "a new system" }])).toEqual([[0], [1, 2]]);
  expect(unbroken(rows, [])).toEqual([[0, 1, 2]]);
});

it("writes small q as a bound, and changes with their sign", () => {
  expect(formatQ(0.00004)).toBe("<\u00a00.1\u00a0%");
  expect(formatQ(0.021)).toBe("2.1\u00a0%");
  expect(formatQ(0.31)).toBe("31\u00a0%");
  expect([1_234, -5, 0].map(formatChange)).toEqual(["+1,234", "−5", "0"]);
});

it("finds the day before the first of a month", () => {
  expect(dayBefore("2026-03-01")).toBe("2026-02-28");
  expect(dayBefore("2024-03-01")).toBe("2024-02-29");
  expect(dayBefore("2026-01-01")).toBe("2025-12-31");
});
