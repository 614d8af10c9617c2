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
  { compact, counts: counted }: { readonly compact: Float64Array; readonly counts: Uint32Array },
): { counts: Float64Array; outside: number } {
  const counts = new Float64Array(cells.length);
  let outside = 0;
  for (let at = 0; at < compact.length; at++) {
    const position = positions.get(compact[at] ?? 0);
    const n = counted[at] ?? 0;
    if (position === undefined) outside += n;
    else counts[position] = n;
  }
  return { counts, outside };
}

/** One array of counts for each month, aligned to the universe. A cell may be counted in several parts of a month. */
export function alignMonths(
  { cells, positions }: Universe,
  counted: readonly { readonly compact: Float64Array; readonly counts: Uint32Array }[],
): Float64Array[] {
  return counted.map(({ compact, counts: parts }) => {
    const month = new Float64Array(cells.length);
    for (let at = 0; at < compact.length; at++) {
      const position = positions.get(compact[at] ?? 0);
      if (position !== undefined) month[position] = (month[position] ?? 0) + (parts[at] ?? 0);
    }
    return month;
  });
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
  for (const month of months) for (let i = 0; i < size; i++) sum[i] = (sum[i] ?? 0) + (month[i] ?? 0);
  return sum;
}
