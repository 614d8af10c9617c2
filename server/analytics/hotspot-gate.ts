import type { Adjacency } from "./adjacency.ts";
import { diskSizes } from "./disk-sums.ts";

/*
 * When a map of hot areas must not be drawn.
 *
 * A z-score always comes out of the formula, whether or not it means anything: one incident in 61 empty
 * cells gives z = 2.78 in each of the seven cells around it. Three situations have no answer:
 *
 *   - fewer than 30 incidents in the window: the universe is nearly all zeros and any pair is "hot";
 *   - every cell has the same value: there is no spread to compare with;
 *   - some disk is the whole universe: its sum cannot differ from that of any other draw.
 *
 * The gate looks at incidents as recorded, before any cap.
 */

/** Why no class can be given. */
export type GateReason = "too_few_incidents" | "no_variation" | "disk_covers_universe";

/** Incidents below which a window is not tested. */
const MINIMUM_INCIDENTS = 30;

/**
 * Reason why the universe cannot be tested, or null when it can.
 *
 * @param values the measure to be tested, one per cell (after capping)
 * @param incidents incidents in the window behind the measure (before capping)
 */
export function hotspotGate(options: {
  values: Float64Array;
  adjacency: Adjacency;
  incidents: number;
}): GateReason | null {
  const { values, adjacency, incidents } = options;
  if (incidents < MINIMUM_INCIDENTS) return "too_few_incidents";
  if (values.every((value) => value === values[0])) return "no_variation";
  if (diskSizes(adjacency).some((size) => size === values.length)) return "disk_covers_universe";
  return null;
}
