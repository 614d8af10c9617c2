/** Cells as whole steps from a cell, along two of the three directions of the grid. */
export type Steps = { readonly i: Int32Array; readonly j: Int32Array };

/** Metres east and north of one step in each direction, near the target. */
export type Basis = {
  readonly i: readonly [number, number];
  readonly j: readonly [number, number];
};

/** A target and all about it, as steps from its middle cell: the same shape can be laid anywhere. */
export type Shape = Steps & {
  /** The first so many are the target. */
  readonly targetCells: number;
  /** Ring of each cell: 0 = target, 1 … the innermost on, 255 = beyond them. */
  readonly ring: Uint8Array;
  /** 1 where the centre lies within the strips' reach of the target. */
  readonly inReach: Uint8Array;
};

const BEYOND = 255;
/** The six cells about a cell, as steps. */
export const NEIGHBOURS = [
  [1, 0],
  [0, 1],
  [1, 1],
  [-1, 0],
  [0, -1],
  [-1, -1],
] as const;

/**
 * Rings by H3 distance from the target, each the narrowest band of whole steps whose area is at least the target's
 * (so 1 to 3 times it), and the reach of the strips in metres from the nearest of its cells.
 */
export function buildShape(
  target: Steps,
  { rings, stripMetres, basis }: { rings: number; stripMetres: number; basis: Basis },
): Shape {
  const cells = [...target.i].map((i, at) => ({ i, j: target.j[at] ?? 0 }));
  const known = new Set(cells.map(keyOf));
  const ring: number[] = cells.map(() => 0);
  const inReach: number[] = cells.map(() => 1);
  const edge = edgeOf(cells, known);
  let [frontier, current, inCurrent] = [cells.slice(), 1, 0];
  for (;;) {
    const next: Cell[] = [];
    for (const cell of frontier) {
      for (const [di, dj] of NEIGHBOURS) {
        const near = { i: cell.i + di, j: cell.j + dj };
        if (known.has(keyOf(near))) continue;
        known.add(keyOf(near));
        next.push(near);
      }
    }
    const reached = next.map((cell) => nearest(cell, edge, basis) <= stripMetres);
    if (current > rings && !reached.includes(true)) break;
    for (const [at, cell] of next.entries()) {
      cells.push(cell);
      ring.push(current > rings ? BEYOND : current);
      inReach.push(reached[at] ? 1 : 0);
    }
    inCurrent += next.length;
    if (inCurrent >= target.i.length) [current, inCurrent] = [current + 1, 0];
    frontier = next;
  }
  return {
    i: Int32Array.from(cells, ({ i }) => i),
    j: Int32Array.from(cells, ({ j }) => j),
    targetCells: target.i.length,
    ring: Uint8Array.from(ring),
    inReach: Uint8Array.from(inReach),
  };
}

type Cell = { readonly i: number; readonly j: number };

function keyOf({ i, j }: Cell): number {
  return (i + 1_000_000) * 4_000_000 + (j + 1_000_000);
}

/** Only cells with a neighbour outside can be the nearest to something outside. */
function edgeOf(cells: readonly Cell[], known: ReadonlySet<number>): Cell[] {
  return cells.filter(({ i, j }) => NEIGHBOURS.some(([di, dj]) => !known.has(keyOf({ i: i + di, j: j + dj }))));
}

function nearest(cell: Cell, edge: readonly Cell[], basis: Basis): number {
  let best = Number.POSITIVE_INFINITY;
  for (const other of edge) best = Math.min(best, metresBetween(cell.i - other.i, cell.j - other.j, basis));
  return best;
}

/** Length of so many steps. */
export function metresBetween(di: number, dj: number, { i, j }: Basis): number {
  return Math.hypot(di * i[0] + dj * j[0], di * i[1] + dj * j[1]);
}
