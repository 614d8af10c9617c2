import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply } from "fastify";
import type { Adjacencies } from "../../statistics/adjacency-cache.ts";
import type { StatisticsPool } from "../../statistics/pool.ts";
import type { RouteContext } from "../context.ts";
import type { DefaultPoints } from "./default-points.ts";
import type { KeptRankings } from "./markets/ranked-markets.ts";
import type { Universes } from "./universes.ts";

/** What the routes of the statistics work with. */
export type StatisticsContext = RouteContext & {
  readonly pool: StatisticsPool;
  readonly adjacencies: Adjacencies;
  readonly universes: Universes;
  readonly defaultPoints: DefaultPoints;
  readonly rankings: KeptRankings;
};

export type StatisticsResource = (context: StatisticsContext) => FastifyPluginAsyncTypebox;

/** Aborts when the client goes away before it has its answer. */
export function abortOnClose(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
