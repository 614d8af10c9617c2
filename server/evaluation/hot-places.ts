import type { Adjacency } from "../analytics/adjacency.ts";
import { clusterCore } from "../analytics/cluster-core.ts";
import { connectedComponents } from "../analytics/connected-components.ts";
import { hotAreas } from "../analytics/hot-areas.ts";
import { persistence } from "../analytics/persistence.ts";
import type { CellUnits } from "./cell-units.ts";
import { countWindow } from "./date-counts.ts";
import type { Events, HotPlace } from "./ground.ts";

/** False-discovery rate of each of the two tests, as in the ranked list. */
const LISTED_Q = 0.025;

/**
 * Places that were busy in the twelve months before a date: cells that are hot month after month, and the cores of hot
 * areas (a ring smears: its other cells hold little); contiguous cells are one place.
 * @param near who neighbours whom among the cells that places are made of
 */
export function findHotPlaces(
  { events, units, near }: { events: Events; units: CellUnits; near: Adjacency },
  { indicator, months }: { indicator: number; months: readonly number[] },
): HotPlace[] {
  const cells = near.offsets.length - 1;
  const monthly = months.slice(0, -1).map((from, at) => {
    const perUnit = countWindow(events, units.count, indicator, { from, to: months[at + 1] ?? from });
    return toCells(perUnit, units, cells);
  });
  const year = monthly.reduce((sum, month) => sum.map((n, cell) => n + (month[cell] ?? 0)), new Float64Array(cells));
  const persistent = persistence(monthly)?.q.map((q) => (q <= LISTED_Q ? 1 : 0));
  const cores = coresOf(year, near);
  const selected = Uint8Array.from(year, (_, cell) => (persistent?.[cell] || cores[cell] ? 1 : 0));
  const byCell = Map.groupBy(units.placeCell.keys(), (unit) => units.placeCell[unit] ?? -1);
  const perUnit = countWindow(events, units.count, indicator, { from: months[0] ?? 0, to: months.at(-1) ?? 0 });
  return connectedComponents(selected, near).members.map((members) => {
    const own = Uint32Array.from([...members].flatMap((cell) => byCell.get(cell) ?? [])).sort();
    return {
      cells: [...members],
      found: members.some((cell) => persistent?.[cell] === 1) ? "hot_place" : "hot_area",
      units: own,
      counts: Float64Array.from(own, (unit) => perUnit[unit] ?? 0),
    };
  });
}

function toCells(perUnit: Float64Array, { placeCell }: CellUnits, cells: number): Float64Array {
  const counts = new Float64Array(cells);
  for (let unit = 0; unit < perUnit.length; unit++) {
    const cell = placeCell[unit] ?? -1;
    if (cell >= 0) counts[cell] = (counts[cell] ?? 0) + (perUnit[unit] ?? 0);
  }
  return counts;
}

/** Per cell: 1 in the core of a hot area. */
function coresOf(counts: Float64Array, near: Adjacency): Uint8Array {
  const cores = new Uint8Array(counts.length);
  const tested = hotAreas({ counts, adjacency: near });
  if (tested.gate !== null) return cores;
  const listed = Uint8Array.from(tested.q, (q) => (q <= LISTED_Q ? 1 : 0));
  for (const members of connectedComponents(listed, near).members) {
    for (const cell of clusterCore(members, counts).cells) cores[cell] = 1;
  }
  return cores;
}
