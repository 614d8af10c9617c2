import { cellArea } from "h3-js";
import { clusterCore } from "../analytics/cluster-core.ts";

export type Core = { readonly cells: readonly string[]; readonly n: number };

/** The fewest cells that hold 60 % of a cluster's incidents. @param counts incidents by cell id */
export function cutCore(counts: ReadonlyMap<string, number>): Core {
  const cells = [...counts.keys()].sort();
  const core = clusterCore(
    Uint32Array.from(cells.keys()),
    Float64Array.from(cells, (cell) => counts.get(cell) ?? 0),
  );
  return { cells: Array.from(core.cells, (i) => cells[i] ?? ""), n: core.incidents };
}

/** Area of cells of any resolution, to a hundredth of a hectare. */
export function hectaresOf(cells: readonly string[]): number {
  const squareMetres = cells.reduce((sum, cell) => sum + cellArea(cell, "m2"), 0);
  return Math.round(squareMetres / 100) / 100;
}
