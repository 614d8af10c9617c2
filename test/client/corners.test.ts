import { describe, expect, it } from "vitest";
import {
  asOutline,
  changedCorner,
  cornersOf,
  rounded,
  withCorner,
  withCornerAfter,
  withoutCorner,
} from "../../client/src/map/corners.ts";
import type { DrawnPolygonBody } from "../../server/api/types.ts";

const ring = (...corners: number[][]): DrawnPolygonBody => ({
  type: "Polygon",
  coordinates: [[...corners, ...corners.slice(0, 1)]],
});
const square = ring([0, 51], [2, 51], [2, 52], [0, 52]);

describe("the corners of an area", () => {
  it("are each told once", () => {
    expect(cornersOf(square)).toEqual([
      [0, 51],
      [2, 51],
      [2, 52],
      [0, 52],
    ]);
  });

  it("are moved one at a time; the first one closes the ring wherever it goes", () => {
    expect(withCorner(square, 0, [-1, 50])).toEqual(ring([-1, 50], [2, 51], [2, 52], [0, 52]));
  });

  it("are added half-way to the next one, after the last one half-way to the first", () => {
    expect(withCornerAfter(square, 0)).toEqual(ring([0, 51], [1, 51], [2, 51], [2, 52], [0, 52]));
    expect(withCornerAfter(square, 3)).toEqual(ring([0, 51], [2, 51], [2, 52], [0, 52], [0, 51.5]));
  });

  it("are removed, the first one, too, while an area is left", () => {
    const three = withoutCorner(square, 0);
    expect(three).toEqual(ring([2, 51], [2, 52], [0, 52]));
    expect(three && withoutCorner(three, 1)).toBe(null);
  });

  it("are found where they differ", () => {
    expect(changedCorner(square, square)).toBe(null);
    expect(changedCorner(square, withCorner(square, 2, [3, 53]))).toBe(2);
    expect(changedCorner(square, withCornerAfter(square, 1))).toBe(2);
    const fewer = ring([0, 51], [2, 51], [2, 52]);
    expect(changedCorner(square, fewer)).toBe(0);
  });

  it("are rounded to a centimetre, and leave what they were made from as it was", () => {
    const exact = ring([0.123456789, 51], [2, 51], [2, 52]);
    expect(cornersOf(rounded(exact))[0]).toEqual([0.1234568, 51]);
    expect(cornersOf(exact)[0]).toEqual([0.123456789, 51]);
  });
});

describe("a stored shape", () => {
  const multi = (...polygons: number[][][][]) => ({ type: "MultiPolygon" as const, coordinates: polygons });

  it("is an outline to be moved where it has one part without holes", () => {
    expect(asOutline(multi(square.coordinates))).toEqual(square);
  });

  it("is none where it has parts, holes, or more corners than are taken", () => {
    expect(asOutline(multi(square.coordinates, square.coordinates))).toBe(null);
    expect(asOutline(multi([...square.coordinates, ...square.coordinates]))).toBe(null);
    expect(asOutline(multi([Array.from({ length: 501 }, (_, k) => [k / 1000, 51])]))).toBe(null);
  });
});
