import { Emerging, EmergingQuery } from "../../api/emerging.ts";
import type { EmergingBody } from "../../api/types.ts";
import { expandIds } from "../../statistics/expand-ids.ts";
import { describeUniverse, sumMonths } from "../../statistics/universe.ts";
import { failures, NotModified } from "../context.ts";
import { parseCells, refuse } from "../filter/parse-filter.ts";
import { answerOnce } from "./answer-once.ts";
import { finenessGate, type Gate, gateOf } from "./gate.ts";
import { type EmergingCube, listEmerging } from "./list-emerging.ts";
import { methodCard } from "./method-card.ts";
import { readMonths } from "./read-months.ts";
import { type Frame, resolveFrame } from "./resolve-frame.ts";
import { abortOnClose, type StatisticsContext, type StatisticsResource } from "./statistics-context.ts";
import { missingMonths } from "./window-facts.ts";

const SHORTEST = 12;

/** Which places became hot, stayed hot, or cooled? */
export const emergingRoutes: StatisticsResource = (context) => async (app) => {
  app.get(
    "/emerging",
    {
      config: { tier: "analyst" },
      schema: { querystring: EmergingQuery, response: { 200: Emerging, 304: NotModified, ...failures } },
    },
    async (request, reply) => {
      const signal = abortOnClose(reply);
      const { ring = 1, cell, ...query } = request.query;
      return answerOnce({ context, request, reply }, async () => {
        const frame = await resolveFrame(context, query);
        const wanted = wantedCells(cell, frame);
        return {
          dataset: frame.dataset,
          key: [frame.filter, frame.universe.key, frame.asked, [...(frame.listed ?? [])], ring, [...wanted]],
          make: async () => JSON.stringify(await describe(context, frame, { ring, wanted, signal })),
        };
      });
    },
  );
};

/** Positions of the cells whose months are wanted. */
function wantedCells(text: string | undefined, { universe }: Frame): Set<number> {
  const asked = parseCells(text);
  if (asked === null) return new Set();
  const cells = expandIds(asked.ids);
  const positions = cells.map((cell) => universe.cells.indexOf(cell));
  const at = positions.indexOf(-1);
  if (at >= 0) throw refuse("cell", `cell "${cells[at]}" is not in the universe of resolution ${universe.res}.`);
  return new Set(positions);
}

type Asked = { ring: number; wanted: ReadonlySet<number>; signal: AbortSignal };

async function describe(
  context: StatisticsContext,
  frame: Frame,
  { ring, wanted, signal }: Asked,
): Promise<EmergingBody> {
  const { dataset, universe, filter, asked } = frame;
  const months = filter.months ?? [];
  const matrix = await readMonths(context, frame, months);
  const known = windowGate(frame) ?? finenessGate(frame);
  const adjacency = known === null ? await context.adjacencies.get(universe, ring) : null;
  const result = adjacency === null ? null : await context.pool.run("emerging", { months: matrix, adjacency }, signal);
  const gate: Gate = result?.gate ? gateOf(result.gate) : known;
  const counts = sumMonths(matrix, universe.cells.length);
  const cube: EmergingCube | null = result === null || result.gate !== null ? null : { result, months, matrix, counts };
  return {
    ...{ dataset: dataset.code, res: universe.res, ring, universe: describeUniverse(universe), gate },
    months: months.map((month) => month.slice(0, 7)),
    total: counts.reduce((a, b) => a + b, 0),
    ...(cube === null ? { classes: [], cells: [] } : listEmerging(frame, cube, wanted)),
    method: methodCard({
      ...{ kind: "emerging", dataset, universe, filter, asked },
      parameters: {
        ...{
          res: universe.res,
          ring,
          months: months.length,
          cap: "p99",
          capValue: cube?.result.cap ?? null,
          level: 0.05,
        },
        ...{
          null: "stratified: this month and the month before",
          family: "Benjamini-Hochberg over all cells and months, hot and cold apart",
        },
        ...{
          trendArcgis: "Mann-Kendall at 10 % on overlapping months",
          trend: "Mann-Kendall on single months, exact p, Benjamini-Hochberg over cells",
        },
      },
    }),
  };
}

function windowGate({ dataset, filter }: Frame): Gate {
  if (filter.months === null) return gateOf("window_not_whole_months");
  if (filter.months.length < SHORTEST)
    return gateOf("too_few_months", `The window has ${filter.months.length} months; ${SHORTEST} are needed.`);
  const missing = missingMonths(dataset.facts, filter.months).map((month) => month.slice(0, 7));
  return missing.length === 0 ? null : gateOf("too_few_months", `Not in the data: ${missing.slice(0, 6).join(", ")}.`);
}
