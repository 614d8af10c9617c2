import type { EvaluationGeometryBody, EvaluationResultBody } from "../../../../../server/api/types.ts";
import { boundsOf, joinBoxes } from "../../../cells/outline.ts";
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
  const fitted = features.filter((feature) => {
    const { part } = feature.properties;
    return part === "receiving" ? rows === null || isMarkedPart(feature, rows) : part !== "control";
  });
  return joinBoxes(fitted.map(({ geometry }) => boundsOf(geometry)));
}

/** The middle of an outline's box, where its name stands: at its foot. */
export function footOf({ geometry }: Part): readonly [number, number] {
  const [west, south, east] = boundsOf(geometry);
  return [(west + east) / 2, south];
}
