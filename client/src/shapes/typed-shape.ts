import type { DrawnPolygonBody } from "../../../server/api/types.ts";
import { circlePolygon } from "../layers/patrol.ts";
import type { LngLat } from "../map/map-types.ts";

/** A shape that was typed, or what to change about it. */
export type TypedShape =
  | { readonly polygon: DrawnPolygonBody; readonly problem: null }
  | { readonly polygon: null; readonly problem: string };

const FEWEST_CORNERS = 3;
const MOST_CORNERS = 500;

/**
 * Corners, one a line: latitude and longitude as maps on phones show them, or the other way round: in Britain the larger
 * number is the latitude.
 */
export function parseCorners(text: string): TypedShape {
  const lines = text
    .split(/\n|;/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const corners: (readonly [number, number])[] = [];
  for (const [at, line] of lines.entries()) {
    const corner = parsePoint(line);
    if (corner === null) return wrong(`Line ${at + 1} is no place: write it like 51.5301, -0.0102.`);
    corners.push(corner);
  }
  if (isClosed(corners)) corners.pop();
  if (corners.length < FEWEST_CORNERS) return wrong(`${corners.length} corners so far; an area has at least 3.`);
  if (corners.length > MOST_CORNERS) return wrong(`${corners.length} corners; an area has at most 500.`);
  const ring = [...corners, ...corners.slice(0, 1)].map(([lng, lat]) => [lng, lat]);
  return { polygon: { type: "Polygon", coordinates: [ring] }, problem: null };
}

/** @param radius in metres, 10 to 20,000 */
export function parseCircle(centre: string, radius: string): TypedShape {
  const at = parsePoint(centre.trim());
  if (at === null) return wrong("The centre is no place: write it like 51.5301, -0.0102.");
  const metres = /^\d+(\.\d+)?$/.test(radius.trim()) ? Number(radius) : Number.NaN;
  if (!(metres >= 10 && metres <= 20_000)) return wrong("The radius is a number of metres from 10 to 20,000.");
  return { polygon: circlePolygon(at, metres), problem: null };
}

/** [lng, lat] of "51.5301, -0.0102", "-0.0102 51.5301" or "51.5301N 0.0102W"; null when it is no place in or near Britain. */
export function parsePoint(text: string): readonly [number, number] | null {
  const found = /^([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*([NSEW]?)[\s,]+([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*([NSEW]?)$/i.exec(
    text,
  );
  if (found === null) return null;
  const [a, b] = [signed(found[1], found[2]), signed(found[3], found[4])];
  if (isBritish(b, a)) return [b, a];
  return isBritish(a, b) ? [a, b] : null;
}

/** A place as it is typed: "51.530100, -0.010200", a tenth of a metre. */
export function pointWords([lng, lat]: LngLat): string {
  return `${lat.toFixed(6)}, ${lng.toFixed(6)}`;
}

function signed(digits = "", letter = ""): number {
  return Number(digits) * (/[SW]/i.test(letter) ? -1 : 1);
}

function isBritish(lng: number, lat: number): boolean {
  return lng > -9 && lng < 3 && lat > 49 && lat < 61.5;
}

function isClosed(corners: readonly (readonly [number, number])[]): boolean {
  const [first, last] = [corners[0], corners.at(-1)];
  return corners.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

function wrong(problem: string): TypedShape {
  return { polygon: null, problem };
}
