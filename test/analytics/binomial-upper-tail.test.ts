import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialUpperTail } from "../../server/analytics/binomial-upper-tail.ts";
import { binomialTail } from "./integer-tails.ts";

describe("the upper tail of the binomial", () => {
  it.each([
    [2, 2, [1, 2]],
    [8, 10, [1, 5]],
    [1, 40, [1, 97]],
    [30, 40, [1, 97]],
    [40, 40, [1, 97]],
    [61, 300, [1, 5]],
    [60, 300, [1, 5]],
    [200, 300, [1, 5]],
    [5, 300, [1, 5]],
    [299, 300, [99, 100]],
    [700, 900, [3, 7]],
  ] as const)("of %i in %i with %j is what whole numbers say, however small", (count, n, share) => {
    const exact = binomialTail(count, n, share);
    const got = binomialUpperTail(count, { n, share: share[0] / share[1] });
    expect(Math.abs(got / exact - 1)).toBeLessThan(1e-11);
  });

  it.each([
    [40, 48, [9, 20]],
    [1, 500, [1, 1000]],
    [100, 500, [1, 50]],
    [1_800, 4_000, [11, 25]],
  ] as const)("of %i in %i with %j is that to nine digits, of however many", (count, n, share) => {
    const got = binomialUpperTail(count, { n, share: share[0] / share[1] });
    expect(Math.abs(got / binomialTail(count, n, share) - 1)).toBeLessThan(1e-9);
  });

  it("is 1 where far more was to be expected, although its first term is nothing", () => {
    expect(binomialUpperTail(20, { n: 20_000, share: 0.5 })).toBe(1);
    expect(binomialUpperTail(1, { n: 10_000, share: 0.9 })).toBe(1);
  });

  it("knows the ends: nothing needed, more than there are, a share of 0 and of 1", () => {
    const of = (count: number, n: number, share: number) => binomialUpperTail(count, { n, share });
    expect([of(0, 5, 0.3), of(6, 5, 0.3), of(1, 5, 0), of(5, 5, 1), of(0, 0, 0.5)]).toEqual([1, 0, 0, 1, 1]);
  });

  it("is 1 for none, 0 for more than all, and falls as more is asked", () => {
    expect(binomialUpperTail(0, { n: 5, share: 0.3 })).toBe(1);
    expect(binomialUpperTail(6, { n: 5, share: 0.3 })).toBe(0);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 80 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (n, k, share) => {
          const [p, next] = [binomialUpperTail(k, { n, share }), binomialUpperTail(k + 1, { n, share })];
          expect(p).toBeGreaterThanOrEqual(next);
          expect(p).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
