import { cellToLatLng, greatCircleDistance, gridDisk } from "h3-js";
import { compactCell, expandCell } from "../api/cell-columns.ts";

/** Which cells each ward overlaps: two columns of one length. */
export type WardCells = { readonly cell: Float64Array; readonly ward: Uint16Array };

/** Cells of this resolution are some 350 m across: two rings of them are searched for each 0.6 km of reach. */
const STEP_METRES = 300;

/**
 * Wards that touch (they share a fine cell), and wards some part of which is within reach of another.
 * @param fine cells of resolution 10, @param coarse of resolution 9
 */
export function wardNeighbours({
  wards,
  fine,
  coarse,
  metres,
}: {
  wards: number;
  fine: WardCells;
  coarse: WardCells;
  metres: number;
}): {
  touching: number[][];
  inReach: number[][];
} {
  const touching = Array.from({ length: wards }, () => new Set<number>());
  for (const together of groupByCell(fine).values()) join(touching, together, together);
  const inReach = Array.from({ length: wards }, () => new Set<number>());
  const byCell = groupByCell(coarse);
  const rings = Math.ceil(metres / STEP_METRES) + 1;
  for (const [cell, own] of byCell) {
    const id = expandCell(cell, 9);
    const from = cellToLatLng(id);
    for (const other of gridDisk(id, rings)) {
      const there = byCell.get(compactCell(other));
      if (there !== undefined && greatCircleDistance(from, cellToLatLng(other), "m") <= metres)
        join(inReach, own, there);
    }
  }
  const sorted = (sets: readonly Set<number>[]) => sets.map((set) => [...set].sort((a, b) => a - b));
  return { touching: sorted(touching), inReach: sorted(inReach) };
}

function groupByCell({ cell, ward }: WardCells): Map<number, number[]> {
  const byCell = new Map<number, number[]>();
  for (const [at, key] of cell.entries()) {
    const known = byCell.get(key);
    if (known === undefined) byCell.set(key, [ward[at] ?? 0]);
    else known.push(ward[at] ?? 0);
  }
  return byCell;
}

function join(sets: readonly Set<number>[], from: readonly number[], to: readonly number[]): void {
  for (const one of from) for (const other of to) if (one !== other) sets[one]?.add(other);
}
