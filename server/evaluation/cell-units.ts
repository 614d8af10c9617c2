import type { Events, Units } from "./ground.ts";

/** Incidents as they were read, in columns of one length. */
export type CellEvents = {
  /** Compact cell of the ground's resolution, and of the resolution that hot places are found at. */
  readonly cell: Float64Array;
  readonly placeCell: Float64Array;
  /** Position of the borough; −1 = none. */
  readonly borough: Int16Array;
  readonly day: Int32Array;
  readonly indicators: Uint8Array;
  readonly hour: Uint8Array;
};

/** A unit is what lies in one cell of the ground, one cell of the hot places and one borough. */
export type CellUnits = Units & {
  /** Position of each unit's cell in the ground, and of its cell among those of the hot places (−1 = none). */
  readonly cell: Int32Array;
  readonly placeCell: Int32Array;
  ofCell(cell: number): readonly number[];
};

const NONE: readonly number[] = [];
/** More boroughs than any force has. */
const BOROUGHS = 1_024;

/**
 * Units of the incidents, in an order that does not depend on the order they were read in.
 * @param cells @param placeCells ascending
 * @returns `outside`: incidents in no cell of the ground
 */
export function cellUnits(
  incidents: CellEvents,
  cells: Float64Array,
  placeCells: Float64Array,
): { units: CellUnits; events: Events; outside: number } {
  const keys = new Float64Array(incidents.cell.length);
  const places = placeCells.length + 1;
  for (let at = 0; at < keys.length; at++) {
    const cell = find(cells, incidents.cell[at] ?? 0);
    const place = find(placeCells, incidents.placeCell[at] ?? 0);
    keys[at] = cell < 0 ? -1 : (cell * places + place + 1) * BOROUGHS + (incidents.borough[at] ?? -1) + 1;
  }
  const distinct = distinctKeys(keys);
  const { events, outside } = keepInside(incidents, keys, distinct);
  return { units: unitsOf(distinct, places), events, outside };
}

/** Ascending, without what lies outside. */
function distinctKeys(keys: Float64Array): Float64Array {
  const sorted = keys.slice().sort();
  return sorted.filter((key, at) => key >= 0 && key !== sorted[at - 1]);
}

function keepInside(
  incidents: CellEvents,
  keys: Float64Array,
  distinct: Float64Array,
): { events: Events; outside: number } {
  const inside = keys.reduce((count, key) => (key < 0 ? count : count + 1), 0);
  const events = {
    unit: new Uint32Array(inside),
    day: new Int32Array(inside),
    indicators: new Uint8Array(inside),
    hour: new Uint8Array(inside),
    n: new Uint32Array(inside).fill(1),
  };
  let to = 0;
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? -1;
    if (key < 0) continue;
    events.unit[to] = find(distinct, key);
    events.day[to] = incidents.day[at] ?? 0;
    events.indicators[to] = incidents.indicators[at] ?? 0;
    events.hour[to] = incidents.hour[at] ?? 255;
    to++;
  }
  return { events, outside: keys.length - inside };
}

function unitsOf(keys: Float64Array, places: number): CellUnits {
  const rest = (key: number) => Math.floor(key / BOROUGHS);
  const cell = Int32Array.from(keys, (key) => Math.floor(rest(key) / places));
  const byCell = new Map<number, number[]>();
  for (const [unit, at] of cell.entries()) {
    const known = byCell.get(at);
    if (known === undefined) byCell.set(at, [unit]);
    else known.push(unit);
  }
  return {
    count: keys.length,
    cell,
    placeCell: Int32Array.from(keys, (key) => (rest(key) % places) - 1),
    borough: Int16Array.from(keys, (key) => (key % BOROUGHS) - 1),
    ofCell: (at) => byCell.get(at) ?? NONE,
  };
}

/** Position in an ascending list; −1 where it is not in it. */
export function find(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const there = ascending[middle] ?? 0;
    if (there === value) return middle;
    if (there < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
