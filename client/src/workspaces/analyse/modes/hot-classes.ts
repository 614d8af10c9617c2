import type { HotspotColumns } from "../../../../../server/api/hotspot-columns.ts";
import { HATCHES } from "../../../layers/hatch.ts";
import type { MapClass } from "./classed.ts";

/** From the weakest to the strongest; what is not significant keeps its hatch whatever its count. */
export const HOT_CLASSES: readonly MapClass[] = [
  { label: "not significant", colour: "#e0ddd4", hatch: HATCHES.lines },
  { label: "near a hot spot", colour: "#fbe6d4", hatch: HATCHES.dots },
  { label: "hot, FDR 10 %", colour: "#f6b48e", hatch: HATCHES.plain },
  { label: "hot, FDR 5 %", colour: "#d3364b", hatch: HATCHES.plain },
  { label: "hot, FDR 1 %", colour: "#4b1d4a", hatch: HATCHES.plain },
];
const NEAR = 2;
/** Where the gate allows no class, a count is not called insignificant: it was not tested. */
export const UNTESTED: readonly MapClass[] = [
  { label: "counted, not tested", colour: "#eceae4", hatch: HATCHES.lines },
];

/**
 * Classes of a map of hot areas: 0 nothing, 1 not significant, 2 flagged but not busy itself, 3–5 FDR 10, 5 and 1 %.
 * A flagged cell whose own count is at most the median of the occupied cells is near a hot spot, not one.
 */
export function hotClasses({ n, tested }: Pick<HotspotColumns, "n" | "tested">): Uint32Array {
  const median = occupiedMedian(n);
  return Uint32Array.from(n, (count, row) => {
    const level = tested?.class[row] ?? 0;
    if (level <= 0) return count > 0 ? 1 : 0;
    return count <= median ? NEAR : NEAR + level;
  });
}

/** Median count of the cells that hold something; 0 when none does. */
function occupiedMedian(counts: Uint32Array): number {
  const occupied = counts.filter((count) => count > 0).sort();
  const middle = Math.floor(occupied.length / 2);
  const upper = occupied[middle] ?? 0;
  return occupied.length % 2 === 1 ? upper : (upper + (occupied[middle - 1] ?? 0)) / 2;
}
