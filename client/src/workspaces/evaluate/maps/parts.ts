import type { EvaluationGeometryBody, EvaluationResultBody } from "../../../../../server/api/types.ts";
import type { Part } from "../../../layers/evaluation.ts";
import type { Bounds } from "../../../map/map-types.ts";

type Rows = Pick<EvaluationResultBody, "rings" | "strips" | "receiving">;

/** Whether an outline belongs to a row that stands out against placebos; no row, no mark. */
export function isMarkedPart({ properties: { part, k, code } }: Part, rows: Rows | null): boolean {
  if (rows === null) return false;
  if (part === "ring") return rows.rings.some((row) => row.marked && row.k === k && row.borough?.code === code);
  if (part === "strip") return rows.strips.some((row) => row.marked && row.code === code);
  return part === "receiving" && rows.receiving.some((row) => row.marked && row.id === code);
}

/**
 * [west, south, east, north] of the outlines that a map is fitted to; null without any.
 * @param rows where given, a receiving place that does not stand out may lie out of sight
 */
export function boxOfParts({ features }: EvaluationGeometryBody, rows: Rows | null = null): Bounds | null {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const feature of features) {
    const { properties, geometry } = feature;
    if (properties.part === "control") continue;
    if (properties.part === "receiving" && rows !== null && !isMarkedPart(feature, rows)) continue;
    for (const [lng = 0, lat = 0] of geometry.coordinates.flat(2)) {
      west = Math.min(west, lng);
      east = Math.max(east, lng);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  return west > east ? null : [west, south, east, north];
}

/** The middle of an outline's box, where its name stands: at its foot. */
export function footOf({ geometry }: Part): readonly [number, number] {
  const points = geometry.coordinates.flat(2);
  const lngs = points.map(([lng = 0]) => lng);
  const lats = points.map(([, lat = 0]) => lat);
  return [(Math.min(...lngs) + Math.max(...lngs)) / 2, Math.min(...lats)];
}
