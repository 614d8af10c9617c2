import { describe, expect, it } from "vitest";
import { benjaminiHochberg } from "../../server/analytics/benjamini-hochberg.ts";
import { betaBinomialOuterTail } from "../../server/analytics/beta-binomial-tail.ts";
import { binomialUpperTail } from "../../server/analytics/binomial-upper-tail.ts";
import { monthVariance } from "../../server/analytics/month-variance.ts";
import { periodChange } from "../../server/analytics/period-change.ts";
import { type Random, seededRandom } from "../../server/analytics/random.ts";
import { ratio } from "./integer-tails.ts";
import { negativeBinomialMass, poissonMass, sampler } from "./simulate.ts";

type Fraction = readonly [number, number];

/**
 * The outer tail of the beta-binomial in whole numbers, share = a/b, V − 1 = c/d: with A = a·n·d, B = (b − a)·n·d, D = b·c
 *   P(k) = C(n, k) Π_{j<k} (A + jD) Π_{j<n−k} (B + jD) / Π_{j<n} (A + B + jD).
 */
function exactTail(count: number, n: number, { share: [a, b], more: [c, d] }: { share: Fraction; more: Fraction }) {
  const [A, B, D] = [BigInt(a * n * d), BigInt((b - a) * n * d), BigInt(b * c)];
  const rising = (start: bigint, length: number) =>
    Array.from({ length }, (_, j) => start + BigInt(j) * D).reduce((product, factor) => product * factor, 1n);
  let choose = 1n;
  let reached = 0n;
  for (let k = 0; k <= n; k++) {
    const isOuter = count >= (n * a) / b ? k >= count : k <= count;
    if (isOuter) reached += choose * rising(A, k) * rising(B, n - k);
    choose = (choose * BigInt(n - k)) / BigInt(k + 1);
  }
  return ratio(reached, rising(A + B, n));
}

describe("the outer tail of the beta-binomial", () => {
  it.each([
    [2, 2, [1, 2], [1, 1]],
    [0, 8, [1, 2], [43, 100]],
    [12, 14, [1, 2], [43, 100]],
    [3, 30, [9, 20], [43, 100]],
    [80, 100, [1, 2], [43, 100]],
    [40, 41, [3, 10], [2, 1]],
    [1, 7, [3, 5], [4, 1]],
    [250, 400, [11, 20], [1, 1]],
    [0, 300, [1, 2], [1, 10]],
    [5, 5, [1, 100], [7, 1]],
  ] as const)(
    "of %i in %i with share %j and V − 1 = %j is what whole numbers say, however small",
    (count, n, share, more) => {
      const exact = exactTail(count, n, { share, more });
      const got = betaBinomialOuterTail(count, { n, share: share[0] / share[1], variance: 1 + more[0] / more[1] });
      expect(Math.abs(got / exact - 1)).toBeLessThan(1e-11);
    },
  );

  // scipy 1.17.1: Σ betabinom(n, share·s, (1 − share)·s).pmf, s = n/(V − 1), from the count outwards (its sf loses digits).
  it.each([
    [12, 14, 0.5, 1.43, 0.01798959258804798],
    [3, 30, 0.45, 1.43, 0.00038466249679965645],
    [80, 100, 0.5, 1.43, 1.2751991236617824e-7],
    [40, 41, 0.3, 3, 7.224314141294102e-9],
    [1, 7, 0.6, 5, 0.17353718468953228],
    [250, 400, 0.55, 2, 0.01724978636017633],
  ])("of %i in %i at %d with V = %d is scipy's", (count, n, share, variance, scipy) => {
    expect(Math.abs(betaBinomialOuterTail(count, { n, share, variance }) / scipy - 1)).toBeLessThan(1e-9);
  });

  it("is the binomial's where records fall one by one", () => {
    expect(betaBinomialOuterTail(9, { n: 12, share: 0.5, variance: 1 })).toBe(
      binomialUpperTail(9, { n: 12, share: 0.5 }),
    );
    expect(betaBinomialOuterTail(3, { n: 12, share: 0.5, variance: 1 })).toBe(
      binomialUpperTail(9, { n: 12, share: 0.5 }),
    );
  });
});

