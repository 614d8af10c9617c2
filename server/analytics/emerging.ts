import type { Adjacency } from "./adjacency.ts";
import { cellCount } from "./adjacency.ts";
import { capCube } from "./cap-cube.ts";
import { diskSums } from "./disk-sums.ts";
import type { EmergingClass, Trend } from "./emerging-class.ts";
import { emergingClass } from "./emerging-class.ts";
import { emergingStates } from "./emerging-states.ts";
import type { CellTrends } from "./emerging-trend.ts";
import { arcgisTrends, monthlyTrends, stratifiedZ } from "./emerging-trend.ts";
import type { GateReason } from "./hotspot-gate.ts";
import { hotspotGate } from "./hotspot-gate.ts";

/*
 * Emerging hot spots: which places became hot, stayed hot, or cooled, month by month.
 *
 * A disk in space-time is the cell's ring in this month and the month before. Its sum is judged by the
 * exact stratified null (`stratifiedTails`), counts capped over the cube. One false-discovery rate covers
 * all cells and months of the cube, hot and cold families apart: an FDR per month would flag something in
 * some month on half of all noise cubes. The first month has no month before, hence no state. Months are
 * taken as independent within a cell under the null: a cell that is hot all year is hot in each month and
 * shows as persistent, which is what the word means.
 *
 * The parts: states per month (`emergingStates`), the two trends (`emerging-trend.ts`), and the rules that turn a
 * cell's sequence into a class (`emergingClass`).
 *
 * Reference: Esri, "How Emerging Hot Spot Analysis works"; Ord & Getis (1995); Mann (1945).
 *
 * Example: a cell far above the city in each of 24 months, without trend, is a "persistent hot spot".
 */

export type Emerging = {
  cap: number | null;
  /** Per step (month 2 … T), per cell: 1 hot, −1 cold, 0 neither. */
  states: Int8Array[];
  /** Per step, per cell: z of the two-month disk under the stratified null. */
  z: Float64Array[];
  /** Per cell. */
  classArcgis: EmergingClass[];
  trendArcgis: Trend[];
  /** Per cell: our own trend, Kendall's S of the months, its exact p and q. */
  trend: CellTrends;
};

/**
 * Emerging hot spots of a cube.
 *
 * @param months whole counts per cell, one array per month, oldest first, at least two
 * @returns the gate's reason when the cube cannot be tested
 * @throws RangeError with fewer than two months, or months of different length
 */
export function emerging(
  months: readonly Float64Array[],
  adjacency: Adjacency,
): ({ gate: null } & Emerging) | { gate: GateReason } {
  if (months.length < 2) throw new RangeError(`A cube needs at least 2 months, got ${months.length}`);
  const { capped, cap } = capCube(months);
  const gate = cubeGate(months, adjacency);
  if (gate !== null) return { gate };
  const sums = capped.map((month) => diskSums(month, adjacency));
  const states = emergingStates(capped, sums, adjacency);
  const z = capped.slice(1).map((_, step) => stratifiedZ(capped, sums, { adjacency, step }));
  const trendArcgis = arcgisTrends(z);
  const sequence = new Int8Array(states.length);
  const classArcgis = trendArcgis.map((trend, cell) => {
    for (let step = 0; step < sequence.length; step++) sequence[step] = states[step]![cell]!;
    return emergingClass(sequence, trend);
  });
  return { gate, cap, states, z, classArcgis, trendArcgis, trend: monthlyTrends(sums) };
}

/** The gate of the hot-area test, on the cube: its incidents, and a month in which cells differ. */
function cubeGate(months: readonly Float64Array[], adjacency: Adjacency): GateReason | null {
  const varied = months.find((month) => month.some((count) => count !== month[0]));
  const incidents = months.reduce((sum, month) => sum + month.reduce((a, b) => a + b, 0), 0);
  return hotspotGate({ values: varied ?? new Float64Array(cellCount(adjacency)), adjacency, incidents });
}
