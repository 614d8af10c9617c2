import { cellToBoundary, cellToLatLng } from "h3-js";
import { expandCell } from "../../../server/api/cell-columns.ts";
import { type FlatPiece, flatPiece, latticeTable, PIECE_SPAN } from "./flat-piece.ts";

/** Hexagons ready for the GPU: positions are mercator units (world = 1) relative to `origin`, so that float32 suffices. */
export type CellShapes = {
  readonly origin: readonly [number, number];
  /** x, y of every corner. */
  readonly corners: Float32Array<ArrayBuffer>;
  /** Corner i of cell c is `firstCorner[c] + i`; the last entry is the number of corners. */
  readonly firstCorner: Uint32Array<ArrayBuffer>;
  readonly triangles: Uint32Array<ArrayBuffer>;
};

export type CellGeometry = CellShapes & {
  readonly res: number;
  /** Ids and the row of each are made when first asked for: the first frame needs neither. */
  readonly cells: readonly string[];
  /** Row of a cell in the index. */
  readonly rowOf: ReadonlyMap<string, number>;
};

/** A hair of ground between neighbours lets single cells be told apart where they share a class. */
const SHRINK = 0.955;
/** A hexagon has 6 corners, a pentagon 5; both more where they cross an edge of the icosahedron. */
const MOST_CORNERS = 10;

/**
 * An index of cells, ready to be drawn and looked up.
 * @param compact ascending compact cells of resolution `res`
 * @param shapes theirs, where they were made elsewhere
 */
export function cellGeometry(res: number, compact: Float64Array, shapes = cellShapes(res, compact)): CellGeometry {
  let cells: string[] | null = null;
  let rowOf: Map<string, number> | null = null;
  return {
    ...shapes,
    res,
    get cells() {
      cells ??= Array.from(compact, (cell) => expandCell(cell, res));
      return cells;
    },
    get rowOf() {
      rowOf ??= new Map(this.cells.map((cell, row) => [cell, row]));
      return rowOf;
    },
  };
}

/** Corners and triangles of an index of cells; a hexagon is a fan of four triangles. */
export function cellShapes(res: number, compact: Float64Array): CellShapes {
  const drawn = { origin: originOf(res, compact), corners: new Float32Array(compact.length * MOST_CORNERS * 2) };
  const firstCorner = writeCells(drawn, res, compact);
  const corners = drawn.corners.subarray(0, (firstCorner[compact.length] ?? 0) * 2);
  return { origin: drawn.origin, corners, firstCorner, triangles: fans(firstCorner) };
}

type Drawn = { readonly origin: readonly [number, number]; readonly corners: Float32Array<ArrayBuffer> };

function originOf(res: number, compact: Float64Array): [number, number] {
  const [first] = compact;
  const [lat, lng] = first === undefined ? [0, 0] : cellToLatLng(expandCell(first, res));
  return [mercatorX(lng), mercatorY(lat)];
}

/** The corners of every cell, without arrays in between: tens of thousands stand between a person and the first map. */
function writeCells(drawn: Drawn, res: number, compact: Float64Array): Uint32Array<ArrayBuffer> {
  const firstCorner = new Uint32Array(compact.length + 1);
  const lattice = latticeTable(res);
  let corner = 0;
  let piece: { readonly id: number; readonly flat: FlatPiece | null } = { id: -1, flat: null };
  for (let row = 0; row < compact.length; row++) {
    const cell = compact[row] ?? 0;
    const id = Math.floor(cell / PIECE_SPAN);
    // The index is sorted: a piece's cells follow one another.
    if (id !== piece.id) piece = { id, flat: flatPiece(expandCell(cell, res), res, SHRINK) };
    firstCorner[row] = corner;
    const at = (cell - id * PIECE_SPAN) * 2;
    corner +=
      piece.flat === null
        ? writeBoundary(drawn, corner, cellToBoundary(expandCell(cell, res)))
        : writeHexagon(drawn, corner, piece.flat, [lattice[at] ?? 0, lattice[at + 1] ?? 0]);
  }
  firstCorner[compact.length] = corner;
  return firstCorner;
}

/** Longitude in degrees to mercator x, 0 at 180° W, 1 at 180° E. */
export function mercatorX(lng: number): number {
  return (180 + lng) / 360;
}

/** Latitude in degrees to mercator y, 0 in the north. */
export function mercatorY(lat: number): number {
  return (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))) / 360;
}

/** The six corners of the cell at lattice point (a, b). @returns how many */
function writeHexagon(
  { origin, corners: out }: Drawn,
  start: number,
  piece: FlatPiece,
  [a, b]: readonly [number, number],
): number {
  const { centre, alongA, alongB, corners } = piece;
  const x = centre[0] + a * alongA[0] + b * alongB[0];
  const y = centre[1] + a * alongA[1] + b * alongB[1];
  const z = centre[2] + a * alongA[2] + b * alongB[2];
  for (let i = 0; i < 6; i++) {
    const cx = x + (corners[i * 3] ?? 0);
    const cy = y + (corners[i * 3 + 1] ?? 0);
    const cz = z + (corners[i * 3 + 2] ?? 0);
    // Mercator y is the inverse hyperbolic tangent of the sine of the latitude.
    const across = cx * cx + cy * cy;
    const upward = Math.log((cz + Math.sqrt(across + cz * cz)) / Math.sqrt(across));
    out[(start + i) * 2] = 0.5 + Math.atan2(cy, cx) / (2 * Math.PI) - origin[0];
    out[(start + i) * 2 + 1] = 0.5 - upward / (2 * Math.PI) - origin[1];
  }
  return 6;
}

/** The corners of a cell as h3-js lists them. @returns how many */
function writeBoundary(
  { origin, corners: out }: Drawn,
  start: number,
  boundary: readonly (readonly number[])[],
): number {
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
  return boundary.length;
}

/** Each cell as triangles that share its first corner. */
function fans(firstCorner: Uint32Array): Uint32Array<ArrayBuffer> {
  const cells = firstCorner.length - 1;
  const triangles = new Uint32Array(((firstCorner[cells] ?? 0) - 2 * cells) * 3);
  let at = 0;
  for (let cell = 0; cell < cells; cell++) {
    const first = firstCorner[cell] ?? 0;
    const end = firstCorner[cell + 1] ?? 0;
    for (let corner = first + 2; corner < end; corner++) {
      triangles[at++] = first;
      triangles[at++] = corner - 1;
      triangles[at++] = corner;
    }
  }
  return triangles;
}