describe("the variance of months", () => {
  const commonOf = (...groups: Float64Array[][]) => monthVariance(groups)?.common ?? null;

  it("is where the sum of Pearson's X² meets its expectation", () => {
    // Twelve cells over 3 months, each month 16 of 48: four of (4, 0, 0) in each order; X² = 8 in all, the most there can be.
    const burst = [0, 1, 2].map((t) => Float64Array.from({ length: 12 }, (_, i) => (i % 3 === t ? 4 : 0)));
    expect(commonOf(burst)).toBe(1_000);
    // Half of them spread as (2, 1, 1) in turn: Σ = 6 · 8 + 6 · ½ = 51 = 2 · 12 · 4V/(V + 3), so V = 3 · 51/(96 − 51).
    const mixed = [0, 1, 2].map((t) =>
      Float64Array.from({ length: 12 }, (_, i) => (i < 6 ? (i % 3 === t ? 4 : 0) : i % 3 === t ? 2 : 1)),
    );
    expect(commonOf(mixed)).toBeCloseTo(153 / 45, 8);
    // Four records say nothing of a cell, however they fell.
    const known = monthVariance([mixed]);
    expect(new Set(known?.cells)).toEqual(new Set([known?.common]));
  });

  it("is a cell's own where its months say more: V = (n − 1) r/(n − r)", () => {
    // Forty calm cells of 3 a month; the last holds 9, 1, 2 of 36 + … : totals 129, 121, 122.
    const months = [9, 1, 2].map((n) => Float64Array.from({ length: 41 }, (_, i) => (i < 40 ? 3 : n)));
    const shares = [129, 121, 122].map((n) => n / 372);
    const seen = [9, 1, 2].reduce((sum, n, t) => sum + (n - 12 * shares[t]!) ** 2 / (12 * shares[t]!), 0);
    const r = seen / 2;
    expect(monthVariance([months])?.common).toBe(1);
    expect(monthVariance([months])?.cells[40]).toBeCloseTo((11 * r) / (12 - r), 12);
    expect(monthVariance([months])?.cells[0]).toBe(1);
    const burst = [12, 0, 0].map((n) => Float64Array.from({ length: 41 }, (_, i) => (i < 40 ? 3 : n)));
    expect(monthVariance([burst])?.cells[40]).toBeGreaterThan(100);
  });

  it("does not take a change between two groups of months for unrest within them", () => {
    const months = (n: number) => [0, 1, 2].map(() => Float64Array.from({ length: 10 }, (_, i) => (i === 0 ? n : 4)));
    expect(monthVariance([[...months(20), ...months(2)]])?.cells[0]).toBeGreaterThan(5);
    expect(monthVariance([months(20), months(2)])?.cells[0]).toBe(1);
  });

  it("is 1 where months differ less than chance would have them", () => {
    expect(commonOf([0, 1, 2].map(() => new Float64Array(20).fill(3)))).toBe(1);
  });

  it("does not take a season for unrest", () => {
    expect(commonOf([2, 4, 8].map((n) => new Float64Array(20).fill(n)))).toBe(1);
  });

  it("is found again in counts that were drawn with it, whatever the cells hold", () => {
    const random = seededRandom(12);
    for (const variance of [1, 1.43, 3]) {
      const draws = [0.2, 1, 5].map((mean) => sampler(massOf(mean, variance), random));
      const months = Array.from({ length: 12 }, () => Float64Array.from({ length: 9_000 }, (_, i) => draws[i % 3]!()));
      expect(Math.abs((commonOf(months) ?? 0) / variance - 1)).toBeLessThan(0.1);
    }
  });

  it("is not told from two months, from groups of one, or from fewer than 30 records", () => {
    const month = () => new Float64Array(10).fill(2);
    expect(monthVariance([[month(), month()]])).toBeNull();
    expect(monthVariance([[month(), month(), new Float64Array(10)]])).toBeNull();
    expect(monthVariance([[month()], [month()], [month()]])).toBeNull();
    expect(monthVariance([[0, 1, 2].map(() => new Float64Array(9).fill(1))])).toBeNull();
    expect(monthVariance([])).toBeNull();
  });
});

