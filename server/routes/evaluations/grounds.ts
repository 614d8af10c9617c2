import type { Knex } from "knex";
import { type AreaNameRow, type AreaSetRow, listAreas } from "../../db/area-queries.ts";
import { listAreaCellColumns, listNeighbouringAreas } from "../../db/evaluation-queries.ts";
import type { GridColumns, PlaceColumns, WardSource } from "../../evaluation/scene.ts";
import type { StatisticsContext } from "../statistics/statistics-context.ts";

/** Areas within so many metres of each other are neighbours: the river counts as a border. */
const NEIGHBOUR_METRES = 400;
/** Hot places are found, and named, in cells of this resolution. */
export const PLACE_RES = 9;

/** Boroughs, their cells and who neighbours whom. */
export type PointGround = {
  readonly boroughs: readonly AreaNameRow[];
  readonly neighbours: Uint8Array;
  readonly grid: GridColumns;
  readonly places: PlaceColumns;
};

export type Grounds = {
  boroughs(set: AreaSetRow): Promise<Pick<PointGround, "boroughs" | "neighbours">>;
  points(set: AreaSetRow, res: number): Promise<PointGround>;
  /** Which wards of a list touch, and which are within reach of one another. */
  wards(set: AreaSetRow, codes: readonly string[], metres: number): Promise<WardGround>;
};

export type WardGround = Pick<WardSource, "touching" | "inReach">;

const MOST_KEPT = 6;

/** Keeps the ground of each borough set, in its state: it costs more than an evaluation. */
export function createGrounds(context: StatisticsContext): Grounds {
  const grids = new Map<string, Promise<Pick<PointGround, "grid" | "places">>>();
  const neighbours = new Map<string, Promise<Pick<PointGround, "boroughs" | "neighbours">>>();
  const boroughs: Grounds["boroughs"] = (set) =>
    keep(neighbours, `${set.id}@${set.version}`, () => readNeighbours(context.db.knex, set));
  const wards = new Map<string, Promise<WardGround>>();
  return {
    boroughs,
    wards: (set, codes, metres) =>
      keep(wards, `${set.id}@${set.version}/${metres}/${codes.join(",")}`, () =>
        readWards(context, { set, codes, metres }),
      ),
    points: async (set, res) => {
      const known = await boroughs(set);
      const grid = await keep(grids, `${set.id}@${set.version}/${res}`, () =>
        readGrid(context, { set, res, boroughs: known.boroughs }),
      );
      return { ...known, ...grid };
    },
  };
}

function keep<Value>(kept: Map<string, Promise<Value>>, key: string, read: () => Promise<Value>): Promise<Value> {
  const value = kept.get(key) ?? read();
  kept.delete(key);
  kept.set(key, value);
  value.catch(() => kept.delete(key));
  for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
  return value;
}

async function readNeighbours(knex: Knex, set: AreaSetRow): Promise<Pick<PointGround, "boroughs" | "neighbours">> {
  const boroughs = await listAreas(knex, set.id);
  const at = new Map(boroughs.map(({ id }, position) => [id, position]));
  const neighbours = new Uint8Array(boroughs.length ** 2);
  for (const { one, other } of await listNeighbouringAreas(knex, set.id, NEIGHBOUR_METRES)) {
    const [a, b] = [at.get(one) ?? 0, at.get(other) ?? 0];
    neighbours[a * boroughs.length + b] = 1;
    neighbours[b * boroughs.length + a] = 1;
  }
  return { boroughs, neighbours };
}

type Wanted = { readonly set: AreaSetRow; readonly res: number; readonly boroughs: readonly AreaNameRow[] };

async function readGrid(
  { db, pool, universes, adjacencies }: StatisticsContext,
  { set, res, boroughs }: Wanted,
): Promise<Pick<PointGround, "grid" | "places">> {
  const columns = await listAreaCellColumns(db.knex, set.id, res);
  const { cells, home } = homesOf(columns, boroughs);
  const universe = await universes.get({ set, areas: boroughs }, PLACE_RES);
  const near = await adjacencies.get(universe, 1);
  const never = new AbortController().signal;
  const axes = await pool.run("gridAxes", { cells, res, places: universe.compact, placeRes: PLACE_RES }, never);
  return {
    grid: { res, cells, home, i: axes.i, j: axes.j },
    places: { res: PLACE_RES, cells: universe.compact, near, i: axes.placeI, j: axes.placeJ },
  };
}

type WantedWards = { readonly set: AreaSetRow; readonly codes: readonly string[]; readonly metres: number };

async function readWards({ db, pool }: StatisticsContext, { set, codes, metres }: WantedWards): Promise<WardGround> {
  const codeOf = new Map((await listAreas(db.knex, set.id)).map(({ id, code }) => [id, code]));
  const at = new Map(codes.map((code, ward) => [code, ward]));
  const wardOf = (area: number) => at.get(codeOf.get(area) ?? "") ?? -1;
  const columns = async (res: number) => {
    const { cell, area } = await listAreaCellColumns(db.knex, set.id, res);
    const kept = Uint32Array.from(area.keys()).filter((row) => wardOf(area[row] ?? 0) >= 0);
    return {
      cell: Float64Array.from(kept, (row) => cell[row] ?? 0),
      ward: Uint16Array.from(kept, (row) => wardOf(area[row] ?? 0)),
    };
  };
  const [fine, coarse] = [await columns(10), await columns(9)];
  return pool.run("wardNeighbours", { wards: codes.length, fine, coarse, metres }, new AbortController().signal);
}

/** Each cell once, with the borough of its centre; of the first by code that it overlaps where its centre is in none. */
function homesOf(
  { cell, area, centre }: Awaited<ReturnType<typeof listAreaCellColumns>>,
  boroughs: readonly AreaNameRow[],
): Pick<GridColumns, "cells" | "home"> {
  const at = new Map(boroughs.map(({ id }, position) => [id, position]));
  let distinct = 0;
  for (let row = 0; row < cell.length; row++) if (row === 0 || cell[row] !== cell[row - 1]) distinct++;
  const cells = new Float64Array(new SharedArrayBuffer(distinct * 8));
  const home = new Int16Array(new SharedArrayBuffer(distinct * 2));
  let last = -1;
  for (let row = 0; row < cell.length; row++) {
    const isNew = row === 0 || cell[row] !== cell[row - 1];
    if (isNew) cells[++last] = cell[row] ?? 0;
    if (isNew || centre[row] === 1) home[last] = at.get(area[row] ?? 0) ?? -1;
  }
  return { cells, home };
}
