import { type Basis, buildShape, metresBetween, type Shape } from "./cell-shape.ts";
import type { CellUnits } from "./cell-units.ts";
import { type Ground, type GroundOptions, HOME_SHARE, type HotPlace, type Layout, RECEIVING_METRES } from "./ground.ts";
import { createLayoutRows, createMarks, type LayoutMarks } from "./layout-rows.ts";

/** The cells of all boroughs, on the grid's own whole-number axes. */
export type CellGrid = {
  /** Ascending compact cells. */
  readonly cells: Float64Array;
  readonly i: Int32Array;
  readonly j: Int32Array;
  /** Borough of each cell's centre (of one that overlaps it, where its centre is in none). */
  readonly home: Int16Array;
  readonly boroughs: number;
  /** Metres of one step near the target. */
  readonly basis: Basis;
};

export type CellGroundInput = {
  readonly grid: CellGrid;
  readonly units: CellUnits;
  /** Positions of the target's cells in the grid. */
  readonly target: readonly number[];
  readonly options: GroundOptions;
  /** Position on the axes of the cells (of whatever resolution) that hot places are made of. */
  readonly placeAxes: { readonly i: Float64Array; readonly j: Float64Array };
};

/** Rings must lie on the ground to this share of those of the target. */
const LEAST_COVER = 0.8;

/** Cells × boroughs as ground: the target's own shape is laid anywhere. */
export function cellGround(input: CellGroundInput): Ground {
  const { grid, units, options, placeAxes } = input;
  const lookup = gridLookup(grid);
  const anchor = middleOf(grid, input.target);
  const shape = buildShape(stepsFrom(grid, input.target, anchor), {
    ...{ rings: options.rings + 1, stripMetres: options.stripMetres, basis: grid.basis },
  });
  const marks = createMarks(units);
  const scene: Scene = {
    grid,
    units,
    shape,
    lookup,
    options,
    placeAxes,
    marks,
    radius: targetRadius(shape, grid.basis),
  };
  const place = (centre: number, places: readonly HotPlace[], whole: boolean): Placed | null =>
    layOut(scene, { centre, places, whole });
  const own = place(anchor, [], false);
  if (own === null) throw new RangeError("the target has no cell in the boroughs");
  const extent = extentOf(shape, options.rings, grid.basis);
  const leastRing = LEAST_COVER * own.ringCells;
  return {
    units,
    boroughs: grid.boroughs,
    centres: (weight) => distinctCentres({ grid, units, shape, lookup }, weight),
    layOut: (centre, places) => {
      const placed = place(centre, places, true);
      return placed === null || placed.ringCells < leastRing ? null : placed.layout;
    },
    overlap: (centre, other) =>
      metresBetween(
        (grid.i[centre] ?? 0) - (grid.i[other] ?? 0),
        (grid.j[centre] ?? 0) - (grid.j[other] ?? 0),
        grid.basis,
      ) <=
      2 * extent,
    own: (places) => (place(anchor, places, false) ?? own).layout,
  };
}

function targetRadius({ i, j, targetCells }: Shape, basis: Basis): number {
  let farthest = 0;
  for (let o = 0; o < targetCells; o++) farthest = Math.max(farthest, metresBetween(i[o] ?? 0, j[o] ?? 0, basis));
  return farthest;
}

/** How far from its centre the zone reaches. */
function extentOf({ i, j, ring, inReach }: Shape, rings: number, basis: Basis): number {
  let farthest = 0;
  for (let o = 0; o < ring.length; o++) {
    if ((ring[o] ?? 0) > rings && inReach[o] !== 1) continue;
    farthest = Math.max(farthest, metresBetween(i[o] ?? 0, j[o] ?? 0, basis));
  }
  return farthest;
}

type Scene = Pick<CellGroundInput, "grid" | "units" | "options" | "placeAxes"> & {
  readonly shape: Shape;
  readonly lookup: Lookup;
  readonly marks: LayoutMarks;
  /** How far the target reaches from its centre. */
  readonly radius: number;
};
type Placed = { readonly layout: Layout; readonly ringCells: number };

/** @param at.whole the whole target must lie on the ground */
function layOut(scene: Scene, at: { centre: number; places: readonly HotPlace[]; whole: boolean }): Placed | null {
  const { grid, units, shape, lookup, options } = scene;
  const [ci, cj] = [grid.i[at.centre] ?? 0, grid.j[at.centre] ?? 0];
  const rows = createLayoutRows({ units, boroughs: grid.boroughs, rings: options.rings, marks: scene.marks });
  for (let o = 0; o < shape.targetCells; o++) {
    const cell = lookup(ci + (shape.i[o] ?? 0), cj + (shape.j[o] ?? 0));
    if (cell < 0 && at.whole) return null;
    if (cell >= 0) rows.addTarget(grid.home[cell] ?? -1, units.ofCell(cell));
  }
  const homes = rows.homes(HOME_SHARE);
  const neighbour = neighboursOf(homes, options, grid.boroughs);
  let ringCells = 0;
  for (let o = shape.targetCells; o < shape.ring.length; o++) {
    const cell = lookup(ci + (shape.i[o] ?? 0), cj + (shape.j[o] ?? 0));
    if (cell < 0) continue;
    const [ring, home, own] = [shape.ring[o] ?? 0, grid.home[cell] ?? -1, units.ofCell(cell)];
    if (ring <= options.rings) ringCells++;
    if (ring <= options.rings + 1) rows.addRing(ring, home, own);
    if (shape.inReach[o] === 1) rows.addStrip(home, own, neighbour);
  }
  for (const [index, hot] of at.places.entries()) {
    if (isNear(scene, hot, [ci, cj])) rows.addPlace(index, hot);
  }
  return { layout: rows.finish(homes), ringCells };
}

