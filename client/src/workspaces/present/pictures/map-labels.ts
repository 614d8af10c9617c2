import type { AreaCollection } from "../../../../../server/api/types.ts";
import { areaFinder } from "../../../cells/place-names.ts";
import { shortName } from "../../../layers/sources.ts";
import type { Ground } from "./map-picture.tsx";
import { type Label, placeLabels, type Wanted } from "./place-labels.ts";
import { type Box, boxOfPolygons, type Point, type Projection, type Size } from "./projection.ts";

type Outlines = readonly {
  readonly role: "target" | "tested" | "marked";
  readonly label: string | null;
  readonly geometry: { readonly coordinates: number[][][][] };
}[];
type Drawn = { readonly outlines: Outlines; readonly ground: Ground | null; readonly badges: readonly Point[] };
type View = { readonly projection: Projection; readonly size: Size; readonly font: number };

/** So many stations at most: a wall is not a street map. */
const STATIONS = 3;
const GRID = 14;

/** The target has the first choice of room, then boroughs, and the stations nearest the target; none covers an outline that stands out. */
export function mapLabels({ outlines, ground, badges }: Drawn, { projection, size, font }: View): Label[] {
  const boxes = outlines.flatMap(({ role, geometry }) => {
    const box = role === "tested" ? null : boxOfPolygons(geometry.coordinates);
    return box === null ? [] : [{ role, rect: rectOf(box, projection) }];
  });
  const target = boxes.find(({ role }) => role === "target")?.rect;
  const wanted: Wanted[] = [
    ...(target === undefined ? [] : [{ text: "Target", kind: "target" as const, around: target, centred: false }]),
    ...boroughNames(ground?.boroughs ?? null, { projection, size }, target),
    ...stationNames(outlines, ground, projection),
  ];
  const corner = { x: 0, y: size.height - 2.4 * font, w: size.width, h: 2.4 * font };
  const dots = badges.map(([x, y]) => ({ x: x - font, y: y - font, w: 2 * font, h: 2 * font }));
  return placeLabels(wanted, { size, font, taken: [corner, ...dots] });
}

/** Where most of each borough's visible part is: its own label point is often out of sight. */
function boroughNames(
  boroughs: AreaCollection | null,
  { projection, size }: Pick<View, "projection" | "size">,
  target: Wanted["around"] | undefined,
): Wanted[] {
  const find = areaFinder(boroughs);
  const [west, south, east, north] = projection.seen;
  const held = new Map<string, number[][]>();
  for (let at = 0; at < GRID * GRID; at++) {
    const lngLat = [
      west + ((east - west) * ((at % GRID) + 0.5)) / GRID,
      south + ((north - south) * (Math.floor(at / GRID) + 0.5)) / GRID,
    ] as const;
    const [x, y] = projection.project(lngLat);
    const isOnTarget =
      target !== undefined && x > target.left && x < target.right && y > target.top && y < target.bottom;
    const name = isOnTarget ? undefined : find(lngLat)?.properties.name;
    if (name !== undefined) held.set(name, [...(held.get(name) ?? []), [...lngLat]]);
  }
  return [...held].map(([name, points]) => {
    const mean = [0, 1].map((axis) => points.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / points.length);
    const [x, y] = projection.project(nearest(points, mean));
    const rect = { left: x, right: x, top: Math.min(y, size.height * 0.85), bottom: Math.min(y, size.height * 0.85) };
    return { text: shortName(name), kind: "borough", around: rect, centred: true, off: target };
  });
}

function stationNames(outlines: Outlines, ground: Ground | null, { project, seen }: Projection): Wanted[] {
  const target = boxOfPolygons(
    outlines.flatMap(({ role, geometry }) => (role === "target" ? geometry.coordinates : [])),
  );
  if (target === null) return [];
  const middle = [(target[0] + target[2]) / 2, (target[1] + target[3]) / 2];
  return (ground?.stations ?? [])
    .filter(({ lng, lat }) => lng > seen[0] && lng < seen[2] && lat > seen[1] && lat < seen[3])
    .sort((a, b) => apart([a.lng, a.lat], middle) - apart([b.lng, b.lat], middle))
    .slice(0, STATIONS)
    .map(({ name, lng, lat }) => {
      const [x, y] = project([lng, lat]);
      return { text: name, kind: "station", around: { left: x, right: x, top: y, bottom: y }, centred: true };
    });
}

function nearest(points: readonly number[][], to: readonly number[]): number[] {
  return points.reduce((best, point) => (apart(point, to) < apart(best, to) ? point : best), points[0] ?? []);
}

function apart(a: readonly number[], b: readonly number[]): number {
  return ((a[0] ?? 0) - (b[0] ?? 0)) ** 2 * 0.39 + ((a[1] ?? 0) - (b[1] ?? 0)) ** 2;
}

function rectOf([west, south, east, north]: Box, { project }: Projection): Wanted["around"] {
  const [left, top] = project([west, north]);
  const [right, bottom] = project([east, south]);
  return { left, top, right, bottom };
}
