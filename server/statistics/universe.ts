import { expandCell } from "../api/cell-columns.ts";
import type { Resolution } from "../api/vocabulary.ts";

/** The cells of a test: those of an explicit list of areas, whatever is displayed. */
export type Universe = {
  /** The same for the same cells, in one state of the area set. */
  readonly key: string;
  readonly res: Resolution;
  /** Ascending (see `compactCell`). The position of a cell is its index in every array of the test. */
  readonly compact: Float64Array;
  /** The same cells as H3 ids. */
  readonly cells: readonly string[];
  /** Position by compact cell. */
  readonly positions: ReadonlyMap<number, number>;
  /** Code of the area set, and codes of the areas. */
  readonly set: string;
  readonly areas: readonly string[];
};

export function describeUniverse({ cells, set, areas }: Universe): { size: number; set: string; areas: string[] } {
  return { size: cells.length, set, areas: [...areas] };
}

export function expandCells(compact: Float64Array, res: number): string[] {
  return Array.from(compact, (cell) => expandCell(cell, res));
}

/** One count for each cell of the universe, and how many incidents lie in none. The counted cells come in any order. */
export function alignCounts(
  { cells, positions }: Universe,
  counted: { readonly compact: Float64Array; readonly counts: Uint32Array },
): { counts: Float64Array; outside: number } {
  const counts = new Float64Array(cells.length);
  let outside = 0;
  for (const [at, cell] of counted.compact.entries()) {
    const position = positions.get(cell);
    const n = counted.counts[at] ?? 0;
    if (position === undefined) outside += n;
    else counts[position] = n;
  }
  return { counts, outside };
}

/** One array of counts for each month, aligned to the universe. */
export function alignMonths(
  { cells, positions }: Universe,
  months: number,
  counted: { readonly compact: Float64Array; readonly month: Uint16Array; readonly counts: Uint32Array },
): Float64Array[] {
  const matrix = Array.from({ length: months }, () => new Float64Array(cells.length));
  for (const [at, cell] of counted.compact.entries()) {
    const position = positions.get(cell);
    const month = matrix[counted.month[at] ?? 0];
    if (position !== undefined && month !== undefined) month[position] = counted.counts[at] ?? 0;
  }
  return matrix;
}

/** Ascending positions in the universe of other cells; those that are not in it are left out. */
export function positionsOf({ positions }: Universe, cells: Float64Array): Uint32Array {
  const found: number[] = [];
  for (const cell of cells) {
    const position = positions.get(cell);
    if (position !== undefined) found.push(position);
  }
  return Uint32Array.from(found).sort();
}

/** Σ over the months. */
export function sumMonths(months: readonly Float64Array[], size: number): Float64Array {
  const sum = new Float64Array(size);
  for (const month of months) for (const [i, n] of month.entries()) sum[i] = (sum[i] ?? 0) + n;
  return sum;
}
