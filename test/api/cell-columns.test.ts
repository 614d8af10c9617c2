import fc from "fast-check";
import { cellToLatLng, latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import {
  compactCell,
  decodeCellIndex,
  decodeCellValues,
  encodeCellIndex,
  encodeCellValues,
  expandCell,
} from "../../server/api/cell-columns.ts";

const place = fc.record({
  lat: fc.double({ min: -89, max: 89, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
});
const resolution = fc.constantFrom(7, 8, 9, 10, 11);

describe("a compact cell", () => {
  it("gives its cell back, anywhere on the globe", () => {
    fc.assert(
      fc.property(place, resolution, ({ lat, lng }, res) => {
        const cell = latLngToCell(lat, lng, res);
        expect(expandCell(compactCell(cell), res)).toBe(cell);
      }),
    );
  });

  it("keeps the order of the indexes", () => {
    fc.assert(
      fc.property(place, place, resolution, (a, b, res) => {
        const cells = [latLngToCell(a.lat, a.lng, res), latLngToCell(b.lat, b.lng, res)] as const;
        expect(Math.sign(compactCell(cells[0]) - compactCell(cells[1]))).toBe(
          cells[0] === cells[1] ? 0 : cells[0] < cells[1] ? -1 : 1,
        );
      }),
    );
  });
});

describe("the index column", () => {
  it("comes back whole", () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 200 }), resolution, (places, res) => {
        const compact = Float64Array.from(
          new Set(places.map(({ lat, lng }) => compactCell(latLngToCell(lat, lng, res)))),
        ).sort();
        expect(decodeCellIndex(encodeCellIndex(res, compact))).toEqual({ res, compact });
      }),
    );
  });

  it("is empty for no cells", () => {
    expect(decodeCellIndex(encodeCellIndex(9, new Float64Array())).compact).toHaveLength(0);
  });

  it("takes less than three bytes for a neighbour", () => {
    const [lat, lng] = cellToLatLng(latLngToCell(51.5, -0.1, 9));
    const cells = Array.from({ length: 400 }, (_, i) =>
      compactCell(latLngToCell(lat + (i % 20) / 300, lng + Math.floor(i / 20) / 200, 9)),
    );
    const compact = Float64Array.from(new Set(cells)).sort();
    expect(encodeCellIndex(9, compact).length / compact.length).toBeLessThan(3);
  });
});

describe("the value column", () => {
  it("comes back whole, with its total", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 300 }), (counts) => {
        const values = Uint32Array.from(counts);
        const total = counts.reduce((sum, n) => sum + n, 0);
        expect(decodeCellValues(encodeCellValues(9, values))).toEqual({ res: 9, total, values });
      }),
    );
  });

  it("is refused when it is cut short or of another kind", () => {
    const whole = encodeCellValues(9, Uint32Array.of(1, 300, 70_000));
    expect(() => decodeCellValues(whole.subarray(0, whole.length - 1))).toThrow(/cut short at byte/);
    expect(() => decodeCellIndex(whole)).toThrow(/expected a HXI1 column/);
  });
});
