import { holdsPoint } from "../../../cells/outline.ts";
import { type Box, boxOfPolygons } from "./projection.ts";

type Polygons = number[][][][];

const GRID = 24;

/**
 * Where the number of an outline stands: inside it, as far as can be from its edge and from what else is numbered in it.
 * @param others boxes that it should keep away from
 * @returns [lng, lat]; null where there is nothing to number
 */
export function badgePoint(polygons: Polygons, others: readonly Box[]): readonly [number, number] | null {
  const box = boxOfPolygons(polygons);
  if (box === null) return null;
  const [west, south, east, north] = box;
  const edge = polygons.flatMap((rings) => rings.flat());
  let best: readonly [number, number] | null = null;
  let room = -1;
  for (let at = 0; at < GRID * GRID; at++) {
    const point = [
      west + ((east - west) * ((at % GRID) + 0.5)) / GRID,
      south + ((north - south) * (Math.floor(at / GRID) + 0.5)) / GRID,
    ] as const;
    if (!holdsPoint({ coordinates: polygons }, point)) continue;
    const free = Math.min(
      ...edge.map((corner) => apart(point, corner)),
      ...others.map((other) => 0.5 * toBox(point, other)),
    );
    if (free > room) [best, room] = [point, free];
  }
  return best;
}

/** A degree of longitude is 0.62 of one of latitude in London: near enough to find room. */
const EAST = 0.62;

function apart([x, y]: readonly [number, number], corner: readonly number[]): number {
  return Math.hypot(EAST * (x - (corner[0] ?? 0)), y - (corner[1] ?? 0));
}

function toBox([x, y]: readonly [number, number], [west, south, east, north]: Box): number {
  return Math.hypot(EAST * Math.max(west - x, 0, x - east), Math.max(south - y, 0, y - north));
}
