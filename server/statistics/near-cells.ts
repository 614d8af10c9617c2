import { cellToLatLng, greatCircleDistance, gridDisk, latLngToCell } from "h3-js";
import { compactCell } from "../api/cell-columns.ts";
import { type NamedPlace, NOT_NAMING } from "./name-place.ts";

/** Cells of resolution 9 are about 350 m across: a disk of three rings holds every centre within 800 m. */
const RINGS = 3;
/** Of latitude: 1.5 km. */
const BOX_DEGREES = 0.0135;

/**
 * Share of cells of resolution 9 whose centre is at most so far from a named place; null where no place is named.
 * @param input.compact the cells (see `compactCell`)
 */
export function shareNearPlaces(input: {
  compact: Float64Array;
  places: readonly NamedPlace[];
  metres: number;
}): number | null {
  const { compact, places, metres } = input;
  const named = places.filter(({ kind }) => !NOT_NAMING.has(kind));
  if (named.length === 0 || compact.length === 0) return null;
  const near = new Set<number>();
  for (const { lat, lng } of named) {
    for (const cell of gridDisk(latLngToCell(lat, lng, 9), RINGS)) {
      const id = compactCell(cell);
      if (!near.has(id) && greatCircleDistance(cellToLatLng(cell), [lat, lng], "m") <= metres) near.add(id);
    }
  }
  return compact.reduce((n, cell) => n + (near.has(cell) ? 1 : 0), 0) / compact.length;
}

/** Places that can be at most about a kilometre and a half from one of some cells: a box costs less than distances to all. */
export function placesAbout(cells: readonly string[], places: readonly NamedPlace[]): NamedPlace[] {
  const centres = cells.map((cell) => cellToLatLng(cell));
  const [lats, lngs] = [centres.map(([lat]) => lat), centres.map(([, lng]) => lng)];
  const [south, north] = [Math.min(...lats) - BOX_DEGREES, Math.max(...lats) + BOX_DEGREES];
  const wide = BOX_DEGREES / Math.cos((north * Math.PI) / 180);
  const [west, east] = [Math.min(...lngs) - wide, Math.max(...lngs) + wide];
  return places.filter(
    ({ kind, lat, lng }) => lat > south && lat < north && lng > west && lng < east && !NOT_NAMING.has(kind),
  );
}

/** Metres from the centre of the nearest of some cells to the nearest named place; null where no place is named. */
export function nearestPlaceMetres(cells: readonly string[], places: readonly NamedPlace[]): number | null {
  const about = placesAbout(cells, places);
  const centres = cells.map((cell) => cellToLatLng(cell));
  let nearest: number | null = null;
  for (const { kind, lat, lng } of about.length > 0 ? about : places) {
    if (NOT_NAMING.has(kind)) continue;
    for (const centre of centres) {
      const metres = greatCircleDistance(centre, [lat, lng], "m");
      if (nearest === null || metres < nearest) nearest = metres;
    }
  }
  return nearest === null ? null : Math.round(nearest);
}
