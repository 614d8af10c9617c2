import { expect, it } from "vitest";
import { normalTailProbability, upperNormalTail } from "../../server/analytics/normal-tail.ts";
import { expectClose } from "./fixture.ts";

// R 4.2.2, pnorm(z, lower.tail = FALSE), also Abramowitz & Stegun table 26.2.
const published: [number, number][] = [
  [0, 0.5],
  [1, 0.15865525393145705],
  [1.959963984540054, 0.025],
  [2, 0.022750131948179207],
  [3, 0.0013498980316300946],
  [5, 2.866515718791939e-7],
  [8, 6.220960574271785e-16],
  [10, 7.619853024160526e-24],
  [20, 2.7536241186062337e-89],
  [37, 5.725571222524576e-300],
];

it("gives the published upper tails to 1e-13, down to 1e-300", () => {
  expectClose(
    published.map(([z]) => upperNormalTail(z)),
    published.map(([, p]) => p),
    1e-13,
  );
});

it("joins its two expansions at 3 without a step", () => {
  const [below, above] = [upperNormalTail(3 - 1e-12), upperNormalTail(3 + 1e-12)];
  expect(Math.abs(below - above) / above).toBeLessThan(1e-11);
});

it("is symmetric and never saturates where it matters", () => {
  expect(upperNormalTail(-2) + upperNormalTail(2)).toBeCloseTo(1, 15);
  expect(upperNormalTail(-9)).toBe(1);
  expect(normalTailProbability(-1.959963984540054, "two")).toBeCloseTo(0.05, 14);
  expect(normalTailProbability(-1, "lower")).toBe(upperNormalTail(1));
  expect(upperNormalTail(Number.NaN)).toBe(Number.NaN);
});
