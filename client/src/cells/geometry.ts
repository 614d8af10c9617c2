import { cellToBoundary, cellToLatLng } from "h3-js";
import { expandCell } from "../../../server/api/cell-columns.ts";

/** Hexagons ready for the GPU: positions are mercator units (world = 1) relative to `origin`, so that float32 suffices. */
export type CellGeometry = {
  readonly res: number;
  readonly cells: readonly string[];
  /** Row of a cell in the index. */
  readonly rowOf: ReadonlyMap<string, number>;
  readonly origin: readonly [number, number];
  /** x, y of every corner. */
  readonly corners: Float32Array<ArrayBuffer>;
  /** Corner i of cell c is `firstCorner[c] + i`; the last entry is the number of corners. */
  readonly firstCorner: Uint32Array<ArrayBuffer>;
  readonly triangles: Uint32Array<ArrayBuffer>;
};

/** A hair of ground between neighbours lets single cells be told apart where they share a class. */
const SHRINK = 0.955;

/**
 * Corners and triangles of an index of cells; a hexagon is a fan of four triangles.
 * @param compact ascending compact cells of resolution `res`
 */
export function cellGeometry(res: number, compact: Float64Array): CellGeometry {
  const cells = Array.from(compact, (cell) => expandCell(cell, res));
  const rowOf = new Map(cells.map((cell, row) => [cell, row]));
  const first = cells[0];
  const [lat, lng] = first === undefined ? [0, 0] : cellToLatLng(first);
  const origin = [mercatorX(lng), mercatorY(lat)] as const;
  const boundaries = cells.map((cell) => cellToBoundary(cell));
  const cornerCount = boundaries.reduce((sum, boundary) => sum + boundary.length, 0);
  const corners = new Float32Array(cornerCount * 2);
  const firstCorner = new Uint32Array(cells.length + 1);
  const triangles = new Uint32Array((cornerCount - 2 * cells.length) * 3);
  let corner = 0;
  let triangle = 0;
  for (const [row, boundary] of boundaries.entries()) {
    firstCorner[row] = corner;
    writeCorners(boundary, origin, corners, corner);
    for (let i = 2; i < boundary.length; i++) {
      triangles.set([corner, corner + i - 1, corner + i], triangle);
      triangle += 3;
    }
    corner += boundary.length;
  }
  firstCorner[cells.length] = corner;
  return { res, cells, rowOf, origin, corners, firstCorner, triangles };
}

/** Longitude in degrees to mercator x, 0 at 180° W, 1 at 180° E. */
export function mercatorX(lng: number): number {
  return (180 + lng) / 360;
}

/** Latitude in degrees to mercator y, 0 in the north. */
export function mercatorY(lat: number): number {
  return (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))) / 360;
}

function writeCorners(
  boundary: readonly (readonly number[])[],
  origin: readonly [number, number],
  out: Float32Array,
  start: number,
): void {
  const points = boundary.map(
    ([lat = 0, lng = 0]) => [mercatorX(lng) - origin[0], mercatorY(lat) - origin[1]] as const,
  );
  const middleX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const middleY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  for (const [i, [x, y]] of points.entries()) {
    out[(start + i) * 2] = middleX + (x - middleX) * SHRINK;
    out[(start + i) * 2 + 1] = middleY + (y - middleY) * SHRINK;
  }
}
