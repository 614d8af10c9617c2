import type { ZoneBody } from "../../../../server/api/types.ts";
import type { Bounds, LngLat } from "../../map/map-types.ts";

type Geometry = ZoneBody["geometry"];

/** [west, south, east, north]. */
export function boundsOf({ coordinates }: Geometry): Bounds {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lng = 0, lat = 0] of coordinates.flat(2)) {
    [west, east] = [Math.min(west, lng), Math.max(east, lng)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return [west, south, east, north];
}

/** Even-odd over all rings of each polygon: a hole is outside. */
export function holdsPoint({ coordinates }: Geometry, [lng, lat]: LngLat): boolean {
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
