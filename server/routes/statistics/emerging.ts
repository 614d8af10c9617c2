import { Emerging, EmergingQuery } from "../../api/emerging.ts";
import type { EmergingBody } from "../../api/types.ts";
import { expandIds } from "../../statistics/expand-ids.ts";
import { describeUniverse, sumMonths } from "../../statistics/universe.ts";
import { parseCells, refuse } from "../filter/parse-filter.ts";
import { cellForms } from "./cell-forms.ts";
import { breakGate, finenessGate, type Gate, gateOf } from "./gate.ts";
import { type EmergingCube, listEmerging } from "./list-emerging.ts";
import { methodCard } from "./method-card.ts";
import { readMonths } from "./read-months.ts";
import { breaksOfFrame, type Frame, resolveFrame } from "./resolve-frame.ts";
import { frameKey, statisticRoute, type Work } from "./statistic-route.ts";
import { missingMonths } from "./window-facts.ts";

const SHORTEST = 12;

const COLUMNS = [...["cell", "n", "class_arcgis", "reason", "trend_arcgis", "trend", "trend_s", "trend_p", "trend_q"]];

/** Which places became hot, stayed hot, or cooled? */
export const emergingRoutes = statisticRoute({
  path: "/emerging",
  title: "Emerging hot spots",
  query: EmergingQuery,
  answer: Emerging,
  about: async (context, { ring = 1, cell, ...query }) => {
    const frame = await resolveFrame(context, query);
    return { ...frame, ring, wanted: wantedCells(cell, frame) };
  },
  key: (about) => [...frameKey(about), about.ring, [...about.wanted]],
  make: describe,
  forms: cellForms(COLUMNS, ({ cells }: EmergingBody) =>
    cells.map(({ trend, months: _, ...cell }) => ({
      ...cell,
      trend: trend.direction,
      trend_s: trend.s,
      trend_p: trend.p,
      trend_q: trend.q,
    })),
  ),
});

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

type About = Frame & { readonly ring: number; readonly wanted: ReadonlySet<number> };

async function describe({ context, about, signal }: Work<About>): Promise<EmergingBody> {
  const { ring, wanted, ...frame } = about;
  const { dataset, universe, filter, asked } = frame;
  const months = filter.months ?? [];
  const matrix = await readMonths(context, frame, months);
  const known = windowGate(frame) ?? finenessGate(frame) ?? breakGate(breaksOfFrame(frame), filter);
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
