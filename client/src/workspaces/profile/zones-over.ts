import { area, booleanPointInPolygon, feature, featureCollection, intersect } from "@turf/turf";
import type { DrawnPolygonBody, TargetGeometryBody, ZoneListBody } from "../../../../server/api/types.ts";

type Zone = ZoneListBody["zones"][number];
type Outline = TargetGeometryBody | DrawnPolygonBody;

/** Less of an area is a shared border drawn twice, not a zone over it. */
const LEAST = 0.001;

/** Zones that lie over an area, the one that covers the most first; `share` of the area, above 0 to 1. */
export function zonesOver(zones: readonly Zone[], outline: Outline): { zone: Zone; share: number }[] {
  const whole = area(outline);
  return zones
    .map((zone) => ({ zone, share: whole === 0 ? 0 : overlap(zone, outline) / whole }))
    .filter(({ share }) => share >= LEAST)
    .toSorted((a, b) => b.share - a.share);
}

/** Whether a point [lng, lat] lies in the area; its edge counts as inside. */
export function isInside([lng, lat]: readonly [number, number], outline: Outline): boolean {
  return booleanPointInPolygon([lng, lat], outline);
}

/** Square metres. */
function overlap({ geometry }: Zone, outline: Outline): number {
  const common = intersect(featureCollection([feature(geometry), feature(outline)]));
  return common === null ? 0 : area(common);
}
