import { describe, expect, it } from "vitest";
import { backtest, type Scorer } from "../../server/analytics/backtest.ts";
import { getisOrdZ, persistent, plainCount, ringKernel } from "../../server/analytics/backtest-scores.ts";
import { concentration } from "../../server/analytics/concentration.ts";
import { cellsAtCuts, predictiveAccuracy } from "../../server/analytics/predictive-accuracy.ts";
import { seededRandom } from "../../server/analytics/random.ts";
import { rankPersistence } from "../../server/analytics/rank-persistence.ts";
import { expectClose, fixture, hexagon } from "./fixture.ts";
import { poisson } from "./simulate.ts";

type Known = { obs: number[]; pred: number[]; PAI: number[]; PEI: number[]; hit_rate?: number[] };
const known = fixture<{ published_simple: Known; example6: Known }>("pai");

describe("PAI and PEI", () => {
  it.each([
    ["published example", known.published_simple],
    ["example with ties", known.example6],
  ])("equal ptools at every number of cells: %s", (_, example) => {
    const rows = predictiveAccuracy({
      score: Float64Array.from(example.pred),
      observed: Float64Array.from(example.obs),
      cells: example.obs.map((_, k) => k + 1),
    });
    expectClose(
      rows.map((row) => row.pai!),
      example.PAI,
    );
    expectClose(
      rows.map((row) => row.pei!),
      example.PEI,
    );
    if (example.hit_rate)
      expectClose(
        rows.map((row) => row.hitRate!),
        example.hit_rate,
      );
  });

  it("break ties against us", () => {
    const [one] = predictiveAccuracy({
      score: Float64Array.of(1, 1, 1),
      observed: Float64Array.of(5, 0, 2),
      cells: [1],
    });
    expect(one).toMatchObject({ hits: 0, hitRate: 0, pai: 0, pei: 0 });
  });

  it("have no value in a month in which nothing happened", () => {
    const [one] = predictiveAccuracy({ score: Float64Array.of(2, 1), observed: new Float64Array(2), cells: [1] });
    expect(one).toEqual({ cells: 1, hits: 0, hitRate: null, pai: null, pei: null });
  });

  it("name max(1, round(f·N)) units", () => {
    expect(cellsAtCuts([0.01, 0.05, 0.1], 679)).toEqual([7, 34, 68]);
    expect(cellsAtCuts([0.01], 18)).toEqual([1]);
  });
});

describe("the backtest", () => {
  const { cells, adjacency } = hexagon(6, 1);
  const random = seededRandom(3);
  const level = cells.map(() => (random() < 0.06 ? 12 : 0.5));
  const months = Array.from({ length: 24 }, () => Float64Array.from(level, (mean) => poisson(mean, random)));
  const blind: Scorer = (before) => before[0]!.map(() => 0);
  const methods = { plainCount, getisOrdZ: getisOrdZ(adjacency), persistent, ringKernel: ringKernel(adjacency), blind };
  const rows = backtest({ months, methods, baseline: "plainCount" });

  it("has a row per method and cut, each over twelve forecasts", () => {
    expect(rows).toHaveLength(15);
    expect(rows.every((row) => row.forecasts === 12)).toBe(true);
  });

  it("sees that places which stay busy can be forecast, and that a blind map cannot", () => {
    const pai = (method: string) => rows.find((row) => row.method === method && row.cut === 0.05)!;
    expect(pai("plainCount").pai!).toBeGreaterThan(8);
    expect(pai("blind").pai!).toBe(0);
    expect(pai("blind").beatsBaseline).toBe(false);
    expect(pai("plainCount").beatsBaseline).toBe(null);
    const [low, high] = pai("plainCount").paiRange!;
    expect(low).toBeLessThanOrEqual(pai("plainCount").pai!);
    expect(high).toBeGreaterThanOrEqual(pai("plainCount").pai!);
  });

  it("never shows the scorer the month it forecasts, nor any later one", () => {
    const shown: number[][] = [];
    const spy: Scorer = (before) => {
      shown.push(before.map((month) => months.indexOf(month as (typeof months)[number])));
      return new Float64Array(cells.length);
    };
    backtest({ months, methods: { spy }, baseline: "spy" });
    expect(shown).toEqual(Array.from({ length: 12 }, (_, origin) => Array.from({ length: 12 }, (_, k) => origin + k)));
  });

  it("refuses too few months and an unknown baseline", () => {
    expect(() => backtest({ months: months.slice(1), methods, baseline: "plainCount" })).toThrow(
      "Expected at least 24 months, got 23",
    );
    expect(() => backtest({ months, methods: { blind }, baseline: "plainCount" })).toThrow('"plainCount" is not among');
  });

  it("scores a cell with 4 beside one with 2 as 5 by the ring kernel", () => {
    const pair = { offsets: Uint32Array.of(0, 1, 2), neighbours: Uint32Array.of(1, 0) };
    expect([...ringKernel(pair)([Float64Array.of(4, 2)])]).toEqual([5, 4]);
  });
});

describe("concentration", () => {
  it("is the share in the top cells of all cells", () => {
    const counts = new Float64Array(20);
    counts.set([1, 6, 3]);
    expect(concentration(counts)).toEqual([
      { cut: 0.01, cells: 1, incidents: 6, share: 0.6 },
      { cut: 0.05, cells: 1, incidents: 6, share: 0.6 },
      { cut: 0.1, cells: 2, incidents: 9, share: 0.9 },
    ]);
  });

  it("has no share of nothing", () => {
    expect(concentration(new Float64Array(20))[0]!.share).toBe(null);
  });
});

describe("rank persistence", () => {
  it("counts equals as sharing the better rank, and nothing as no rank", () => {
    const { months, monthsInTop } = rankPersistence([Float64Array.of(5, 5, 1), Float64Array.of(0, 2, 0)], [1, 3]);
    expect(months).toBe(2);
    expect(monthsInTop.map((tally) => [...tally])).toEqual([
      [1, 2, 0],
      [1, 2, 1],
    ]);
  });

  it("looks back 36 months", () => {
    const long = Array.from({ length: 40 }, (_, month) => Float64Array.of(month < 4 ? 9 : 1, 2));
    expect(rankPersistence(long).monthsInTop[0]![0]).toBe(0);
    expect(rankPersistence(long).monthsInTop[0]![1]).toBe(36);
  });
});
