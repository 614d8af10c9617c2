import type { ZoneBody } from "../api/types.ts";
import type { ZoneKind } from "../api/vocabulary.ts";

export type Premises = NonNullable<ZoneBody["shape"]["premises"]>;

const METRES_PER_DEGREE = 111_320;
/** Enough for the eye at the scale of a building. */
const CORNERS = 16;

/** Whether a zone of the kind is about premises, and so may be said by their point; every other kind covers ground. */
export function concernsPremises(kind: ZoneKind): boolean {
  return kind === "closure_notice" || kind === "closure_order";
}

/** The footprint of premises: a ring about their point as the coordinates of a MultiPolygon, longitude first, closed. */
export function footprintOf({ lngLat: [lng = 0, lat = 0], radiusMetres }: Premises): [number, number][][][] {
  const north = radiusMetres / METRES_PER_DEGREE;
  const east = north / Math.cos((lat * Math.PI) / 180);
  const corner = (k: number): [number, number] => {
    const angle = (2 * Math.PI * k) / CORNERS;
    return [lng + east * Math.cos(angle), lat + north * Math.sin(angle)];
  };
  const ring = Array.from({ length: CORNERS }, (_, k) => corner(k));
  return [[[...ring, corner(0)]]];
}
