import { HotPlaces, HotPlacesQuery } from "../../api/hot-places.ts";
import type { HotPlacesBody } from "../../api/types.ts";
import { describeUniverse } from "../../statistics/universe.ts";
import { cellForms, flagsInWords } from "./cell-forms.ts";
import { readDefaultPoints } from "./default-points.ts";
import { groupFlags } from "./group-flags.ts";
import { methodCard } from "./method-card.ts";
import { ofMonths } from "./read-months.ts";
import { type Frame, resolveFrame } from "./resolve-frame.ts";
import { frameKey, statisticRoute, type Work } from "./statistic-route.ts";
import { LISTED_Q, type TestedPlaces, testHotPlaces } from "./test-hot-places.ts";
import { monthsEnding } from "./window-facts.ts";

const COLUMNS = ["cell", "n", "monthsReached", "p", "q", "hot", "defaultPoints"];

/** Which single cells are among the busiest, month after month? */
export const hotPlaceRoutes = statisticRoute({
  path: "/hot-places",
  title: "Hot places by persistence",
  query: HotPlacesQuery,
  answer: HotPlaces,
  about: resolveFrame,
  key: frameKey,
  make: describe,
  forms: cellForms(COLUMNS, ({ places }: HotPlacesBody) =>
    places.map(({ defaultPoints, ...place }) => ({ ...place, defaultPoints: flagsInWords(defaultPoints) })),
  ),
});

async function describe({ context, about: frame, signal }: Work<Frame>): Promise<HotPlacesBody> {
  const { dataset, universe, asked } = frame;
  const filter = ofMonths(frame.filter, monthsEnding(frame.filter.to, 12));
  const [result, flagged] = await Promise.all([
    testHotPlaces(context, frame, signal),
    readDefaultPoints(context, frame, { filter, res: universe.res }),
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
  const listed = frame.listed === null ? null : new Set(frame.listed);
  const reached: number[] = [];
  for (let i = 0; i < counts.length; i++) {
    if ((tested.monthsReached[i] ?? 0) > 0 && (listed === null || listed.has(i))) reached.push(i);
  }
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