function neighboursOf(homes: readonly number[], { neighbours }: GroundOptions, boroughs: number): Uint8Array {
  const near = new Uint8Array(boroughs);
  for (const home of homes) {
    for (let b = 0; b < boroughs; b++) if (neighbours[home * boroughs + b] === 1) near[b] = 1;
  }
  for (const home of homes) near[home] = 0;
  return near;
}

/** Within reach of the target: from the nearest of its cells to the nearest of the place's. */
function isNear(
  { grid, shape, placeAxes, radius }: Scene,
  hot: HotPlace,
  [ci, cj]: readonly [number, number],
): boolean {
  for (const cell of hot.cells) {
    const [pi, pj] = [(placeAxes.i[cell] ?? 0) - ci, (placeAxes.j[cell] ?? 0) - cj];
    // Most places are out of reach of every cell of the target, whatever their own distances.
    const fromCentre = metresBetween(pi, pj, grid.basis);
    if (Number.isNaN(fromCentre) || fromCentre > RECEIVING_METRES + radius) continue;
    for (let o = 0; o < shape.targetCells; o++) {
      const metres = metresBetween(pi - (shape.i[o] ?? 0), pj - (shape.j[o] ?? 0), grid.basis);
      if (metres <= RECEIVING_METRES) return true;
    }
  }
  return false;
}

type Lookup = (i: number, j: number) => number;

/** Position of the cell at a point of the axes; −1 where there is none. */
export function gridLookup({ i, j }: Pick<CellGrid, "i" | "j">): Lookup {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < i.length; at++) {
    [west, east] = [Math.min(west, i[at] ?? 0), Math.max(east, i[at] ?? 0)];
    [south, north] = [Math.min(south, j[at] ?? 0), Math.max(north, j[at] ?? 0)];
  }
  const width = east - west + 1;
  const table = new Int32Array(width * (north - south + 1)).fill(-1);
  for (let at = 0; at < i.length; at++) table[(i[at] ?? 0) - west + ((j[at] ?? 0) - south) * width] = at;
  return (x, y) =>
    x < west || x > east || y < south || y > north ? -1 : (table[x - west + (y - south) * width] ?? -1);
}

/** The cell of a list that lies nearest to its middle. */
function middleOf({ i, j, basis }: CellGrid, cells: readonly number[]): number {
  const mean = (axis: Int32Array) => cells.reduce((sum, cell) => sum + (axis[cell] ?? 0), 0) / cells.length;
  const [mi, mj] = [mean(i), mean(j)];
  let [best, least] = [cells[0] ?? 0, Infinity];
  for (const cell of cells) {
    const metres = metresBetween((i[cell] ?? 0) - mi, (j[cell] ?? 0) - mj, basis);
    if (metres < least) [best, least] = [cell, metres];
  }
  return best;
}

function stepsFrom({ i, j }: CellGrid, cells: readonly number[], anchor: number) {
  return {
    i: Int32Array.from(cells, (cell) => (i[cell] ?? 0) - (i[anchor] ?? 0)),
    j: Int32Array.from(cells, (cell) => (j[cell] ?? 0) - (j[anchor] ?? 0)),
  };
}

/** Centres of the target's shape, the one with most under it first, leaving out what overlaps an earlier one. */
function distinctCentres(
  { grid, units, shape, lookup }: Pick<Scene, "grid" | "units" | "shape" | "lookup">,
  weight: Float64Array,
): number[] {
  const score = new Float64Array(grid.cells.length);
  const under = (centre: number, visit: (cell: number) => void, way: 1 | -1): void => {
    const [ci, cj] = [grid.i[centre] ?? 0, grid.j[centre] ?? 0];
    for (let o = 0; o < shape.targetCells; o++) {
      const cell = lookup(ci + way * (shape.i[o] ?? 0), cj + way * (shape.j[o] ?? 0));
      if (cell >= 0) visit(cell);
    }
  };
  for (let unit = 0; unit < units.count; unit++) {
    const n = weight[unit] ?? 0;
    if (n === 0) continue;
    under(
      units.cell[unit] ?? 0,
      (centre) => {
        score[centre] = (score[centre] ?? 0) + n;
      },
      -1,
    );
  }
  const busiest = Int32Array.from(score.keys())
    .filter((cell) => (score[cell] ?? 0) > 0)
    .sort((a, b) => (score[b] ?? 0) - (score[a] ?? 0) || a - b);
  const taken = new Uint8Array(grid.cells.length);
  const centres: number[] = [];
  for (const centre of busiest) {
    let free = true;
    under(centre, (cell) => (free &&= taken[cell] === 0), 1);
    if (!free) continue;
    under(centre, (cell) => (taken[cell] = 1), 1);
    centres.push(centre);
  }
  return centres;
}
