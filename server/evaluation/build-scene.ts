import { cellToLatLng, cellToLocalIj, gridDisk, latLngToCell, polygonToCells } from "h3-js";
import { compactCell, expandCell } from "../api/cell-columns.ts";
import { cellGround } from "./cell-ground.ts";
import type { Basis } from "./cell-shape.ts";
import { type CellUnits, cellUnits, find } from "./cell-units.ts";
import type { DateCounts, EvaluationDate } from "./date-counts.ts";
import { countDate } from "./date-counts.ts";
import { decodeIncidents } from "./decode-incidents.ts";
import type { Disturbance } from "./gather-placebos.ts";
import type { Events, Ground, HotPlace, Layout } from "./ground.ts";
import { findHotPlaces } from "./hot-places.ts";
import { bitOf } from "./indicators.ts";
import type { GridColumns, PointSource, Polygons, SceneInput, WardSource } from "./scene.ts";
import { wardGround } from "./ward-ground.ts";

/** An evaluation's ground with everything on it, ready to be counted. */
export type Scene = {
  readonly input: SceneInput;
  readonly ground: Ground;
  readonly events: Events;
  /** The target's own layout and receiving places. */
  readonly own: Layout;
  /** Per date. */
  readonly places: readonly (readonly HotPlace[])[];
  /** Units of the control that the analyst named; null = suggested. */
  readonly named: readonly number[] | null;
  /** Units of the target of each other operation, with its time. */
  readonly others: readonly Disturbance[];
  /** Incidents that lie in no borough's cell. */
  readonly outside: number;
  /** Where cells are the pieces. */
  readonly cells: CellPieces | null;
};

/** What is needed to draw and place cells. */
export type CellPieces = {
  readonly units: CellUnits;
  readonly grid: GridColumns;
  readonly basis: Basis;
  /** Positions in the grid. */
  readonly target: readonly number[];
  readonly controlCells: readonly string[];
};

/** @throws RangeError "target" when no cell or ward of the ground is in the target */
export function buildScene(input: SceneInput): Scene {
  return input.source.kind === "points" ? pointScene(input, input.source) : wardScene(input, input.source);
}

/** Counts of the tested indicator about a date. */
export function countScene(
  { ground, events, input }: Pick<Scene, "ground" | "events" | "input">,
  date: Pick<EvaluationDate, "earlier" | "before" | "after">,
): DateCounts {
  return countDate(events, ground, { indicator: bitOf(input.indicator), date });
}

function pointScene(input: SceneInput, source: PointSource): Scene {
  const { grid, places, named } = source;
  const incidents = decodeIncidents(source.incidents, { res: grid.res, placeRes: places.res });
  const { units, events, outside } = cellUnits(incidents, grid.cells, places.cells);
  const cellsIn = (polygons: Polygons) =>
    targetCells(polygons, grid.res)
      .map((cell) => find(grid.cells, compactCell(cell)))
      .filter((cell) => cell >= 0);
  const target = cellsIn(input.target);
  if (target.length === 0) throw new RangeError("target");
  const basis = basisAt(expandCell(grid.cells[target[0] ?? 0] ?? 0, grid.res));
  const ground = cellGround({
    grid: { ...grid, boroughs: input.boroughs.length, basis },
    units,
    target,
    options: { rings: input.rings, stripMetres: input.stripMetres, neighbours: input.neighbours },
    placeAxes: places,
  });
  const indicator = bitOf(input.indicator);
  const found = input.dates.map(({ months }) =>
    findHotPlaces({ events, units, near: places.near }, { indicator, months }),
  );
  const ownPlaces = [...(found[0] ?? []), ...namedPlaces(source, units)];
  const controlCells = new Set(named.controlCells.map(compactCell));
  const control = Array.from(units.placeCell.keys()).filter((unit) =>
    controlCells.has(places.cells[units.placeCell[unit] ?? -1] ?? -1),
  );
  return {
    ...{ input, ground, events, outside },
    own: ground.own(ownPlaces),
    places: [ownPlaces, ...found.slice(1)],
    named: namedControl(input, ground, control),
    others: input.others.map(({ polygons, from, to }) => ({ units: flagCells(units, cellsIn(polygons)), from, to })),
    cells: { units, grid, basis, target, controlCells: named.controlCells },
  };
}

