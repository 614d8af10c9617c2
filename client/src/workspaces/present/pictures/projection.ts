import type { TargetGeometryBody } from "../../../../../server/api/types.ts";
import { boundsOf, joinBoxes } from "../../../cells/outline.ts";

export type Size = { readonly width: number; readonly height: number };
/** [west, south, east, north], degrees. */
export type Box = readonly [number, number, number, number];
export type Point = readonly [number, number];
type Polygons = TargetGeometryBody["coordinates"];

export type Projection = {
  /** [lng, lat] → pixels from the top left. */
  readonly project: (lngLat: readonly number[]) => Point;
  /** What the picture shows, in degrees. */
  readonly seen: Box;
  readonly pixelsPerMetre: number;
};

const RADIUS_METRES = 6_371_008.8;
const DEGREE = Math.PI / 180;

/** The box of polygons; null of none. */
export function boxOfPolygons(polygons: Polygons): Box | null {
  return joinBoxes(polygons.map((rings) => boundsOf({ coordinates: [rings] })));
}

/**
 * Ground on a flat picture: equal scale both ways at the middle's latitude, exact enough for a borough.
 * @param box what must be in sight
 * @param metres the least that is shown across the shorter side
 * @param margin share of the picture left free on each side
 */
export function fitProjection(
  box: Box,
  size: Size,
  { metres, margin }: { metres: number; margin: number },
): Projection {
  const [west, south, east, north] = box;
  const middle: Point = [(west + east) / 2, (south + north) / 2];
  const eastMetres = DEGREE * RADIUS_METRES * Math.cos(middle[1] * DEGREE);
  const northMetres = DEGREE * RADIUS_METRES;
  const room = 1 - 2 * margin;
  const pixelsPerMetre = Math.min(
    (size.width * room) / Math.max(1, (east - west) * eastMetres),
    (size.height * room) / Math.max(1, (north - south) * northMetres),
    Math.min(size.width, size.height) / metres,
  );
  const [x, y] = [eastMetres * pixelsPerMetre, northMetres * pixelsPerMetre];
  return {
    project: ([lng = 0, lat = 0]) => [size.width / 2 + (lng - middle[0]) * x, size.height / 2 - (lat - middle[1]) * y],
    seen: [
      ...([middle[0] - size.width / 2 / x, middle[1] - size.height / 2 / y] as const),
      ...([middle[0] + size.width / 2 / x, middle[1] + size.height / 2 / y] as const),
    ],
    pixelsPerMetre,
  };
}

export function overlaps(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** An SVG path of polygons; corners less than half a pixel on are left out. */
export function pathOf(polygons: Polygons, project: Projection["project"]): string {
  return polygons
    .flat()
    .map(
      (ring) =>
        `M${thin(ring.map(project))
          .map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`)
          .join("L")}Z`,
    )
    .join("");
}

function thin(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last === undefined || Math.hypot(point[0] - last[0], point[1] - last[1]) >= 0.5) kept.push(point);
  }
  return kept;
}

/** A scale bar of a round length, at most `most` pixels long. */
export function scaleBar(pixelsPerMetre: number, most: number): { readonly pixels: number; readonly words: string } {
  const lengths = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];
  const metres = lengths.findLast((length) => length * pixelsPerMetre <= most) ?? 50;
  return { pixels: metres * pixelsPerMetre, words: metres < 1_000 ? `${metres} m` : `${metres / 1_000} km` };
}
