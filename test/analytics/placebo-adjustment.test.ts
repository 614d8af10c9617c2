import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustRows, type RowCounts } from "../../server/analytics/adjusted-rows.ts";
import { leastSquares } from "../../server/analytics/least-squares.ts";
import { mde80 } from "../../server/analytics/mde80.ts";
import { type Comparison, fitPlacebos, judge, placeboP } from "../../server/analytics/placebo-adjustment.ts";
import { seededRandom } from "../../server/analytics/random.ts";
import { expectClose } from "./fixture.ts";
import { poisson } from "./simulate.ts";

const columns = (...rows: readonly number[][]) =>
  [0, 1, 2].map((at) => Float64Array.from(rows, (row) => row[at]!)) as [Float64Array, Float64Array, Float64Array];

describe("least squares on two predictors", () => {
  it("finds the plane that its points lie on, and leaves nothing over", () => {
    const [y, x1, x2] = columns([1, 0, 0], [3, 1, 0], [4, 0, 1], [6, 1, 1], [8, 2, 1], [10, 0, 3]);
    const fit = leastSquares(y, [x1, x2])!;
    expectClose([fit.intercept, fit.first, fit.second], [1, 2, 3], 1e-12);
    expect(Math.max(...fit.leftOut.map(Math.abs))).toBeLessThan(1e-12);
  });

  it("judges each point by a fit without it, and without its whole group", () => {
    const random = seededRandom(4);
    const rows = Array.from({ length: 12 }, () => [random(), random(), random()]);
    const [y, x1, x2] = columns(...rows);
    const groupOf = rows.map((_, i) => Math.floor(i / 2));
    const overlapping = (group: number) => [group, (group + 1) % 6];
    const fit = leastSquares(y, [x1, x2], { groupOf, groups: 6, overlapping })!;
    for (const [i, [value, a, b]] of rows.entries()) {
      const rest = rows.filter((_, j) => !overlapping(groupOf[i]!).includes(groupOf[j]!));
      const [ry, r1, r2] = columns(...rest);
      const other = leastSquares(ry, [r1, r2])!;
      expect(fit.leftOut[i]).toBeCloseTo(value! - other.intercept - other.first * a! - other.second * b!, 9);
    }
  });

  it("gives a column that says nothing the coefficient 0", () => {
    const [y, x1, x2] = columns([1, 5, 0], [3, 5, 1], [5, 5, 2], [7, 5, 3], [9, 5, 4]);
    const fit = leastSquares(y, [x1, x2])!;
    expectClose([fit.first, fit.second], [0, 2], 1e-12);
  });

  it("needs five points", () => {
    const [y, x1, x2] = columns([1, 0, 0], [3, 1, 0], [4, 0, 1], [6, 1, 1]);
    expect(leastSquares(y, [x1, x2])).toBeNull();
  });
});

const flat = { controlBefore: 1e6, controlAfter: 1e6, forceEarlier: 1e6, forceBefore: 1e6 };
const place = (earlier: number, before: number, after: number): Comparison => ({ earlier, before, after, ...flat });