describe("the change between two periods", () => {
  const counts = Float64Array.of(40, 10, 0, 0, 5, 5);
  const compared = Float64Array.of(10, 10, 8, 0, 17, 15);
  const all = (variance: number) => new Float64Array(6).fill(variance);

  it("holds each cell against the share of the universe, over the cells with a record", () => {
    const found = periodChange({ counts, compared, variance: all(1) });
    if (found.gate !== null) throw new Error(found.gate);
    expect([found.share, found.family]).toEqual([0.5, 5]);
    expect([...found.expected]).toEqual([25, 10, 4, 0, 11, 10]);
    expect(found.p[2]).toBeCloseTo(2 / 2 ** 8, 15);
    expect([found.p[1], found.p[3], found.q[3], found.class[3]]).toEqual([1, 1, 1, 0]);
    const family = [0, 1, 2, 4, 5];
    const q = benjaminiHochberg(Float64Array.from(family, (i) => found.p[i]!));
    expect(family.map((i) => found.q[i])).toEqual([...q]);
    expect([...found.class]).toEqual([3, 0, -2, 0, -2, -1]);
  });

  it("is the same seen from the other period, with the signs turned round", () => {
    const one = periodChange({ counts, compared, variance: all(1.7) });
    const other = periodChange({ counts: compared, compared: counts, variance: all(1.7) });
    if (one.gate !== null || other.gate !== null) throw new Error("gated");
    expect([...other.class].map((level) => 0 - level)).toEqual([...one.class].map((level) => 0 + level));
    for (const [i, p] of one.p.entries()) expect(other.p[i]).toBeCloseTo(p, 12);
  });

  it("asks more of counts that come in bunches", () => {
    const poisson = periodChange({ counts, compared, variance: all(1) });
    const bunched = periodChange({ counts, compared, variance: all(3) });
    if (poisson.gate !== null || bunched.gate !== null) throw new Error("gated");
    for (const [i, p] of poisson.p.entries()) expect(bunched.p[i]).toBeGreaterThanOrEqual(p);
    expect(bunched.p[0]).toBeGreaterThan(10 * (poisson.p[0] ?? 0));
  });

  it("says nothing with fewer than 30 records in either period", () => {
    const of = (n: number, m: number) =>
      periodChange({
        counts: Float64Array.of(n, 0),
        compared: Float64Array.of(0, m),
        variance: new Float64Array(2).fill(1),
      }).gate;
    expect([of(29, 90), of(90, 29), of(30, 30)]).toEqual(["too_few_incidents", "too_few_incidents", null]);
  });

  it("refuses counts of different universes, and a variance below that of chance", () => {
    expect(() => periodChange({ counts, compared: new Float64Array(4), variance: all(1) })).toThrow("got 6, 4, 6");
    expect(() => periodChange({ counts, compared, variance: all(0.9) })).toThrow("got 0.9");
  });
});

/*
 * 200 cities of 5,000 cells, 12 months, six against six: busy and quiet cells, months bunched with variance/mean 1.5, and half as
 * much again recorded everywhere in the later six. No cell changed otherwise than the city.
 */
describe("cities in which no cell changed of itself", () => {
  const MEANS = [0.05, 0.2, 0.6, 2, 6];

  function cityOf(random: Random, factor: number): Float64Array[] {
    const draws = (by: number) => MEANS.map((mean) => sampler(massOf(mean * by, 1.5), random));
    const [early, late] = [draws(1), draws(factor)];
    return Array.from({ length: 12 }, (_, t) =>
      Float64Array.from({ length: 5_000 }, (_, i) => (t < 6 ? early : late)[i % MEANS.length]!()),
    );
  }

  const flags = (months: readonly Float64Array[], variance: Float64Array) => {
    const [compared, counts] = [sumOf(months.slice(0, 6)), sumOf(months.slice(6))];
    const found = periodChange({ counts, compared, variance });
    return found.gate === null && found.q.some((q) => q <= 0.05);
  };
  const known = (months: readonly Float64Array[]) => monthVariance([months.slice(0, 6), months.slice(6)])!.cells;

  it("show one on at most 8 % of 200 maps, where the plain binomial shows one on five times as many", () => {
    const random = seededRandom(6);
    const flagged = { bunched: 0, binomial: 0 };
    for (let map = 0; map < 200; map++) {
      const months = cityOf(random, 1.5);
      if (flags(months, known(months))) flagged.bunched++;
      if (flags(months, new Float64Array(5_000).fill(1))) flagged.binomial++;
    }
    console.log(
      `change on maps without one: ${flagged.bunched / 2} %, by the plain binomial ${flagged.binomial / 2} %`,
    );
    expect(flagged.bunched / 200).toBeLessThanOrEqual(0.08);
    expect(flagged.binomial).toBeGreaterThan(5 * flagged.bunched);
  });

  it("and a cell that went from 120 to 15 in one of them is found on at least 95 % of 100 maps", () => {
    const random = seededRandom(7);
    const [busy, quiet] = [sampler(massOf(20, 1.5), random), sampler(massOf(2.5, 1.5), random)];
    let found = 0;
    for (let map = 0; map < 100; map++) {
      const months = cityOf(random, 1);
      for (const [t, month] of months.entries()) month[17] = t < 6 ? busy() : quiet();
      const input = { counts: sumOf(months.slice(6)), compared: sumOf(months.slice(0, 6)) };
      const result = periodChange({ ...input, variance: known(months) });
      if (result.gate === null && result.class[17]! <= -2) found++;
    }
    console.log(`planted fall found on ${found} % of maps`);
    expect(found).toBeGreaterThanOrEqual(95);
  });
});

function massOf(mean: number, variance: number): number[] {
  return variance === 1 ? poissonMass(mean) : negativeBinomialMass(mean, variance);
}

function sumOf(months: readonly Float64Array[]): Float64Array {
  return months.reduce((sum, month) => sum.map((n, i) => n + month[i]!));
}
