import { cellToLatLng, POLYGON_TO_CELLS_FLAGS, polygonToCellsExperimental } from "h3-js";
import { RESOLUTIONS } from "../api/vocabulary.ts";
import type { BoundaryRow } from "./reading.ts";

export type AreaCell = { readonly res: number; readonly cell: string; readonly centreInside: boolean };

type Polygon = BoundaryRow["coordinates"][number];

/**
 * Every cell that overlaps an area, at each resolution that is rolled up, and whether its centre is inside; in the order
 * of resolution and cell. Overlap (not centres only) is the universe of the tests: no incident of the area can lie
 * outside it.
 */
export function areaCells(coordinates: BoundaryRow["coordinates"]): AreaCell[] {
  const cells: AreaCell[] = [];
  for (const res of RESOLUTIONS) {
    const centred = new Map<string, boolean>();
    for (const polygon of coordinates) {
      for (const cell of overlappingCells(polygon, res)) {
        if (centred.get(cell) !== true) centred.set(cell, holdsCentre(polygon, cell));
      }
    }
    const sorted = [...centred].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [cell, centreInside] of sorted) cells.push({ res, cell, centreInside });
  }
  return cells;
}

function overlappingCells(polygon: Polygon, res: number): string[] {
  const rings = polygon.map((ring) => ring.map(([lng, lat]) => [lat, lng]));
  return polygonToCellsExperimental(rings, res, POLYGON_TO_CELLS_FLAGS.containmentOverlapping);
}

/**
 * Whether a cell's centre is in a polygon, on the plane of longitude and latitude as H3 itself decides it: a ray to the
 * east crosses the rings, holes among them, an odd number of times.
 */
function holdsCentre(polygon: Polygon, cell: string): boolean {
  const [lat, lng] = cellToLatLng(cell);
  let inside = false;
  for (const ring of polygon) {
    let [fromLng, fromLat] = ring.at(-1) ?? [0, 0];
    for (const [toLng, toLat] of ring) {
      if (fromLat > lat !== toLat > lat && lng < fromLng + ((lat - fromLat) / (toLat - fromLat)) * (toLng - fromLng)) {
        inside = !inside;
      }
      fromLng = toLng;
      fromLat = toLat;
    }
  }
  return inside;
}
