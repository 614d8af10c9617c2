import type { Adjacency } from "./adjacency.ts";
import { cellCount } from "./adjacency.ts";

/*
 * Contiguous groups of selected cells: from flagged cells to clusters a person can name.
 *
 * Two selected cells belong together when a chain of neighbouring selected cells joins them. Borough
 * borders play no part, which is the point: a market on a border is one market. Use the adjacency of
 * ring 1 whatever ring the test used, or clusters would jump gaps. A flood fill visits each cell once.
 *
 * Example: in the row a-b-c-d with a, b and d selected the components are {a, b} and {d}: 0 0 −1 1.
 */

export type Components = {
  /** Per cell: the number of its component, −1 when not selected. Numbered by their first cell. */
  readonly label: Int32Array;
  /** Cells in each component, ascending. */
  readonly members: readonly Uint32Array[];
};

/**
 * Groups of neighbouring selected cells.
 *
 * @param selected one entry per cell, not 0 when selected
 * @param adjacency ring 1
 * @throws RangeError when the lengths differ
 */
export function connectedComponents(selected: Uint8Array, adjacency: Adjacency): Components {
  const n = cellCount(adjacency);
  if (selected.length !== n) throw new RangeError(`Expected ${n} entries, one per cell, got ${selected.length}`);
  const label = new Int32Array(n).fill(-1);
  const members: Uint32Array[] = [];
  for (let start = 0; start < n; start++) {
    if (selected[start] === 0 || label[start] !== -1) continue;
    members.push(flood(start, { selected, adjacency, label, number: members.length }).sort());
  }
  return { label, members };
}

/** Labels everything reachable from `start` and returns it. */
function flood(
  start: number,
  state: { selected: Uint8Array; adjacency: Adjacency; label: Int32Array; number: number },
): Uint32Array {
  const { selected, label, number } = state;
  const { offsets, neighbours } = state.adjacency;
  const found = [start];
  label[start] = number;
  for (const cell of found) {
    for (let k = offsets[cell]!; k < offsets[cell + 1]!; k++) {
      const neighbour = neighbours[k]!;
      if (selected[neighbour] === 0 || label[neighbour] !== -1) continue;
      label[neighbour] = number;
      found.push(neighbour);
    }
  }
  return Uint32Array.from(found);
}
