import type { Adjacency } from "../analytics/adjacency.ts";
import { connectedComponents } from "../analytics/connected-components.ts";

export type FoundCluster = {
  /** From 1, by incidents. */
  readonly rank: number;
  readonly label: "area" | "place" | "both";
  /** Positions in the universe, ascending. */
  readonly members: Uint32Array;
  /** Its busiest cell over the longer period, so that a month more or less does not rename it. */
  readonly anchor: number;
  /** Incidents in the window. */
  readonly n: number;
  readonly areaCells: number;
  readonly placeCells: number;
};

/**
 * Contiguous cells that either test lists, merged whatever borough they lie in and ranked by incidents.
 * @param listed per cell and test: listed or not; null where the test could not be made
 * @param adjacency ring 1, whatever ring the test used
 */
export function assembleClusters(input: {
  areas: Uint8Array | null;
  places: Uint8Array | null;
  counts: Float64Array;
  /** Incidents of the longer period. */
  yearCounts: Float64Array;
  adjacency: Adjacency;
}): FoundCluster[] {
  const { areas, places, counts, yearCounts, adjacency } = input;
  const selected = Uint8Array.from(counts, (_, i) => (areas?.[i] || places?.[i] ? 1 : 0));
  const { members } = connectedComponents(selected, adjacency);
  const found = members.map((cells) => {
    const areaCells = cells.filter((i) => areas?.[i] === 1).length;
    const placeCells = cells.filter((i) => places?.[i] === 1).length;
    const label = areaCells > 0 && placeCells > 0 ? "both" : areaCells > 0 ? "area" : "place";
    const n = cells.reduce((sum, i) => sum + (counts[i] ?? 0), 0);
    return { label, members: cells, anchor: busiest(cells, yearCounts), n, areaCells, placeCells } as const;
  });
  found.sort((a, b) => b.n - a.n || (a.members[0] ?? 0) - (b.members[0] ?? 0));
  return found.map((cluster, at) => ({ rank: at + 1, ...cluster }));
}

/** The rank, in an earlier list, of the cluster that shares most of this one's incidents; null when none shares a cell. */
export function previousRank(
  cluster: FoundCluster,
  earlier: readonly FoundCluster[],
  counts: Float64Array,
): number | null {
  const own = new Set(cluster.members);
  let best: { rank: number; shared: number } | null = null;
  for (const { rank, members } of earlier) {
    const common = members.filter((i) => own.has(i));
    // A shared cell without an incident is still the same place.
    const shared = common.reduce((sum, i) => sum + (counts[i] ?? 0) + 1e-6, 0);
    if (shared > (best?.shared ?? 0)) best = { rank, shared };
  }
  return best?.rank ?? null;
}

function busiest(cells: Uint32Array, counts: Float64Array): number {
  let best = cells[0] ?? 0;
  for (const i of cells) if ((counts[i] ?? 0) > (counts[best] ?? 0)) best = i;
  return best;
}
