import type { Bounds, LngLat } from "../map/map-types.ts";

/** Polygons with holes, as GeoJSON has them: [lng, lat]. */
export type Outline = { readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[] };

/** [west, south, east, north], degrees, of the outer rings: holes lie within them. Without a corner west is greater than east. */
export function boundsOf({ coordinates }: Outline): Bounds {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [outer = []] of coordinates) {
    for (const [lng = 0, lat = 0] of outer) {
      west = Math.min(west, lng);
      south = Math.min(south, lat);
      east = Math.max(east, lng);
      north = Math.max(north, lat);
    }
  }
  return [west, south, east, north];
}

/** The box round all boxes, or null of none. */
export function joinBoxes(boxes: readonly Bounds[]): Bounds | null {
  return boxes.reduce<Bounds | null>(
    (all, box) =>
      all === null
        ? box
        : [Math.min(all[0], box[0]), Math.min(all[1], box[1]), Math.max(all[2], box[2]), Math.max(all[3], box[3])],
    null,
  );
}

/** Even-odd over all rings of each polygon: a hole is outside. */
export function holdsPoint({ coordinates }: Outline, [lng, lat]: LngLat): boolean {
  return coordinates.some((rings) => {
    let inside = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [[xi = 0, yi = 0] = [], [xj = 0, yj = 0] = []] = [ring[i], ring[j]];
        if (yi > lat !== yj > lat && lng < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
      }
    }
    return inside;
  });
}
