import type { Static } from "typebox";
import { NEAR_METRES } from "../../analytics/market-open.ts";
import { type MARKET_CLASSES, Markets, MarketsQuery } from "../../api/markets.ts";
import type { MarketsBody } from "../../api/types.ts";
import { describeUniverse } from "../../statistics/universe.ts";
import { marketForms } from "./markets/market-forms.ts";
import { rankMarkets, resolveMarketFrame } from "./markets/ranked-markets.ts";
import { methodCard } from "./method-card.ts";
import type { Frame } from "./resolve-frame.ts";
import { frameKey, statisticRoute, type Work } from "./statistic-route.ts";
import type { StatisticsContext } from "./statistics-context.ts";
import { LISTED_Q } from "./test-hot-places.ts";

/** Where drugs are dealt, in the open or behind doors, with the evidence behind each indicator. */
export const marketRoutes = statisticRoute({
  path: "/markets",
  title: "Open and closed markets by their indicators",
  query: MarketsQuery,
  answer: Markets,
  about: (context: StatisticsContext, query: Static<typeof MarketsQuery>) => resolveMarketFrame(context, query),
  key: frameKey,
  make: describe,
  forms: marketForms,
});

async function describe({ context, about: frame, signal }: Work<Frame>): Promise<MarketsBody> {
  const { dataset, universe, filter } = frame;
  const { ranked, gates } = await rankMarkets(context, frame, signal);
  const listed = frame.listed === null ? null : new Set(Array.from(frame.listed, (i) => universe.cells[i] ?? ""));
  const tested = gates.flatMap(({ areas, places }) => (areas === null || places === null ? [] : [areas]));
  const countClass = (wanted: (typeof MARKET_CLASSES)[number]) => ranked.filter((one) => one.class === wanted).length;
  return {
    ...{ dataset: dataset.code, res: universe.res, from: filter.from, to: filter.to },
    universe: describeUniverse(universe),
    gate: tested.length === gates.length ? (tested[0] ?? null) : null,
    gates: [...gates],
    found: ranked.length,
    classes: {
      open: countClass("open"),
      closed: countClass("closed"),
      mixed: countClass("mixed"),
      not_enough_evidence: countClass("not_enough_evidence"),
    },
    markets: ranked.filter(({ cells }) => listed === null || cells.some((cell) => listed.has(cell))),
    method: describeMethod(frame),
  };
}

function describeMethod({ dataset, universe, filter, asked }: Frame): MarketsBody["method"] {
  return methodCard({
    ...{ kind: "markets", dataset, universe, filter, asked },
    exclusions: [
      "Possession and searches are not indicators: police effort makes them.",
      "Reports of one place and day count once. Who called is not known and not kept.",
      "Records at police stations, custody suites and other default points are no evidence.",
    ],
    parameters: {
      ...{ res: universe.res, candidates: "hot areas and hot places of drugs, drug_asb and drug_intelligence" },
      ...{ level: LISTED_Q, coreShare: 0.6, clearly: "at least twice the expected, p ≤ 1 %" },
      ...{ tightMetres: 150, hoursOnEnd: 6, weekdays: 3, clearlyMoreShare: 0.15 },
      ...{ persistentMonths: "3 of 6", nearMetres: NEAR_METRES, refillWeeks: 8 },
      ...{ fewestAvailable: 3, openNeeds: "a, e, b where known, 4 in all", closedNeeds: 3 },
      rankedBy: "open indicators met, then strength",
    },
  });
}
