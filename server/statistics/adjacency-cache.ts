import type { Adjacency } from "../analytics/adjacency.ts";
import type { StatisticsPool } from "./pool.ts";
import type { Universe } from "./universe.ts";

const MOST_KEPT = 12;

export type Adjacencies = { get(universe: Universe, ring: number): Promise<Adjacency> };

/** Keeps who neighbours whom for each universe, resolution and ring: it costs a hundred times the statistic. */
export function createAdjacencies(pool: StatisticsPool): Adjacencies {
  const kept = new Map<string, Promise<Adjacency>>();
  // It serves whoever asks next, so the one who asks first cannot cancel it.
  const never = new AbortController().signal;
  return {
    get: (universe, ring) => {
      const key = `${universe.key}/${ring}`;
      const known = kept.get(key);
      kept.delete(key);
      const { compact, res } = universe;
      const adjacency = known ?? pool.run("adjacency", { compact, res, ring }, never);
      kept.set(key, adjacency);
      adjacency.catch(() => kept.delete(key));
      for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
      return adjacency;
    },
  };
}
