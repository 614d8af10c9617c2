import { Clusters, ClustersQuery } from "../../api/clusters.ts";
import type { ClustersBody } from "../../api/types.ts";
import { previousRank } from "../../statistics/assemble-clusters.ts";
import { describeUniverse } from "../../statistics/universe.ts";
import { breaksWithin, describeBreaks } from "../filter/breaks-in-scope.ts";
import { clusterForms } from "./cluster-forms.ts";
import { readHomes } from "./cluster-homes.ts";
import { describeCluster } from "./describe-cluster.ts";
import { type ClusterOptions, type Found, findClusters, findEarlier } from "./find-clusters.ts";
import { methodCard } from "./method-card.ts";
import { breaksOfFrame, type Frame, resolveFrame } from "./resolve-frame.ts";
import { frameKey, statisticRoute } from "./statistic-route.ts";
import type { StatisticsContext } from "./statistics-context.ts";
import { LISTED_Q } from "./test-hot-places.ts";
import { spanOf } from "./window-facts.ts";

/** The ranked list of hot areas and hot places, each with its core and the reasons. */
export const clusterRoutes = statisticRoute({
  path: "/clusters",
  title: "The ranked list of hot areas and hot places",
  query: ClustersQuery,
  answer: Clusters,
  about: async (context, query) => ({
    ...(await resolveFrame(context, query)),
    options: { ring: query.ring ?? 1, cap: query.cap ?? "p99" },
  }),
  key: (about) => [...frameKey(about), about.options],
  make: ({ context, about, signal }) => describeClusters(context, about, { options: about.options, signal }),
  forms: clusterForms,
});

type Work = { options: ClusterOptions; signal: AbortSignal };

/** The ranked list of a frame, as it is answered. */
export async function describeClusters(context: StatisticsContext, frame: Frame, work: Work): Promise<ClustersBody> {
  const { dataset, universe } = frame;
  const found = await findClusters(context, frame, work);
  const earlier = await findEarlier(context, frame, { ...work, now: found });
  const { areas, places } = found;
  return {
    ...{ dataset: dataset.code, res: universe.res, ...work.options, universe: describeUniverse(universe) },
    gate: areas.gate !== null && places.gate !== null ? areas.gate : null,
    gates: { areas: areas.gate, places: places.gate },
    total: areas.total,
    found: found.clusters.length,
    previous: earlier === null ? null : { from: earlier.from, to: earlier.to },
    clusters: await listClusters(context, frame, { found, earlier }),
    breaks: describeBreaks(breaksWithin(breaksOfFrame(frame), spanOf(places.months))),
    method: describeMethod(frame, found, work.options),
  };
}

async function listClusters(
  context: StatisticsContext,
  frame: Frame,
  { found, earlier }: { found: Found; earlier: Awaited<ReturnType<typeof findEarlier>> },
): Promise<ClustersBody["clusters"]> {
  const shown = new Set(frame.listed ?? []);
  const clusters = found.clusters.filter(({ members }) => frame.listed === null || members.some((i) => shown.has(i)));
  if (clusters.length === 0) return [];
  const homes = await readHomes(context, frame, clusters);
  const before = earlier?.clusters ?? [];
  return clusters.map((cluster) => {
    const rankBefore = previousRank(cluster, before, found.areas.counts);
    return describeCluster(cluster, { frame, found, homes, previousRank: rankBefore });
  });
}

function describeMethod(frame: Frame, { areas }: Found, { ring, cap }: ClusterOptions): ClustersBody["method"] {
  const { dataset, universe, filter, asked } = frame;
  return methodCard({
    ...{ kind: "clusters", dataset, universe, filter, asked, outside: areas.outside },
    parameters: {
      ...{ res: universe.res, ring, cap, capValue: areas.capValue, p: "exact", tail: "upper", persistenceMonths: 12 },
      ...{ levelAreas: LISTED_Q, levelPlaces: LISTED_Q, coreShare: 0.6, rankedBy: "incidents in the window" },
    },
  });
}
