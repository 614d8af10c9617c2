import { Clusters, ClustersQuery } from "../../api/clusters.ts";
import type { ClustersBody } from "../../api/types.ts";
import { previousRank } from "../../statistics/assemble-clusters.ts";
import { describeUniverse } from "../../statistics/universe.ts";
import { failures, NotModified } from "../context.ts";
import { answerOnce } from "./answer-once.ts";
import { readHomes } from "./cluster-homes.ts";
import { describeCluster } from "./describe-cluster.ts";
import { type ClusterOptions, type Found, findClusters, findEarlier } from "./find-clusters.ts";
import { methodCard } from "./method-card.ts";
import { type Frame, resolveFrame } from "./resolve-frame.ts";
import { abortOnClose, type StatisticsContext, type StatisticsResource } from "./statistics-context.ts";
import { LISTED_Q } from "./test-hot-places.ts";

/** The ranked list of hot areas and hot places, each with its core and the reasons. */
export const clusterRoutes: StatisticsResource = (context) => async (app) => {
  app.get(
    "/clusters",
    {
      config: { tier: "analyst" },
      schema: { querystring: ClustersQuery, response: { 200: Clusters, 304: NotModified, ...failures } },
    },
    async (request, reply) => {
      const signal = abortOnClose(reply);
      const { ring = 1, cap = "p99" } = request.query;
      return answerOnce({ context, request, reply }, async () => {
        const frame = await resolveFrame(context, request.query);
        return {
          dataset: frame.dataset,
          key: [frame.filter, frame.universe.key, frame.asked, [...(frame.listed ?? [])], ring, cap],
          make: async () => JSON.stringify(await describe(context, frame, { options: { ring, cap }, signal })),
        };
      });
    },
  );
};

type Work = { options: ClusterOptions; signal: AbortSignal };

async function describe(context: StatisticsContext, frame: Frame, work: Work): Promise<ClustersBody> {
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
