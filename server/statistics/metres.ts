import { cellToLatLng } from "h3-js";

/** H3's mean earth radius, so that distances on the plane and on its sphere agree. */
const EARTH_RADIUS_METRES = 6_371_007.18;
const METRES_PER_DEGREE = (EARTH_RADIUS_METRES * Math.PI) / 180;
const CORNERS = 32;

export type Plane = { readonly xMetres: Float64Array; readonly yMetres: Float64Array };

/** Centres of cells on a plane that touches the earth among them: right to a few parts in a thousand across a city. */
export function onPlane(cells: readonly string[]): Plane {
  const centres = cells.map((cell) => cellToLatLng(cell));
  const middle = centres.reduce((sum, [lat]) => sum + lat, 0) / Math.max(1, centres.length);
  const east = METRES_PER_DEGREE * Math.cos((middle * Math.PI) / 180);
  return {
    xMetres: Float64Array.from(centres, ([, lng]) => lng * east),
    yMetres: Float64Array.from(centres, ([lat]) => lat * METRES_PER_DEGREE),
  };
}

/** A distance in degrees of each axis. */
export function degreesOf(metres: number, lat: number): { readonly lng: number; readonly lat: number } {
  return { lng: metres / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)), lat: metres / METRES_PER_DEGREE };
}

/** A circle on the ground as a GeoJSON polygon: [lng, lat], closed. */
export function circleAround([lng, lat]: readonly [number, number], radiusMetres: number) {
  const reach = degreesOf(radiusMetres, lat);
  const ring = Array.from({ length: CORNERS }, (_, k) => {
    const angle = (k / CORNERS) * 2 * Math.PI;
    return [lng + reach.lng * Math.cos(angle), lat + reach.lat * Math.sin(angle)];
  });
  return { type: "Polygon" as const, coordinates: [[...ring, ...ring.slice(0, 1)]] };
}
