import { cellToBoundary, cellToChildren, cellToLatLng, getPentagons, gridDisk, latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import { type CellGeometry, cellGeometry, mercatorX, mercatorY } from "../../client/src/cells/geometry.ts";
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

  it.each([
    ["London, at resolution 7", 51.5, -0.1, 7],
    ["London, at resolution 10", 51.5, -0.1, 10],
    ["Auckland", -36.85, 174.76, 9],
    ["cells that the edge of an icosahedron's face bends, off Guinea", 7.48, -16.37, 7],
    ["cells that another edge bends, in Siberia", 66.35, 82.73, 7],
  ])("have their corners within a thousandth of an edge of where h3-js has them: %s", (_, lat, lng, res) => {
    expect(worstCorner(gridDisk(latLngToCell(lat, lng, res), 12), res)).toBeLessThan(1e-3);
  });

  it("are five-sided at the corners of the icosahedron, as h3-js has them", () => {
    const [pentagon = ""] = getPentagons(5);
    expect(worstCorner(cellToChildren(pentagon, 8), 8)).toBeLessThan(1e-3);
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

const SHRUNK = 0.955;
type Point = readonly [number, number];

/** The farthest that a drawn corner, blown up to full size, lies from the nearest of h3-js's, in edges of the cell. */
function worstCorner(disk: readonly string[], res: number): number {
  const sorted = disk.toSorted();
  const drawn = cellGeometry(res, Float64Array.from(sorted.map(compactCell)));
  return Math.max(...sorted.map((cell, row) => worstOf(cell, cornersOf(drawn, row))));
}

function worstOf(cell: string, corners: readonly Point[]): number {
  const real = cellToBoundary(cell).map(([lat, lng]): Point => [mercatorX(lng), mercatorY(lat)]);
  expect(corners).toHaveLength(real.length);
  const mean = (axis: 0 | 1) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  const [middleX, middleY] = [mean(0), mean(1)];
  const distances = corners.map(([x, y]) => {
    const [fullX, fullY] = [middleX + (x - middleX) / SHRUNK, middleY + (y - middleY) / SHRUNK];
    return Math.min(...real.map(([realX, realY]) => Math.hypot(realX - fullX, realY - fullY)));
  });
  const [[x0, y0] = [0, 0], [x1, y1] = [0, 0]] = real;
  return Math.max(...distances) / Math.hypot(x1 - x0, y1 - y0);
}

function cornersOf({ corners, firstCorner, origin }: CellGeometry, row: number): Point[] {
  const first = firstCorner[row] ?? 0;
  return Array.from({ length: (firstCorner[row + 1] ?? 0) - first }, (_, i) => [
    (corners[(first + i) * 2] ?? 0) + origin[0],
    (corners[(first + i) * 2 + 1] ?? 0) + origin[1],
  ]);
}
