import type { Adjacency } from "./adjacency.ts";
import { cellCount } from "./adjacency.ts";

/*
 * The sum of a measure over each cell's disk: the cell itself and its neighbours.
 *
 * This is the numerator of Getis-Ord Gi* with binary weights (Ord & Getis 1995), the observed value of
 * the exact test, and the ring kernel of the backtest. One pass over the compressed rows.
 *
 * Example: in the row a-b-c with values 1, 2, 4 the disks sum to 3, 7, 6 and hold 2, 3, 2 cells.
 */

/**
 * Σ of `values` over every disk.
 *
 * @param values one number per cell
 * @returns one sum per cell, the cell itself included
 * @throws RangeError when values and adjacency differ in length
 */
export function diskSums(values: Float64Array, adjacency: Adjacency): Float64Array {
  const { offsets, neighbours } = adjacency;
  const n = cellCount(adjacency);
  if (values.length !== n) throw new RangeError(`Expected ${n} values, one per cell, got ${values.length}`);
  const sums = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = values[i]!;
    const end = offsets[i + 1]!;
    for (let k = offsets[i]!; k < end; k++) sum += values[neighbours[k]!]!;
    sums[i] = sum;
  }
  return sums;
}

/** Number of cells in every disk, the cell itself included: W_i of the formulas. */
export function diskSizes(adjacency: Adjacency): Uint32Array {
  const { offsets } = adjacency;
  const sizes = new Uint32Array(cellCount(adjacency));
  for (let i = 0; i < sizes.length; i++) sizes[i] = offsets[i + 1]! - offsets[i]! + 1;
  return sizes;
}
