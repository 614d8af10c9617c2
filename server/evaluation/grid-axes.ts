import { cellToLatLng, cellToLocalIj, latLngToCell } from "h3-js";
import { expandCell } from "../api/cell-columns.ts";

/**
 * Whole-number axes of cells, so that a shape can be laid elsewhere by adding; in shared memory. For the cells of another
 * resolution: of the cell of the grid at their centre; NaN where the axes do not reach.
 */
export function gridAxes({
  cells,
  res,
  places,
  placeRes,
}: {
  cells: Float64Array;
  res: number;
  places: Float64Array;
  placeRes: number;
}): {
  i: Int32Array;
  j: Int32Array;
  placeI: Float64Array;
  placeJ: Float64Array;
} {
  const i = new Int32Array(new SharedArrayBuffer(cells.length * 4));
  const j = new Int32Array(new SharedArrayBuffer(cells.length * 4));
  const placeI = new Float64Array(new SharedArrayBuffer(places.length * 8)).fill(Number.NaN);
  const placeJ = new Float64Array(new SharedArrayBuffer(places.length * 8)).fill(Number.NaN);
  // From the middle of the list: the axes reach everywhere in a force's area.
  const origin = expandCell(cells[Math.floor(cells.length / 2)] ?? 0, res);
  for (let at = 0; at < cells.length; at++) {
    const point = cellToLocalIj(origin, expandCell(cells[at] ?? 0, res));
    i[at] = point.i;
    j[at] = point.j;
  }
  for (let at = 0; at < places.length; at++) {
    const place = expandCell(places[at] ?? 0, placeRes);
    const cell = placeRes === res ? place : latLngToCell(...cellToLatLng(place), res);
    const point = cellToLocalIj(origin, cell);
    placeI[at] = point.i;
    placeJ[at] = point.j;
  }
  return { i, j, placeI, placeJ };
}
