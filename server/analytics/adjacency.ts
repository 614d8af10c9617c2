/*
 * Who neighbours whom inside a universe, as two flat arrays (compressed sparse rows).
 *
 * Every statistic here asks the same question of every cell ("sum over your ring"). Objects or nested
 * arrays would answer it with a pointer chase per neighbour; two typed arrays answer it with a linear
 * scan, can be sent to a worker without copying, and are built once per (universe, resolution, ring).
 *
 * The grid itself is not known here: the caller hands in a function that lists a cell's disk. Members
 * of the disk that lie outside the universe are dropped, so edge cells (and H3's pentagons) simply have
 * fewer neighbours. The cell itself is never its own neighbour; a statistic that includes it adds it.
 *
 * Example: three cells in a row, a-b-c
 *
 *     buildAdjacency(["a", "b", "c"], (cell) => row.disk(cell))
 *     // offsets    0 1 3 4      a has 1 neighbour, b has 2, c has 1
 *     // neighbours 1 0 2 1
 */

/** The neighbours of cell i are `neighbours[offsets[i]] … neighbours[offsets[i + 1] - 1]`. */
export type Adjacency = {
  /** Length = cells + 1, ascending, first 0. */
  readonly offsets: Uint32Array;
  /** Indices into the universe; a cell never lists itself. */
  readonly neighbours: Uint32Array;
};

/**
 * Adjacency of a universe.
 *
 * @param universe the cells, each once; their order is the index used by every other array
 * @param diskOf lists the cells within the wanted ring of a cell; may include the cell itself and cells outside
 * @throws RangeError when a cell stands twice in the universe
 */
export function buildAdjacency<Cell>(universe: readonly Cell[], diskOf: (cell: Cell) => Iterable<Cell>): Adjacency {
  const indexOf = new Map<Cell, number>();
  for (const [index, cell] of universe.entries()) indexOf.set(cell, index);
  if (indexOf.size !== universe.length) {
    throw new RangeError(`A universe holds each cell once: got ${universe.length} cells, ${indexOf.size} different`);
  }
  const offsets = new Uint32Array(universe.length + 1);
  const neighbours: number[] = [];
  for (const [index, cell] of universe.entries()) {
    for (const member of diskOf(cell)) {
      const neighbour = indexOf.get(member);
      if (neighbour !== undefined && neighbour !== index) neighbours.push(neighbour);
    }
    offsets[index + 1] = neighbours.length;
  }
  return { offsets, neighbours: Uint32Array.from(neighbours) };
}

/** Number of cells an adjacency describes. */
export function cellCount(adjacency: Adjacency): number {
  return adjacency.offsets.length - 1;
}
