import type { BacktestRow } from "../../analytics/backtest.ts";
import { Backtest, BacktestQuery } from "../../api/backtest.ts";
import type { BacktestBody } from "../../api/types.ts";
import { addMonths, isCalendarDay, startOfMonth } from "../../db/calendar.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import { refuse } from "../filter/parse-filter.ts";
import { breakGate, finenessGate, type Gate, gateOf } from "./gate.ts";
import { methodCard } from "./method-card.ts";
import { readMonths } from "./read-months.ts";
import { readWardMonths } from "./read-ward-months.ts";
import { breaksOfFrame, resolveUntested, type TestQuery } from "./resolve-frame.ts";
import { statisticRoute } from "./statistic-route.ts";
import type { StatisticsContext } from "./statistics-context.ts";
import { breaksOfWards, resolveWards } from "./ward-source.ts";
import { missingMonths, monthsEnding, spanOf } from "./window-facts.ts";

const TRAINING = 12;
const TIES = "broken against the method";

type Query = TestQuery & { ring?: number; unit?: "cell" | "ward"; origins?: number };
type Months = readonly string[];

/** How it is computed and written, once it is known what is asked. */
type Asked = {
  readonly dataset: KnownDataset;
  readonly key: readonly unknown[];
  make(signal: AbortSignal): Promise<BacktestBody>;
};

/** Would maps like this have said where the next month's incidents fell? */
export const backtestRoutes = statisticRoute({
  path: "/backtest",
  title: "How well earlier maps told the month that followed",
  query: BacktestQuery,
  answer: Backtest,
  about: (context, query): Promise<Asked> =>
    query.unit === "ward" ? onWards(context, query) : onCells(context, query),
  key: ({ key }) => key,
  make: ({ about, signal }) => about.make(signal),
});

async function onCells(context: StatisticsContext, query: Query): Promise<Asked> {
  const { origins = 12, ring = 1 } = query;
  const frame = await resolveUntested(context, query);
  const { dataset, universe, asked } = frame;
  const months = monthsEnding(frame.filter.to, origins + TRAINING);
  const filter = { ...frame.filter, ...spanOf(months) };
  const make = async (signal: AbortSignal): Promise<BacktestBody> => {
    const gate =
      monthsGate(missingMonths(dataset.facts, months)) ??
      finenessGate({ ...frame, filter }) ??
      breakGate(breaksOfFrame(frame), filter);
    const input = async () => ({
      months: await readMonths(context, frame, months),
      adjacency: await context.adjacencies.get(universe, ring),
    });
    const rows =
      gate === null
        ? await context.pool.run("backtest", { ...(await input()), origins, trainingMonths: TRAINING }, signal)
        : [];
    const parameters = { res: universe.res, ring, origins, trainingMonths: TRAINING, ties: TIES };
    const method = methodCard({ kind: "backtest", dataset, universe, filter, asked, parameters });
    const body = {
      dataset: dataset.code,
      unit: "cell",
      res: universe.res,
      units: universe.cells.length,
      gate,
    } as const;
    return { ...body, ...describeRows(months, rows), method };
  };
  return { dataset, key: [frame.filter, universe.key, asked, ring, origins], make };
}

async function onWards(context: StatisticsContext, query: Query): Promise<Asked> {
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
  const make = async (signal: AbortSignal): Promise<BacktestBody> => {
    const gate =
      monthsGate(months.filter((month) => !source.held.includes(month))) ??
      breakGate(breaksOfWards(source), spanOf(months));
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
        ties: TIES,
      },
    });
    const body = { dataset: dataset.code, unit: "ward", res: null, units: wards.length, gate } as const;
    return { ...body, ...describeRows(months, rows), method };
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