function wardScene(input: SceneInput, source: WardSource): Scene {
  const units = { count: source.wards.length, borough: Int16Array.from(source.wards, ({ borough }) => borough) };
  if (source.target.length === 0) throw new RangeError("target");
  const { ward, day, indicators, n } = source.counts;
  const events: Events = { unit: ward, day, indicators, n, hour: new Uint8Array(ward.length).fill(255) };
  const ground = wardGround({
    ...{
      units,
      boroughs: input.boroughs.length,
      touching: source.touching,
      inReach: source.inReach,
      target: source.target,
    },
    options: { rings: input.rings, stripMetres: input.stripMetres, neighbours: input.neighbours },
  });
  return {
    ...{ input, ground, events, outside: 0, cells: null, others: [] },
    own: ground.own([]),
    places: input.dates.map(() => []),
    named: namedControl(input, ground, source.controlWards),
  };
}

/** Cells whose centre lies in the polygons; where a polygon is too small to hold one, the cell at its middle. */
export function targetCells(polygons: Polygons, res: number): string[] {
  const cells = polygons.flatMap((rings) => {
    const inside = polygonToCells(
      rings.map((ring) => ring.map((point) => [...point])),
      res,
      true,
    );
    return inside.length > 0 ? inside : [middleCell(rings[0] ?? [], res)];
  });
  return [...new Set(cells)].sort();
}

function middleCell(ring: readonly (readonly number[])[], res: number): string {
  const corners = ring.slice(1);
  const mean = (axis: number) => corners.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / corners.length;
  return latLngToCell(mean(1), mean(0), res);
}

function flagCells(units: CellUnits, cells: readonly number[]): Uint8Array {
  const flags = new Uint8Array(units.count);
  for (const cell of cells) for (const unit of units.ofCell(cell)) flags[unit] = 1;
  return flags;
}

function namedPlaces({ named, places }: PointSource, units: CellUnits): HotPlace[] {
  return named.receiving.map(({ cells }) => {
    const wanted = new Set(cells.map(compactCell));
    const own = Uint32Array.from(
      Array.from(units.placeCell.keys()).filter((unit) => wanted.has(places.cells[units.placeCell[unit] ?? -1] ?? -1)),
    );
    const at = Array.from(places.cells.keys()).filter((cell) => wanted.has(places.cells[cell] ?? -1));
    return { cells: at, found: "named", units: own, counts: new Float64Array(own.length).fill(1) };
  });
}

function namedControl({ controlBoroughs }: SceneInput, { units }: Ground, others: readonly number[]): number[] | null {
  if (controlBoroughs.length === 0 && others.length === 0) return null;
  const boroughs = new Set(controlBoroughs);
  const inBoroughs = Array.from(units.borough.keys()).filter((unit) => boroughs.has(units.borough[unit] ?? -1));
  return [...new Set([...inBoroughs, ...others])];
}

/** Metres east and north of one step along each axis of the grid. */
function basisAt(cell: string): Basis {
  const from = cellToLocalIj(cell, cell);
  const [lat, lng] = cellToLatLng(cell);
  const step = (di: number, dj: number): [number, number] => {
    const next = gridDisk(cell, 1).find((other) => {
      const { i, j } = cellToLocalIj(cell, other);
      return i - from.i === di && j - from.j === dj;
    });
    const [y, x] = next === undefined ? [lat, lng] : cellToLatLng(next);
    return [(x - lng) * METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180), (y - lat) * METRES_PER_DEGREE];
  };
  return { i: step(1, 0), j: step(0, 1) };
}

const METRES_PER_DEGREE = 111_195;
