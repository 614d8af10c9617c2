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
/** A hexagon has 6 corners, a pentagon 5; both more where they cross an edge of the icosahedron. */
const MOST_CORNERS = 10;

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
  const corners = new Float32Array(cells.length * MOST_CORNERS * 2);
  const firstCorner = new Uint32Array(cells.length + 1);
  const triangles = new Uint32Array(cells.length * (MOST_CORNERS - 2) * 3);
  let corner = 0;
  let triangle = 0;
  // Plain loops without arrays in between: tens of thousands of cells stand between a person and the first map.
  for (let row = 0; row < cells.length; row++) {
    const boundary = cellToBoundary(cells[row] ?? "");
    firstCorner[row] = corner;
    writeCorners(boundary, origin, corners, corner);
    for (let i = 2; i < boundary.length; i++) {
      triangles[triangle++] = corner;
      triangles[triangle++] = corner + i - 1;
      triangles[triangle++] = corner + i;
    }
    corner += boundary.length;
  }
  firstCorner[cells.length] = corner;
  return {
    res,
    cells,
    rowOf,
    origin,
    corners: corners.slice(0, corner * 2),
    firstCorner,
    triangles: triangles.slice(0, triangle),
  };
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
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < boundary.length; i++) {
    const [lat = 0, lng = 0] = boundary[i] ?? [];
    const x = mercatorX(lng) - origin[0];
    const y = mercatorY(lat) - origin[1];
    out[(start + i) * 2] = x;
    out[(start + i) * 2 + 1] = y;
    sumX += x;
    sumY += y;
  }
  const middleX = sumX / boundary.length;
  const middleY = sumY / boundary.length;
  for (let i = start; i < start + boundary.length; i++) {
    out[i * 2] = middleX + ((out[i * 2] ?? 0) - middleX) * SHRINK;
    out[i * 2 + 1] = middleY + ((out[i * 2 + 1] ?? 0) - middleY) * SHRINK;
  }
}
