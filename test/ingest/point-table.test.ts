import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPointTable } from "../../server/ingest/point-table.ts";

describe("the table of points", () => {
  it("numbers a point once, in the order of arrival", () => {
    const table = createPointTable();
    const points = [
      [-0.1, 51.5],
      [51.5, -0.1],
      [-0.1, 51.5],
      [-0.1, 51.500001],
    ] as const;
    expect(points.map(([x, y]) => table.numberOf(x, y))).toEqual([0, 1, 0, 2]);
    expect(table.size).toBe(3);
  });

  it("numbers any pairs as a Map of their texts does", () => {
    const coordinate = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate)), (pairs) => {
        const table = createPointTable();
        const known = new Map<string, number>();
        for (const [x, y] of pairs) {
          const key = `${x} ${y}`;
          if (!known.has(key)) known.set(key, known.size);
          expect(table.numberOf(x, y)).toBe(known.get(key));
        }
      }),
    );
  });

  it("keeps every number while it grows", () => {
    const table = createPointTable();
    const at = (i: number) => [-0.5 + i / 1e5, 51 + (i % 97) / 1e3] as const;
    for (let i = 0; i < 50_000; i++) table.numberOf(...at(i));
    expect(table.size).toBe(50_000);
    for (let i = 0; i < 50_000; i += 7) expect(table.numberOf(...at(i))).toBe(i);
  });
});
