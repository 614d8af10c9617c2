import { HotPlaces, HotPlacesQuery } from "../../api/hot-places.ts";
import type { HotPlacesBody } from "../../api/types.ts";
import { countDefaultPoints } from "../../db/hotspot-queries.ts";
import { describeUniverse } from "../../statistics/universe.ts";
import { failures, NotModified } from "../context.ts";
import { answerOnce } from "./answer-once.ts";
import { groupFlags } from "./group-flags.ts";
import { methodCard } from "./method-card.ts";
import { ofMonths } from "./read-months.ts";
import { type Frame, resolveFrame } from "./resolve-frame.ts";
import { abortOnClose, type StatisticsContext, type StatisticsResource } from "./statistics-context.ts";
import { LISTED_Q, type TestedPlaces, testHotPlaces } from "./test-hot-places.ts";
import { monthsEnding } from "./window-facts.ts";

/** Which single cells are among the busiest, month after month? */
export const hotPlaceRoutes: StatisticsResource = (context) => async (app) => {
  app.get(
    "/hot-places",
    {
      config: { tier: "analyst" },
      schema: { querystring: HotPlacesQuery, response: { 200: HotPlaces, 304: NotModified, ...failures } },
    },
    async (request, reply) => {
      const signal = abortOnClose(reply);
      return answerOnce({ context, request, reply }, async () => {
        const frame = await resolveFrame(context, request.query);
        return {
          dataset: frame.dataset,
          key: [frame.filter, frame.universe.key, frame.asked, [...(frame.listed ?? [])]],
          make: async () => JSON.stringify(await describe(context, frame, signal)),
        };
      });
    },
  );
};

async function describe(context: StatisticsContext, frame: Frame, signal: AbortSignal): Promise<HotPlacesBody> {
  const { dataset, universe, asked } = frame;
  const filter = ofMonths(frame.filter, monthsEnding(frame.filter.to, 12));
  const [result, flagged] = await Promise.all([
    testHotPlaces(context, frame, signal),
    countDefaultPoints(context.db.knex, filter, universe.res),
  ]);
  const { months, counts, gate, tested } = result;
  return {
    dataset: dataset.code,
    res: universe.res,
    universe: describeUniverse(universe),
    gate,
    thresholds: months.flatMap((month, t) =>
      tested === null ? [] : [{ month: month.slice(0, 7), count: tested.thresholds[t] ?? 0 }],
    ),
    total: counts.reduce((a, b) => a + b, 0),
    hot: tested === null ? 0 : tested.q.filter((q) => q <= LISTED_Q).length,
    places: listPlaces(frame, result, groupFlags(flagged)),
    method: methodCard({
      ...{ kind: "hot_places", dataset, filter, asked, universe },
      parameters: {
        ...{ res: universe.res, months: 12, busiestShare: 0.01, blocks: "quarters", level: LISTED_Q },
        family: "Benjamini-Hochberg over every cell of the universe",
      },
    }),
  };
}

function listPlaces(
  frame: Frame,
  { counts, tested }: TestedPlaces,
  flags: ReturnType<typeof groupFlags>,
): HotPlacesBody["places"] {
  const { universe } = frame;
  if (tested === null) return [];
  const listed = frame.listed ?? Uint32Array.from(universe.cells.keys());
  const reached = [...listed].filter((i) => (tested.monthsReached[i] ?? 0) > 0);
  return reached
    .map((i) => {
      const cell = universe.cells[i] ?? "";
      const q = tested.q[i] ?? 1;
      return {
        ...{ cell, n: counts[i] ?? 0, monthsReached: tested.monthsReached[i] ?? 0, p: tested.p[i] ?? 1, q },
        ...{ hot: q <= LISTED_Q, defaultPoints: flags.get(cell) ?? [] },
      };
    })
    .sort((a, b) => a.p - b.p || b.n - a.n || (a.cell < b.cell ? -1 : 1));
}
