import type { AreaCollection, PlaceListBody } from "../../../server/api/types.ts";
import type { LngLat } from "../map/map-types.ts";
import { boundsOf, holdsPoint } from "./outline.ts";

export type AreaFeature = AreaCollection["features"][number];
type Place = PlaceListBody["places"][number];

/** Finds the area that holds a point; bounding boxes first, since most areas are elsewhere. */
export type AreaFinder = (point: LngLat) => AreaFeature | null;

/** @param areas features in the order of their codes: on a shared edge the first one wins, as in the database */
export function areaFinder(areas: AreaCollection | null): AreaFinder {
  const boxed = (areas?.features ?? []).map((feature) => ({ feature, box: boundsOf(feature.geometry) }));
  return ([lng, lat]) => {
    for (const { feature, box } of boxed) {
      const [west, south, east, north] = box;
      if (lng < west || lng > east || lat < south || lat > north) continue;
      if (holdsPoint(feature.geometry, [lng, lat])) return feature;
    }
    return null;
  };
}

/** The nearest place within `metres`, or null. Flat-earth distance: exact to a metre over a kilometre. */
export function nearestPlace(places: readonly Place[], [lng, lat]: LngLat, metres: number): Place | null {
  let best: Place | null = null;
  let bestSquare = metres ** 2;
  const eastScale = 111_320 * Math.cos((lat * Math.PI) / 180);
  for (const place of places) {
    const square = ((place.lng - lng) * eastScale) ** 2 + ((place.lat - lat) * 111_320) ** 2;
    if (square > bestSquare) continue;
    bestSquare = square;
    best = place;
  }
  return best;
}
