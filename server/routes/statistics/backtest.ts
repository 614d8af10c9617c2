import type { BacktestRow } from "../../analytics/backtest.ts";
import { Backtest, BacktestQuery } from "../../api/backtest.ts";
import type { BacktestBody } from "../../api/types.ts";
import { addMonths, isCalendarDay, startOfMonth } from "../../db/calendar.ts";
import { failures, NotModified } from "../context.ts";
import { refuse } from "../filter/parse-filter.ts";
import { answerOnce, type Making } from "./answer-once.ts";
import { finenessGate, type Gate, gateOf } from "./gate.ts";
import { methodCard } from "./method-card.ts";
import { readMonths } from "./read-months.ts";
import { readWardMonths } from "./read-ward-months.ts";
import { resolveFrame, type TestQuery } from "./resolve-frame.ts";
import { abortOnClose, type StatisticsContext, type StatisticsResource } from "./statistics-context.ts";
import { resolveWards } from "./ward-source.ts";
import { missingMonths, monthsEnding } from "./window-facts.ts";

const TRAINING = 12;

type Query = TestQuery & { ring?: number; unit?: "cell" | "ward"; origins?: number };
type Months = readonly string[];

/** Would maps like this have said where the next month's incidents fell? */
export const backtestRoutes: StatisticsResource = (context) => async (app) => {
  app.get(
    "/backtest",
    {
      config: { tier: "analyst" },
      schema: { querystring: BacktestQuery, response: { 200: Backtest, 304: NotModified, ...failures } },
    },
    async (request, reply) => {
      const signal = abortOnClose(reply);
      const { query } = request;
      return answerOnce({ context, request, reply }, () =>
        query.unit === "ward" ? onWards(context, query, signal) : onCells(context, query, signal),
      );
    },
  );
};

async function onCells(context: StatisticsContext, query: Query, signal: AbortSignal): Promise<Making> {
  const { origins = 12, ring = 1 } = query;
  const frame = await resolveFrame(context, query);
  const { dataset, universe, asked } = frame;
  const months = monthsEnding(frame.filter.to, origins + TRAINING);
  const filter = {
    ...frame.filter,
    from: months[0] ?? frame.filter.from,
    to: addMonths(months.at(-1) ?? frame.filter.to, 1),
  };
  const make = async () => {
    const gate = monthsGate(missingMonths(dataset.facts, months)) ?? finenessGate({ ...frame, filter });
    const input = async () => ({
      months: await readMonths(context, frame, months),
      adjacency: await context.adjacencies.get(universe, ring),
    });
    const rows =
      gate === null
        ? await context.pool.run("backtest", { ...(await input()), origins, trainingMonths: TRAINING }, signal)
        : [];
    const parameters = {
      res: universe.res,
      ring,
      origins,
      trainingMonths: TRAINING,
      ties: "broken against the method",
    };
    const method = methodCard({ kind: "backtest", dataset, universe, filter, asked, parameters });
    const body = {
      dataset: dataset.code,
      unit: "cell",
      res: universe.res,
      units: universe.cells.length,
      gate,
    } as const;
    return JSON.stringify({ ...body, ...describeRows(months, rows), method } satisfies BacktestBody);
  };
  return { dataset, key: [frame.filter, universe.key, asked, ring, origins], make };
}

async function onWards(context: StatisticsContext, query: Query, signal: AbortSignal): Promise<Making> {
  const { origins = 12, to } = query;
  for (const name of ["universe", "res", "ring"] as const) {
    if (query[name] !== undefined) throw refuse(name, `${name} is of cells; unit=ward compares all wards.`);
  }
  if (to !== undefined && !isCalendarDay(to)) throw refuse("to", `to=${to} is not a day of the calendar.`);
  const source = await resolveWards(context, query);
  const { dataset, set, wards } = source;
  const months = monthsEnding(
    to === undefined ? addMonths(source.held.at(-1) ?? "2000-01-01", 1) : startOfMonth(to),
    origins + TRAINING,
  );
  const make = async () => {
    const gate = monthsGate(months.filter((month) => !source.held.includes(month)));
    const input = async () => ({ months: await readWardMonths(context, source, months), adjacency: null });
    const rows =
      gate === null
        ? await context.pool.run("backtest", { ...(await input()), origins, trainingMonths: TRAINING }, signal)
        : [];
    const method = methodCard({
      ...{ kind: "backtest", dataset, asked: { area: null, set: query.set ?? null } },
      filter: { ...source.filter, from: months[0] ?? "", to: addMonths(months.at(-1) ?? "2000-01-01", 1) },
      units: { kind: "ward", set: set?.code ?? null, size: wards.length },
      parameters: {
        origins,
        trainingMonths: TRAINING,
        source: source.source,
        area: "number of wards",
        ties: "broken against the method",
      },
    });
    const body = { dataset: dataset.code, unit: "ward", res: null, units: wards.length, gate } as const;
    return JSON.stringify({ ...body, ...describeRows(months, rows), method } satisfies BacktestBody);
  };
  return { dataset, key: [source.filter, set?.id, set?.version, "ward", months, query.set], make };
}

function monthsGate(missing: Months): Gate {
  if (missing.length === 0) return null;
  const names = missing.map((month) => month.slice(0, 7));
  return gateOf(
    "too_few_months",
    `Not in the data: ${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}.`,
  );
}

function describeRows(months: Months, rows: readonly BacktestRow[]): Pick<BacktestBody, "months" | "rows"> {
  return {
    months: months.slice(TRAINING).map((month) => month.slice(0, 7)),
    rows: rows.map(({ method, cut, cells, forecasts, hitRate, pai, pei, paiRange, beatsBaseline }) => ({
      ...{ method, cut, units: cells, forecasts, hitRate, pai, pei },
      paiRange: paiRange === null ? null : { min: paiRange[0], max: paiRange[1] },
      beatsPlainCount: beatsBaseline,
      says: beatsBaseline === false ? "Does not beat the plain count of the 12 months before." : null,
    })),
  };
}