describe("the placebo adjustment", () => {
  it("expects of what has just risen that it falls back, as its placebos did", () => {
    // Every placebo goes back to its earlier level, whatever it rose to.
    const placebos = Array.from({ length: 40 }, (_, k) => place(60, 60 + 2 * k, 60));
    const model = fitPlacebos(placebos)!;
    const judged = judge(model, place(60, 120, 60));
    expect(judged.expectedAfter).toBeCloseTo(60, 0);
    expect(Math.exp(judged.expectedEffect)).toBeCloseTo(0.5, 2);
    expect(Math.abs(judged.residual)).toBeLessThan(0.1);
  });

  it("calls a fall beyond that extreme, and ranks it with the target counted in", () => {
    const random = seededRandom(1);
    const placebos = Array.from({ length: 99 }, () => place(80, poisson(80, random), poisson(80, random)));
    const model = fitPlacebos(placebos)!;
    const { residual } = judge(model, place(80, 80, 25));
    expect(placeboP(model.residuals, residual, "fall")).toBe(0.01);
    expect(placeboP(model.residuals, residual, "rise")).toBe(1);
  });

  it("takes out what the control did", () => {
    const placebos = Array.from({ length: 30 }, (_, k) => ({
      ...place(50, 40 + k, 40 + k),
      controlBefore: 10_000,
      controlAfter: 10_000,
    }));
    const judged = judge(fitPlacebos(placebos)!, { ...place(50, 50, 25), controlBefore: 10_000, controlAfter: 5_000 });
    expect(judged.expectedAfter).toBeCloseTo(25, 0);
    expect(Math.abs(judged.residual)).toBeLessThan(0.1);
  });

  it("gives the same p whatever the lengths of windows that place and control share", () => {
    const random = seededRandom(9);
    const placebos = Array.from({ length: 60 }, () => place(90, poisson(90, random), poisson(90, random)));
    const own = place(90, 90, 60);
    const longer = (of: Comparison): Comparison => ({ ...of, controlAfter: 2 * of.controlAfter + 0.5 });
    const p = (places: Comparison[], target: Comparison) => {
      const model = fitPlacebos(places)!;
      return placeboP(model.residuals, judge(model, target).residual, "fall");
    };
    expect(p(placebos.map(longer), longer(own))).toBe(p(placebos, own));
  });

  it("lies between 1/(m+1) and 1", () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: true }), { minLength: 1, maxLength: 60 }),
        fc.float({ noNaN: true }),
        (residuals, own) => {
          const p = placeboP(Float64Array.from(residuals), own, "fall");
          expect(p).toBeGreaterThanOrEqual(1 / (residuals.length + 1));
          expect(p).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe("the smallest fall that would have been seen", () => {
  const modelAt = (level: number, placebos: number) => {
    const random = seededRandom(level);
    return fitPlacebos(
      Array.from({ length: placebos }, () => place(level, poisson(level, random), poisson(level, random))),
    )!;
  };

  it("shrinks with the level", () => {
    const [small, middle, large] = [20, 100, 800].map(
      (level) => mde80(modelAt(level, 200), place(level, level, level))!,
    );
    expect(small).toBeGreaterThan(middle!);
    expect(middle).toBeGreaterThan(large!);
    expect(large).toBeLessThan(0.2);
  });

  it("is what a simulation of thinned counts calls in four of five cases", () => {
    const model = modelAt(100, 400);
    const fall = mde80(model, place(100, 100, 100))!;
    const random = seededRandom(77);
    const shareCalled = (share: number) => {
      let called = 0;
      for (let draw = 0; draw < 2_000; draw++) {
        const before = poisson(100, random);
        const { residual } = judge(model, place(100, before, poisson(100 * (1 - share), random)));
        if (placeboP(model.residuals, residual, "fall") <= 0.05) called++;
      }
      return called / 2_000;
    };
    expect(shareCalled(fall)).toBeGreaterThan(0.7);
    expect(shareCalled(fall)).toBeLessThan(0.9);
  });

  it("is not told with fewer than 19 placebos, nor where not even 95 % would be called", () => {
    expect(mde80(modelAt(100, 18), place(100, 100, 100))).toBeNull();
    expect(mde80(modelAt(2, 60), place(2, 2, 2))).toBeNull();
  });
});

describe("adjusted rows", () => {
  const random = seededRandom(12);
  const row = (kind: string, mean: number): RowCounts => ({
    kind,
    counts: place(mean, poisson(mean, random), poisson(mean, random)),
  });
  const placebos = Array.from({ length: 199 }, () => [row("ring 1", 40), row("ring 1", 12), row("strip", 200)]);

  it("mark one that stands out against the largest row of every placebo, and leave the others", () => {
    const own: RowCounts[] = [
      { kind: "ring 1", counts: place(40, 40, 42) },
      { kind: "strip", counts: place(200, 200, 340) },
    ];
    const { rows, placeboRows } = adjustRows(own, placebos);
    expect(placeboRows).toBe(597);
    expect(rows[0]!.pAdjusted).toBeGreaterThan(0.2);
    expect(rows[1]!.pAdjusted).toBe(0.005);
    expect(rows[1]!.p).toBe(0.005);
  });

  it("allow for every row that is looked at: the adjusted p is never below the p of the row alone", () => {
    const { rows } = adjustRows(placebos[0]!, placebos.slice(1));
    for (const { p, pAdjusted } of rows) expect(pAdjusted).toBeGreaterThanOrEqual(p! - 0.01);
  });

  it("judge no kind of which there are fewer than 19 placebo rows", () => {
    const { rows } = adjustRows(
      [row("receiving", 30)],
      placebos.map((own, at) => (at < 18 ? [...own, row("receiving", 30)] : own)),
    );
    expect(rows[0]).toMatchObject({ pAdjusted: null, expectedAfter: null });
  });

  it("are not moved by rows without a single incident", () => {
    const empty: RowCounts = { kind: "ring 1", counts: place(0, 0, 0) };
    const { rows } = adjustRows([empty], placebos);
    expect(rows[0]!.pAdjusted).toBeGreaterThan(0.05);
  });
});
