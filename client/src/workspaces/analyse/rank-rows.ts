import type { Frame } from "./frame.ts";

/** One line of the table twin. */
export type RankedRow = { readonly id: string; readonly n: number; readonly rank: number };

/** Every row of the map that holds something, in the order of its table. */
export function rowsOf(shown: Frame): RankedRow[] {
  if (shown.kind !== "classed") return rankRows(frameRows(shown));
  const { geometry, values, order } = shown;
  return order.map((row, i) => ({ id: geometry.cells[row] ?? "", n: values[row] ?? 0, rank: i + 1 }));
}

/** The rows behind a frame, zeros left out: [id, n]. */
function frameRows(shown: Frame): [string, number][] {
  if (shown.kind === "areas") return shown.rows.filter((row) => row.n > 0).map((row) => [row.code, row.n]);
  const rows: [string, number][] = [];
  for (const [i, cell] of shown.geometry.cells.entries()) {
    const n = shown.values[i] ?? 0;
    if (n > 0) rows.push([cell, n]);
  }
  return rows;
}

/** Sort and rank (1, 2, 2, 4). */
export function rankRows(rows: readonly (readonly [string, number])[]): RankedRow[] {
  const sorted = rows.toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  let rank = 0;
  return sorted.map(([id, n], i) => {
    if (n !== sorted[i - 1]?.[1]) rank = i + 1;
    return { id, n, rank };
  });
}
