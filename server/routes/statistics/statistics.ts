import { createAdjacencies } from "../../statistics/adjacency-cache.ts";
import { createPool } from "../../statistics/pool.ts";
import type { Resource } from "../context.ts";
import { evaluationRoutes } from "../evaluations/evaluations.ts";
import { targetAreaRoutes } from "../target-areas.ts";
import { backtestRoutes } from "./backtest.ts";
import { changeRoutes } from "./change.ts";
import { clusterRoutes } from "./clusters.ts";
import { concentrationRoutes } from "./concentration.ts";
import { createDefaultPoints } from "./default-points.ts";
import { effortRoutes } from "./effort.ts";
import { emergingRoutes } from "./emerging.ts";
import { hotPlaceRoutes } from "./hot-places.ts";
import { hotspotIndexRoutes } from "./hotspot-index.ts";
import { hotspotRoutes } from "./hotspots.ts";
import { jointRoutes } from "./joint.ts";
import { marketRoutes } from "./markets.ts";
import { spikeRoutes } from "./spikes.ts";
import { createUniverses } from "./universes.ts";

/** Hot areas, hot places and what is built on them: one set of workers and caches for all. */
export const statisticsRoutes: Resource = (context) => async (app) => {
  const pool = createPool();
  app.addHook("onClose", () => pool.close());
  const statistics = {
    ...context,
    pool,
    adjacencies: createAdjacencies(pool),
    universes: createUniverses(context.db.knex),
    defaultPoints: createDefaultPoints(context.db.knex),
    rankings: new Map(),
  };
  const resources = [
    hotspotIndexRoutes,
    hotspotRoutes,
    hotPlaceRoutes,
    clusterRoutes,
    spikeRoutes,
    concentrationRoutes,
    backtestRoutes,
    emergingRoutes,
    effortRoutes,
    jointRoutes,
    changeRoutes,
    marketRoutes,
    targetAreaRoutes,
    evaluationRoutes,
  ];
  for (const resource of resources) await app.register(resource(statistics));
};
