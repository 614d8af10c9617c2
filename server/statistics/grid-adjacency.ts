import { gridDisk } from "h3-js";
import type { Adjacency } from "../analytics/adjacency.ts";
import { expandCells } from "./universe.ts";

/** A hexagon has six neighbours, a pentagon five: the sixth place is then empty. */
const MOST_NEIGHBOURS = 6;
const NONE = 0xffffffff;

/**
 * Who is within `ring` steps of whom on H3's grid, in shared memory, so that every worker reads the one copy. H3 is asked
 * for each cell's own neighbours once; wider rings are walked from there, through cells outside the universe too.
 * @param compact the universe (see `compactCell`), each cell once
 */
export function gridAdjacency({ compact, res, ring }: { compact: Float64Array; res: number; ring: number }): Adjacency {
  const size = compact.length;
  const next = neighboursWithin(expandCells(compact, res), ring);
  const offsets = new Uint32Array(new SharedArrayBuffer((size + 1) * 4));
  const found: number[] = [];
  const seenFrom = new Uint32Array(next.length / MOST_NEIGHBOURS).fill(NONE);
  const reached: number[] = [];
  for (let start = 0; start < size; start++) {
    reached.length = 0;
    reached.push(start);
    seenFrom[start] = start;
    let from = 0;
    for (let step = 0; step < ring; step++) {
      const end = reached.length;
      for (; from < end; from++) {
        const row = (reached[from] ?? 0) * MOST_NEIGHBOURS;
        for (let k = row; k < row + MOST_NEIGHBOURS; k++) {
          const cell = next[k] ?? NONE;
          if (cell === NONE || seenFrom[cell] === start) continue;
          seenFrom[cell] = start;
          reached.push(cell);
          if (cell < size) found.push(cell);
        }
      }
    }
    offsets[start + 1] = found.length;
  }
  const neighbours = new Uint32Array(new SharedArrayBuffer(found.length * 4));
  neighbours.set(found);
  return { offsets, neighbours };
}

/**
 * The neighbours of the universe's cells, numbered as they stand, and of the cells round it that a walk of `ring` steps
 * passes through, numbered on as they are met.
 * @returns six numbers for each cell; a cell at the end of every walk has none
 */
function neighboursWithin(universe: readonly string[], ring: number): Uint32Array {
  const cells = [...universe];
  const numberOf = new Map(cells.map((cell, number) => [cell, number]));
  if (numberOf.size !== cells.length) {
    throw new RangeError(`A universe holds each cell once: got ${cells.length} cells, ${numberOf.size} different`);
  }
  const rows: number[] = [];
  let from = 0;
  for (let step = 0; step < ring; step++) {
    const end = cells.length;
    for (; from < end; from++) {
      const cell = cells[from] ?? "";
      const disk = gridDisk(cell, 1);
      for (const near of disk) {
        if (near === cell) continue;
        let number = numberOf.get(near);
        if (number === undefined) {
          number = cells.push(near) - 1;
          numberOf.set(near, number);
        }
        rows.push(number);
      }
      for (let missing = disk.length - 1; missing < MOST_NEIGHBOURS; missing++) rows.push(NONE);
    }
  }
  const next = new Uint32Array(cells.length * MOST_NEIGHBOURS).fill(NONE);
  next.set(rows);
  return next;
}
