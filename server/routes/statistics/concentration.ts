import { concentration } from "../../analytics/concentration.ts";
import { Concentration, ConcentrationQuery } from "../../api/concentration.ts";
import type { ConcentrationBody } from "../../api/types.ts";
import { countCells } from "../../db/cell-queries.ts";
import { alignCounts, describeUniverse } from "../../statistics/universe.ts";
import { breaksWithin, describeBreaks } from "../filter/breaks-in-scope.ts";
import { CSV, type Row, toCsvTable } from "./export-rows.ts";
import { methodCard } from "./method-card.ts";
import { readMonths } from "./read-months.ts";
import { readWardMonths } from "./read-ward-months.ts";
import { breaksOfFrame, type Frame, resolveUntested } from "./resolve-frame.ts";
import { frameKey, statisticRoute, type Work } from "./statistic-route.ts";
import type { StatisticsContext } from "./statistics-context.ts";
import { wardsOfFrame } from "./ward-source.ts";
import { missingMonths, monthsEnding, spanOf } from "./window-facts.ts";

const MONTHS = 36;
const CUTS = [0.01, 0.05, 0.1];

const COLUMNS = [
  "list",
  "cut",
  "cells",
  "n",
  "share",
  "code",
  "name",
  "top1",
  "top3",
  "top10",
  "months",
  "first",
  "last",
];

/** Shares of the busiest cells, and ranks that last. */
export const concentrationRoutes = statisticRoute({
  path: "/concentration",
  title: "Shares of the busiest cells, and ranks that last",
  query: ConcentrationQuery,
  answer: Concentration,
  about: resolveUntested,
  key: frameKey,
  make: describe,
  forms: {
    [CSV]: (body: ConcentrationBody, { dataset }) =>
      toCsvTable(COLUMNS, rowsOf(body), { method: body.method, gate: null, title: dataset.title }),
  },
});

/** Shares of the period that each row states, then ranks of wards and cells, which state the months they are of themselves. */
function rowsOf({ cuts, ranks: { months, wards, cells } }: ConcentrationBody): Row[] {
  const ranked = { months: months.length, first: months[0] ?? null, last: months.at(-1) ?? null };
  return [
    ...cuts.map((cut) => ({ list: "busiest", ...cut })),
    ...wards.map((ward) => ({ list: "wards", ...ward, ...ranked })),
    ...cells.map(({ cell, ...tops }) => ({ list: "cells", code: cell, ...tops, ...ranked })),
  ];
}

async function describe({ context, about: frame, signal }: Work<Frame>): Promise<ConcentrationBody> {
  const { dataset, universe, filter, asked } = frame;
  const { counts, outside } = alignCounts(universe, await countCells(context.db.knex, filter, universe.res));
  const cuts = concentration(counts, CUTS).map(({ cut, cells, incidents, share }) => ({
    cut,
    cells,
    n: incidents,
    share,
  }));
  return {
    ...{ dataset: dataset.code, res: universe.res, universe: describeUniverse(universe) },
    total: counts.reduce((a, b) => a + b, 0),
    cuts,
    ranks: await rankUnits(context, frame, signal),
    method: methodCard({
      ...{ kind: "concentration", dataset, universe, filter, asked, outside },
      parameters: {
        res: universe.res,
        rankMonths: MONTHS,
        ranks: "equals share the better rank; nobody without an incident is among the first",
      },
    }),
  };
}

async function rankUnits(
  context: StatisticsContext,
  frame: Frame,
  signal: AbortSignal,
): Promise<ConcentrationBody["ranks"]> {
  const { dataset, universe, listed } = frame;
  const wanted = monthsEnding(frame.filter.to, MONTHS);
  const missing = new Set(missingMonths(dataset.facts, wanted));
  const months = wanted.filter((month) => !missing.has(month));
  const held = (matrix: readonly Float64Array[]) => matrix.filter((_, at) => !missing.has(wanted[at] ?? ""));
  const source = wardsOfFrame(frame);
  const wards = source === null ? null : await source.list(context.db.knex);
  const wardMonths = wards === null ? [] : held(await readWardMonths(context, wards, wanted));
  const cellMonths = held(await readMonths(context, frame, wanted));
  const [ofWards, ofCells] = await Promise.all([
    context.pool.run("rankPersistence", wardMonths, signal),
    context.pool.run("rankPersistence", cellMonths, signal),
  ]);
  const shown = listed ?? Uint32Array.from(universe.cells.keys());
  const cells = [...shown].map((i) => ({ cell: universe.cells[i] ?? "", ...topsOf(ofCells.monthsInTop, i) }));
  const named = (wards?.wards ?? []).map(({ code, name }, i) => ({ code, name, ...topsOf(ofWards.monthsInTop, i) }));
  return {
    months: months.map((month) => month.slice(0, 7)),
    breaks: describeBreaks(breaksWithin(breaksOfFrame(frame), spanOf(months))),
    set: wards?.set?.code ?? null,
    wards: ranked(named, ({ code }) => code),
    cells: ranked(cells, ({ cell }) => cell),
  };
}

type Tops = { top1: number; top3: number; top10: number };

function topsOf([first, three, ten]: readonly Uint8Array[], unit: number): Tops {
  return { top1: first?.[unit] ?? 0, top3: three?.[unit] ?? 0, top10: ten?.[unit] ?? 0 };
}

/** Those that were ever among the first ten, the steadiest first. */
function ranked<Unit extends Tops>(units: readonly Unit[], nameOf: (unit: Unit) => string): Unit[] {
  return units
    .filter(({ top10 }) => top10 > 0)
    .sort((a, b) => b.top1 - a.top1 || b.top3 - a.top3 || b.top10 - a.top10 || (nameOf(a) < nameOf(b) ? -1 : 1));
}
