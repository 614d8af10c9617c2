import { greatCircleDistance } from "h3-js";
import { type NamedPlace, nameCluster, placesNear } from "../statistics/name-place.ts";

/** What people call a receiving place: its borough and the nearest named place. */
export function namePlace(cells: readonly string[], borough: string | null, places: readonly NamedPlace[]): string {
  const [nearest] = placesNear(cells, places);
  return nameCluster(borough, nearest);
}

export function greatCircleMetres(from: [number, number], to: [number, number]): number {
  return greatCircleDistance(from, to, "m");
}
