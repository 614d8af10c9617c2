import { addMonths, monthsBetween } from "../../db/calendar.ts";
import { countCells } from "../../db/cell-queries.ts";
import { assembleClusters, type FoundCluster } from "../../statistics/assemble-clusters.ts";
import type { Frame } from "./resolve-frame.ts";
import type { StatisticsContext } from "./statistics-context.ts";
import { DEFAULT_OPTIONS, type TestedAreas, testHotAreas } from "./test-hot-areas.ts";
import { LISTED_Q, type TestedPlaces, testHotPlaces } from "./test-hot-places.ts";

export type ClusterOptions = { readonly ring: number; readonly cap: "p99" | "none" };
export type Found = {
  readonly areas: TestedAreas;
  readonly places: TestedPlaces;
  readonly clusters: readonly FoundCluster[];
};

/** Both tests of a frame, and the clusters of the cells that either lists. */
export async function findClusters(
  context: StatisticsContext,
  frame: Frame,
  work: { options: ClusterOptions; signal: AbortSignal },
): Promise<Found> {
  const { options, signal } = work;
  const counted = await countCells(context.db.knex, frame.filter, frame.universe.res);
  const [areas, places, adjacency] = await Promise.all([
    testHotAreas(context, frame, { counted, options: { ...DEFAULT_OPTIONS, ...options }, signal }),
    testHotPlaces(context, frame, signal),
    context.adjacencies.get(frame.universe, 1),
  ]);
  const clusters = assembleClusters({
    areas: listed(areas.tested?.q),
    places: listed(places.tested?.q),
    counts: areas.counts,
    yearCounts: places.counts,
    adjacency,
  });
  return { areas, places, clusters };
}

/**
 * The same a month earlier, for the movement of ranks; null where the window is not whole months or a month earlier
 * the same tests cannot be made.
 */
export async function findEarlier(
  context: StatisticsContext,
  frame: Frame,
  work: { now: Found; options: ClusterOptions; signal: AbortSignal },
): Promise<{ from: string; to: string; clusters: readonly FoundCluster[] } | null> {
  if (frame.filter.months === null) return null;
  const [from, to] = [addMonths(frame.filter.from, -1), addMonths(frame.filter.to, -1)];
  const earliest = frame.dataset.facts.span?.from ?? from;
  if (from < earliest.slice(0, 7)) return null;
  const earlier = { ...frame, filter: { ...frame.filter, from, to, months: monthsBetween(from, to) } };
  const then = await findClusters(context, earlier, work);
  const { now } = work;
  const alike =
    (then.areas.gate === null) === (now.areas.gate === null) &&
    (then.places.gate === null) === (now.places.gate === null);
  return alike ? { from, to, clusters: then.clusters } : null;
}

function listed(q: Float64Array | undefined): Uint8Array | null {
  return q === undefined ? null : Uint8Array.from(q, (value) => (value <= LISTED_Q ? 1 : 0));
}
