/*
 * The core of a cluster: the fewest cells that hold 60 % of its incidents.
 *
 * A ring smears. A disk sum is high in every cell beside a busy one, so most flagged cells of a ring-2
 * map hold next to nothing (in May 2019, 222 of London's 315 hold two incidents or fewer). Nobody can
 * patrol that. The core is what gets nominated: taking cells from the busiest down until 60 % is reached
 * is the smallest such set, because no other choice of as many cells holds more.
 *
 * Among equal counts the cell that comes first in the universe is taken, so the answer is reproducible.
 *
 * Example: a cluster with counts 1, 8, 0, 6, 1 (16 in all) has the core {8, 6}: 14 of 16.
 */

const CORE_SHARE = 0.6;

export type ClusterCore = {
  /** Indices into the universe, busiest first; empty when the cluster holds no incident. */
  readonly cells: Uint32Array;
  /** Incidents in the core. */
  readonly incidents: number;
  /** Incidents in the whole cluster. */
  readonly clusterIncidents: number;
};

/**
 * The core of one cluster.
 *
 * @param members indices of the cluster's cells
 * @param counts incidents per cell of the universe, as recorded (not capped)
 */
export function clusterCore(members: Uint32Array, counts: Float64Array): ClusterCore {
  const busiestFirst = members.slice().sort((a, b) => counts[b]! - counts[a]! || a - b);
  const clusterIncidents = busiestFirst.reduce((sum, cell) => sum + counts[cell]!, 0);
  let incidents = 0;
  let size = 0;
  while (incidents < CORE_SHARE * clusterIncidents) incidents += counts[busiestFirst[size++]!]!;
  return { cells: busiestFirst.slice(0, size), incidents, clusterIncidents };
}
