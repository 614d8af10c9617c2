import { cellsToMultiPolygon } from "h3-js";
import { expandCell } from "../api/cell-columns.ts";
import type { EvaluationGeometryBody } from "../api/types.ts";
import type { Scene } from "./build-scene.ts";
import { gridLookup } from "./cell-ground.ts";
import { buildShape } from "./cell-shape.ts";
import type { HotPlace } from "./ground.ts";

type Feature = EvaluationGeometryBody["features"][number];

/** A part of the evaluation as cells, or as codes of wards whose outlines are known elsewhere. */
export type OutlinePart = Feature["properties"] & {
  readonly cells: readonly string[];
  readonly wards: readonly string[];
};

/** Cells of target, rings, strips, receiving places and control cells; each cell is drawn in the borough of its centre. */
export function outlineParts(
  scene: Scene,
  receiving: readonly { readonly id: string; readonly name: string; readonly place: HotPlace }[],
): OutlinePart[] {
  return scene.cells === null ? wardParts(scene) : [...cellParts(scene, scene.cells), ...placeParts(scene, receiving)];
}

/** Outlines of parts that are made of cells. */
export function drawCells(parts: readonly OutlinePart[]): Feature[] {
  return parts
    .filter(({ cells }) => cells.length > 0)
    .map(({ part, k, code, name, cells }) => ({
      type: "Feature",
      properties: { part, k, code, name },
      geometry: {
        type: "MultiPolygon",
        coordinates: cellsToMultiPolygon([...cells], true).map((rings) =>
          rings.map((ring) => ring.map(([lng, lat]) => [round6(lng), round6(lat)])),
        ),
      },
    }));
}

function cellParts(
  { input, own }: Scene,
  { grid, basis, target, controlCells }: NonNullable<Scene["cells"]>,
): OutlinePart[] {
  const ids = (positions: readonly number[]) => positions.map((at) => expandCell(grid.cells[at] ?? 0, grid.res));
  const cellAt = gridLookup(grid);
  const anchor = { i: grid.i[target[0] ?? 0] ?? 0, j: grid.j[target[0] ?? 0] ?? 0 };
  const shape = buildShape(
    {
      i: Int32Array.from(target, (cell) => (grid.i[cell] ?? 0) - anchor.i),
      j: Int32Array.from(target, (cell) => (grid.j[cell] ?? 0) - anchor.j),
    },
    { rings: input.rings, stripMetres: input.stripMetres, basis },
  );
  const found = Array.from(shape.ring, (ring, o) => ({
    ring,
    inReach: shape.inReach[o] === 1,
    cell: cellAt(anchor.i + (shape.i[o] ?? 0), anchor.j + (shape.j[o] ?? 0)),
  })).filter(({ cell }) => cell >= 0);
  const rows = own.rows.filter(({ place }) => place === null);
  const parts = rows.map(({ k, borough }): OutlinePart => {
    const mine = found.filter(
      ({ ring, inReach, cell }) => ring > 0 && grid.home[cell] === borough && (k === null ? inReach : ring === k),
    );
    return {
      part: k === null ? "strip" : "ring",
      k,
      ...nameOf(input.boroughs[borough]),
      cells: ids(mine.map(({ cell }) => cell)),
      wards: [],
    };
  });
  const whole: OutlinePart = { part: "target", k: null, code: null, name: null, cells: ids(target), wards: [] };
  const control: OutlinePart = { part: "control", k: null, code: null, name: null, cells: controlCells, wards: [] };
  return [whole, ...parts, control];
}

function placeParts(
  { input: { source } }: Scene,
  receiving: readonly { readonly id: string; readonly name: string; readonly place: HotPlace }[],
): OutlinePart[] {
  if (source.kind !== "points") return [];
  const { cells, res } = source.places;
  return receiving.map(({ id, name, place }) => ({
    ...{ part: "receiving", k: null, code: id, name, wards: [] },
    cells: place.cells.map((cell) => expandCell(cells[cell] ?? 0, res)),
  }));
}

function wardParts({ input, own }: Scene): OutlinePart[] {
  if (input.source.kind !== "published") return [];
  const { wards } = input.source;
  const codes = (units: readonly number[]) => units.flatMap((unit) => wards[unit]?.code ?? []);
  const target: OutlinePart = { part: "target", k: null, code: null, name: null, cells: [], wards: codes(own.target) };
  const rows = own.rows.map(
    ({ k, borough, units }): OutlinePart => ({
      ...{ part: k === null ? "strip" : "ring", k, ...nameOf(input.boroughs[borough]), cells: [] },
      wards: codes(units),
    }),
  );
  return [target, ...rows];
}

function nameOf(borough: { code: string; name: string } | undefined): { code: string | null; name: string | null } {
  return { code: borough?.code ?? null, name: borough?.name ?? null };
}

function round6(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
