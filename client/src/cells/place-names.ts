import type { AreaCollection, PlaceListBody } from "../../../server/api/types.ts";

export type LngLat = readonly [number, number];
export type AreaFeature = AreaCollection["features"][number];
type Place = PlaceListBody["places"][number];

/** Finds the area that holds a point; bounding boxes first, since most areas are elsewhere. */
export type AreaFinder = (point: LngLat) => AreaFeature | null;

/** @param areas features in the order of their codes: on a shared edge the first one wins, as in the database */
export function areaFinder(areas: AreaCollection | null): AreaFinder {
  const boxed = (areas?.features ?? []).map((feature) => ({ feature, box: boxOf(feature) }));
  return ([lng, lat]) => {
    for (const { feature, box } of boxed) {
      const [west, south, east, north] = box;
      if (lng < west || lng > east || lat < south || lat > north) continue;
      if (feature.geometry.coordinates.some((polygon) => covers(polygon, lng, lat))) return feature;
    }
    return null;
  };
}

/** [west, south, east, north] of a feature, degrees. */
export function boxOf(feature: AreaFeature): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const polygon of feature.geometry.coordinates) {
    for (const [lng = 0, lat = 0] of polygon[0] ?? []) {
      box[0] = Math.min(box[0], lng);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lng);
      box[3] = Math.max(box[3], lat);
    }
  }
  return box;
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

/** Even-odd rule over all rings, so that holes are outside. */
function covers(polygon: readonly (readonly (readonly number[])[])[], lng: number, lat: number): boolean {
  let inside = false;
  for (const ring of polygon) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi = 0, yi = 0] = ring[i] ?? [];
      const [xj = 0, yj = 0] = ring[j] ?? [];
      if (yi > lat !== yj > lat && lng < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}
