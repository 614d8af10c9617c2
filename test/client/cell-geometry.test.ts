import { cellToBoundary, cellToLatLng, gridDisk, latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import { cellGeometry, mercatorX, mercatorY } from "../../client/src/cells/geometry.ts";
import { matrixAt, premultiplied } from "../../client/src/map/cell-uniforms.ts";
import { compactCell } from "../../server/api/cell-columns.ts";

const cells = gridDisk(latLngToCell(51.515, -0.07, 9), 3).toSorted();
const geometry = cellGeometry(9, Float64Array.from(cells.map(compactCell)));

describe("hexagons for the GPU", () => {
  it("keep the order of the index, so that values line up", () => {
    expect(geometry.cells).toEqual(cells);
    expect(cells.map((cell) => geometry.rowOf.get(cell))).toEqual(cells.map((_, row) => row));
  });

  it("are four triangles of a hexagon's own six corners each", () => {
    expect(geometry.corners).toHaveLength(cells.length * 12);
    expect(geometry.triangles).toHaveLength(cells.length * 12);
    for (const [i, corner] of geometry.triangles.entries()) expect(Math.floor(corner / 6)).toBe(Math.floor(i / 12));
  });

  it("lie within 5 % of the cell's true corners, and never outside it", () => {
    for (const [row, cell] of cells.entries()) {
      for (const [i, [lat, lng]] of cellToBoundary(cell).entries()) {
        const [centreLat, centreLng] = cellToLatLng(cell);
        const x = (geometry.corners[(row * 6 + i) * 2] ?? 0) + geometry.origin[0];
        const y = (geometry.corners[(row * 6 + i) * 2 + 1] ?? 0) + geometry.origin[1];
        const [cx, cy] = [mercatorX(centreLng), mercatorY(centreLat)];
        const drawn = Math.hypot(x - cx, y - cy);
        const real = Math.hypot(mercatorX(lng) - cx, mercatorY(lat) - cy);
        expect(drawn / real).toBeGreaterThan(0.95);
        expect(drawn / real).toBeLessThan(1);
      }
    }
  });

  it("are nothing for an empty index", () => {
    expect(cellGeometry(9, new Float64Array(0)).triangles).toHaveLength(0);
  });
});

describe("the matrix at a local origin", () => {
  it("gives the same clip position as the whole matrix, where float32 alone would not", () => {
    const scale = 512 * 2 ** 16;
    const [ox, oy] = [0.4998056, 0.3325];
    const matrix = new Float64Array([scale, 0, 0, 0, 0, -scale, 0, 0, 0, 0, 1, 0, -scale * ox, scale * oy, 0, 1]);
    const moved = matrixAt(matrix, [ox, oy]);
    const [dx, dy] = [3e-8, -2e-8];
    const x = (moved[0] ?? 0) * dx + (moved[12] ?? 0);
    const y = (moved[5] ?? 0) * dy + (moved[13] ?? 0);
    expect(x).toBeCloseTo(scale * dx, 4);
    expect(y).toBeCloseTo(-scale * dy, 4);
  });
});

it("premultiplies colours by their opacity", () => {
  expect(premultiplied("#ff0033", 0.5)).toEqual([0.5, 0, 0.1, 0.5]);
});
