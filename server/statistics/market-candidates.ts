import type { Adjacency } from "../analytics/adjacency.ts";
import { connectedComponents } from "../analytics/connected-components.ts";

/** What one surface lists: per cell listed or not; null where the test could not be made. */
export type ListedCells<Surface> = {
  readonly surface: Surface;
  readonly areas: Uint8Array | null;
  readonly places: Uint8Array | null;
};

export type Candidate<Surface> = {
  /** Positions in the universe, ascending. */
  readonly members: Uint32Array;
  readonly foundBy: readonly Surface[];
};

/**
 * Where to look: contiguous hot places of any surface, and the contiguous hot areas that hold none. The disk of a hot area
 * smears over its neighbours, so that two markets a few streets apart would be one; a hot place is a cell that is busy
 * itself. A place that several surfaces list is one candidate.
 * @param adjacency ring 1
 */
export function marketCandidates<Surface>(
  listed: readonly ListedCells<Surface>[],
  adjacency: Adjacency,
): Candidate<Surface>[] {
  const cells = adjacency.offsets.length - 1;
  const union = (pick: (one: ListedCells<Surface>) => Uint8Array | null) => {
    const either = new Uint8Array(cells);
    for (const one of listed) for (const [i, is] of (pick(one) ?? []).entries()) if (is === 1) either[i] = 1;
    return either;
  };
  const places = union((one) => one.places);
  const either = union(({ areas, places: own }) => areas ?? own);
  for (const [i, place] of places.entries()) if (place === 1) either[i] = 1;
  const ofPlaces = connectedComponents(places, adjacency).members;
  const ofAreas = connectedComponents(either, adjacency).members.filter((cells) => !cells.some((i) => places[i] === 1));
  return [...ofPlaces, ...ofAreas]
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
    .map((members) => ({
      members,
      foundBy: listed
        .filter(({ areas, places: own }) => members.some((i) => areas?.[i] === 1 || own?.[i] === 1))
        .map(({ surface }) => surface),
    }));
}
