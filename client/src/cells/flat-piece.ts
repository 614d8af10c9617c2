import { cellToCenterChild, cellToChildren, cellToLatLng, cellToParent, getIcosahedronFaces, gridDisk } from "h3-js";

/*
 * Corners of tens of thousands of cells without asking h3-js for each.
 *
 * H3 draws its cells on the flat faces of an icosahedron: within a face they are a regular lattice of hexagons, and a point of
 * the face goes to the sphere along the ray from the centre (gnomonic). A ray's direction is therefore linear in the lattice
 * coordinates: centre + a·A + b·B. Four cell centres from h3-js fix the three vectors, and every corner is one sum away.
 *
 * The lattice: a cell of coordinates (a, b) stands at a + bω, ω a turn of 120°. One resolution finer, the lattice is multiplied
 * by 2 − ω (odd resolutions) or 3 + ω (even ones), each √7 long, and the digit of the cell is added.
 * https://h3geo.org/docs/core-library/overview
 */

/** Digits of a cell below the ancestor that its piece of the lattice belongs to. */
const LEVELS = 4;
/** Compact cells of one piece share everything above their last LEVELS digits. */
export const PIECE_SPAN = 8 ** LEVELS;

/** H3's digits as steps of the lattice: 0 stays, then K, J, JK, I, IK, IJ. */
const DIGIT_STEPS = [
  [0, 0],
  [-1, -1],
  [0, 1],
  [-1, 0],
  [1, 0],
  [0, -1],
  [1, 1],
] as const;
/** The six corners of a hexagon in thirds of the lattice's steps, each between two neighbours. */
const CORNER_THIRDS = [
  [2, 1],
  [1, 2],
  [-1, 1],
  [-2, -1],
  [-1, -2],
  [1, -1],
] as const;
/** Children whose centres fix a piece: the middle one, and three that stand round it at 120°. */
const FIXING_DIGITS = [0, 4, 2, 1] as const;

type Vector = readonly [number, number, number];

/** Directions from the centre of the earth: of lattice point (0, 0), of a step each way, and of the corners of a cell round its centre. */
export type FlatPiece = {
  readonly centre: Vector;
  readonly alongA: Vector;
  readonly alongB: Vector;
  /** x, y, z of each of the six corners, relative to the cell's centre. */
  readonly corners: Float64Array;
};

/**
 * The piece of the lattice that a cell belongs to; null near an edge or corner of the icosahedron, where cells are bent.
 * @param shrink share of its size that a hexagon is drawn at
 */
export function flatPiece(cell: string, res: number, shrink: number): FlatPiece | null {
  const ancestor = cellToParent(cell, res - LEVELS);
  // Descendants stand out of their ancestor a little, but not beyond its neighbours.
  const faces = new Set(gridDisk(ancestor, 1).flatMap((near) => getIcosahedronFaces(near)));
  if (faces.size > 1) return null;
  const children = cellToChildren(ancestor, res - LEVELS + 1);
  const fixed = FIXING_DIGITS.map((digit) => ({
    direction: directionOf(cellToCenterChild(children[digit] ?? "", res)),
    at: latticePoint(digit * (PIECE_SPAN / 8), res),
  }));
  return solvePiece(fixed, shrink);
}

/** Lattice coordinates of every cell of a piece by its last digits: a at 2i, b at 2i + 1. */
export function latticeTable(res: number): Int16Array {
  const table = new Int16Array(PIECE_SPAN * 2);
  for (let digits = 0; digits < PIECE_SPAN; digits++) table.set(latticePoint(digits, res), digits * 2);
  return table;
}

function latticePoint(digits: number, res: number): [number, number] {
  let [a, b] = [0, 0];
  for (let level = LEVELS - 1; level >= 0; level--) {
    const step = DIGIT_STEPS[(digits >> (3 * level)) & 7] ?? [0, 0];
    const odd = (res - level) % 2 === 1;
    [a, b] = odd ? [2 * a + b, 3 * b - a] : [3 * a - b, a + 2 * b];
    a += step[0];
    b += step[1];
  }
  return [a, b];
}

/**
 * The linear map from (1, a, b) to directions that sends four lattice points to four known directions, each of unknown length:
 * the lengths follow from the middle point being the same sum of the three others on either side.
 */
function solvePiece(fixed: readonly { direction: Vector; at: readonly [number, number] }[], shrink: number): FlatPiece {
  const [middle, ...others] = fixed;
  const [p, q, r] = others;
  if (middle === undefined || p === undefined || q === undefined || r === undefined)
    throw new Error("four points needed");
  const lattice = [p, q, r].map(({ at }): Vector => [1, at[0], at[1]]);
  const inLattice = weightsOf([1, middle.at[0], middle.at[1]], lattice);
  const inSpace = weightsOf(
    middle.direction,
    [p, q, r].map(({ direction }) => direction),
  );
  // Column k of the map: what it sends the k-th unit vector to.
  const sends = (unit: Vector): Vector => {
    const share = weightsOf(unit, lattice);
    const part = (axis: 0 | 1 | 2) =>
      [p, q, r].reduce(
        (sum, { direction }, i) => sum + ((share[i] ?? 0) * (inSpace[i] ?? 0) * direction[axis]) / (inLattice[i] ?? 1),
        0,
      );
    return [part(0), part(1), part(2)];
  };
  const [alongA, alongB] = [sends([0, 1, 0]), sends([0, 0, 1])];
  const corners = CORNER_THIRDS.flatMap(([a, b]) =>
    ([0, 1, 2] as const).map((axis) => (shrink * (a * alongA[axis] + b * alongB[axis])) / 3),
  );
  return { centre: sends([1, 0, 0]), alongA, alongB, corners: Float64Array.from(corners) };
}

/** The weights of three vectors whose sum is `target` (Cramer's rule). */
function weightsOf(target: Vector, [u, v, w]: readonly Vector[]): Vector {
  if (u === undefined || v === undefined || w === undefined) throw new Error("three vectors needed");
  const whole = volume(u, v, w);
  return [volume(target, v, w) / whole, volume(u, target, w) / whole, volume(u, v, target) / whole];
}

function volume([a, b, c]: Vector, [d, e, f]: Vector, [g, h, i]: Vector): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

function directionOf(cell: string): Vector {
  const [lat, lng] = cellToLatLng(cell).map((degrees) => (degrees * Math.PI) / 180);
  const [phi, lambda] = [lat ?? 0, lng ?? 0];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}
