import { expect, it } from "vitest";
import { holdsPoint } from "../../client/src/cells/outline.ts";
import { badgePoint } from "../../client/src/workspaces/present/pictures/badge-point.ts";

const ring = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
/** A square with the middle cut out. */
const FRAME = [ring(0, 0, 6), ring(2, 2, 2)];
const isInside = (rings: number[][][], point: readonly [number, number]) => holdsPoint({ coordinates: [rings] }, point);

it("counts a hole as outside", () => {
  expect([isInside(FRAME, [1, 1]), isInside(FRAME, [3, 3]), isInside(FRAME, [7, 1])]).toEqual([true, false, false]);
});

it("puts a number inside its outline, also where the middle of its box is not", () => {
  const point = badgePoint([FRAME], []);
  expect(point !== null && isInside(FRAME, point)).toBe(true);
});

it("keeps it away from what else is numbered in the same ground", () => {
  const east = badgePoint([[ring(0, 0, 6)]], [[0, 0, 2, 6]]);
  const west = badgePoint([[ring(0, 0, 6)]], [[4, 0, 6, 6]]);
  expect([(east?.[0] ?? 0) > 3, (west?.[0] ?? 9) < 3]).toEqual([true, true]);
});

it("numbers nothing where there is no outline", () => {
  expect(badgePoint([], [])).toBe(null);
});
