import { POLYGON_TO_CELLS_FLAGS, polygonToCells, polygonToCellsExperimental } from "h3-js";
import { RESOLUTIONS } from "../api/vocabulary.ts";
import type { BoundaryRow } from "./reading.ts";

export type AreaCell = { readonly res: number; readonly cell: string; readonly centreInside: boolean };

/**
 * Every cell that overlaps an area, at each resolution that is rolled up, and whether its centre is inside.
 * Overlap (not centres only) is the universe of the tests: no incident of the area can lie outside it.
 */
export function areaCells(coordinates: BoundaryRow["coordinates"]): AreaCell[] {
  const cells: AreaCell[] = [];
  for (const res of RESOLUTIONS) {
    const overlapping = new Set<string>();
    const centred = new Set<string>();
    for (const polygon of coordinates) {
      const rings = polygon.map((ring) => ring.map(([lng, lat]) => [lat, lng]));
      for (const cell of polygonToCellsExperimental(rings, res, POLYGON_TO_CELLS_FLAGS.containmentOverlapping))
        overlapping.add(cell);
      for (const cell of polygonToCells(rings, res)) centred.add(cell);
    }
    for (const cell of centred) overlapping.add(cell);
    for (const cell of overlapping) cells.push({ res, cell, centreInside: centred.has(cell) });
  }
  return cells;
}
