import type { DrawnPolygonBody, TargetGeometryBody } from "../../../server/api/types.ts";
import { toCentimetre } from "../layers/position.ts";
import type { LngLat } from "./map-types.ts";

const FEWEST_CORNERS = 3;
/** A shape of more corners than the service takes would only be refused once they have been moved. */
const MOST_CORNERS = 500;

/** The corners of a polygon's outline, each once. */
export function cornersOf({ coordinates }: DrawnPolygonBody): LngLat[] {
  return (coordinates[0] ?? []).slice(0, -1).map(([lng = 0, lat = 0]) => [lng, lat]);
}

/** The polygon with one corner elsewhere. @param at counted from 0, as everywhere here */
export function withCorner(polygon: DrawnPolygonBody, at: number, place: LngLat): DrawnPolygonBody {
  return polygonOf(cornersOf(polygon).with(at, place));
}

/** With one more corner, half-way to the next one. */
export function withCornerAfter(polygon: DrawnPolygonBody, at: number): DrawnPolygonBody {
  const corners = cornersOf(polygon);
  const [[aLng, aLat], [bLng, bLat]] = [corners[at] ?? [0, 0], corners[(at + 1) % corners.length] ?? [0, 0]];
  return polygonOf(corners.toSpliced(at + 1, 0, [toCentimetre((aLng + bLng) / 2), toCentimetre((aLat + bLat) / 2)]));
}

/** Without one of its corners; null where no area would be left. */
export function withoutCorner(polygon: DrawnPolygonBody, at: number): DrawnPolygonBody | null {
  const corners = cornersOf(polygon);
  return corners.length <= FEWEST_CORNERS ? null : polygonOf(corners.toSpliced(at, 1));
}

/** The first corner that is not where it was; null where none is. */
export function changedCorner(before: DrawnPolygonBody, after: DrawnPolygonBody): number | null {
  const [was, is] = [cornersOf(before), cornersOf(after)];
  const at = is.findIndex(([lng, lat], corner) => was[corner]?.[0] !== lng || was[corner]?.[1] !== lat);
  if (at >= 0) return at;
  return was.length === is.length ? null : 0;
}

/** To a centimetre, as the drawing tool takes it. */
export function rounded({ coordinates }: DrawnPolygonBody): DrawnPolygonBody {
  return {
    type: "Polygon",
    coordinates: coordinates.map((ring) => ring.map((position) => position.map(toCentimetre))),
  };
}

/** A stored shape as one outline whose corners can be moved; null where it has parts, holes or too many corners. */
export function asOutline({ coordinates }: TargetGeometryBody): DrawnPolygonBody | null {
  const [rings = [], ...more] = coordinates;
  const [ring = []] = rings;
  if (more.length > 0 || rings.length !== 1 || ring.length > MOST_CORNERS) return null;
  return { type: "Polygon", coordinates: [ring] };
}

function polygonOf(corners: readonly LngLat[]): DrawnPolygonBody {
  return { type: "Polygon", coordinates: [[...corners, ...corners.slice(0, 1)].map(([lng, lat]) => [lng, lat])] };
}
