/** Longitude, latitude in WGS84 degrees. */
export type LngLat = readonly [number, number];
/** Metres east and north of the plane's origin. */
export type Metres = readonly [number, number];

/** An equirectangular plane over London: within 0.2 % of true distances, enough for invented places. */
const ORIGIN: LngLat = [-0.1, 51.5];
const METRES_PER_DEGREE = 111_195;
const EAST_SCALE = METRES_PER_DEGREE * Math.cos((ORIGIN[1] * Math.PI) / 180);

export function toMetres([lng, lat]: LngLat): Metres {
  return [(lng - ORIGIN[0]) * EAST_SCALE, (lat - ORIGIN[1]) * METRES_PER_DEGREE];
}

/** Degrees rounded to 6 decimals (0.1 m), the precision of everything the demo hands out. */
export function toLngLat([x, y]: Metres): [number, number] {
  return [round6(ORIGIN[0] + x / EAST_SCALE), round6(ORIGIN[1] + y / METRES_PER_DEGREE)];
}

export function distanceMetres(a: Metres, b: Metres): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** Shortest distance from a point to a polyline. */
export function distanceToLine(point: Metres, line: readonly Metres[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1];
    const b = line[i];
    if (a && b) best = Math.min(best, distanceToSegment(point, a, b));
  }
  return best;
}

/** Even-odd test of a point against one closed ring, in any plane coordinates. */
export function ringContains(ring: readonly (readonly [number, number])[], [x, y]: readonly [number, number]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i];
    const b = ring[j];
    if (!a || !b) continue;
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

/** A closed ring of `corners` vertices about a centre, in degrees, anticlockwise. */
export function circleRing(centre: LngLat, radiusMetres: number, corners: number): [number, number][] {
  const [x, y] = toMetres(centre);
  const ring = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    return toLngLat([x + radiusMetres * Math.cos(angle), y + radiusMetres * Math.sin(angle)]);
  });
  const first = ring[0];
  return first ? [...ring, [first[0], first[1]]] : ring;
}

function distanceToSegment(p: Metres, a: Metres, b: Metres): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2));
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

function round6(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
