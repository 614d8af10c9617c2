import type { PeriodChange } from "../../analytics/period-change.ts";
import { addMonths, monthsBetween, startOfMonth } from "../../db/calendar.ts";
import { countCells } from "../../db/cell-queries.ts";
import type { CountFilter } from "../../db/count-filter.ts";
import { alignCounts } from "../../statistics/universe.ts";
import { breaksWithin } from "../filter/breaks-in-scope.ts";
import { spanOfBoth } from "./compared-period.ts";
import { breakGate, finenessGate, type Gate, gateOf } from "./gate.ts";
import { readMonths } from "./read-months.ts";
import { breaksOfFrame, type Frame } from "./resolve-frame.ts";
import type { Work } from "./statistic-route.ts";
import type { StatisticsContext } from "./statistics-context.ts";
import { missingMonths, monthsEnding, spanOf } from "./window-facts.ts";

/** Months that tell how unevenly records fall: within a period, or beside the periods. */
const [WITHIN_MONTHS, BESIDE_MONTHS] = [6, 12];

/** A frame of one period, with the filter of the other. */
export type ChangeFrame = Frame & { readonly compared: CountFilter };

export type FoundChange = {
  readonly counts: Float64Array;
  readonly counts2: Float64Array;
  readonly outside: number;
  readonly gate: Gate;
  /** null when the gate allows no value. */
  readonly tested: Extract<PeriodChange, { gate: null }> | null;
  /** Variance/mean of months within cells, and the groups of months that it is known from; null where they cannot tell. */
  readonly variance: number | null;
  readonly varianceMonths: readonly (readonly string[])[];
};

/** Count both periods, and test the one against the other. */
export async function findChange({ context, about, signal }: Work<ChangeFrame>): Promise<FoundChange> {
  const { filter, compared, universe } = about;
  const count = async (asked: CountFilter) =>
    alignCounts(universe, await countCells(context.db.knex, asked, universe.res));
  const [one, other] = [await count(filter), await count(compared)];
  const counted = { counts: one.counts, counts2: other.counts, outside: one.outside + other.outside };
  const untested = { ...counted, tested: null, variance: null, varianceMonths: [] };
  const known = finenessGate(about) ?? breakGate(breaksOfFrame(about), spanOfBoth(filter, compared)) ?? spanGate(about);
  if (known !== null) return { ...untested, gate: known };
  const varianceMonths = monthsOfVariance(about);
  const months = await readGroups(context, about, varianceMonths);
  const input = { counts: one.counts, compared: other.counts, months };
  const { variance, found } = await context.pool.run("change", input, signal);
  if (found.gate === null) return { ...counted, gate: null, tested: found, variance, varianceMonths };
  return { ...untested, gate: gateOf(found.gate, "Each of the two periods needs as many.") };
}

/** A month that the data does not hold is no month without crime. */
function spanGate({ dataset: { facts }, filter, compared }: ChangeFrame): Gate {
  const touched = [filter, compared].flatMap(({ from, to }) => monthsBetween(startOfMonth(from), to));
  const missing = missingMonths(facts, touched).map((month) => month.slice(0, 7));
  return missing.length === 0 ? null : gateOf("too_few_months", `Not in the data: ${missing.slice(0, 6).join(", ")}.`);
}

/**
 * Where how unevenly records fall is known from: the months within a period, so that a change between the two is not taken for
 * unrest. Fewer than six whole months say too little: where neither period has them, the twelve that end with the later one, without
 * those of either, as far as they were recorded alike.
 */
function monthsOfVariance(frame: ChangeFrame): string[][] {
  const { dataset, filter, compared } = frame;
  const within = [compared.months ?? [], filter.months ?? []].filter((held) => held.length >= WITHIN_MONTHS);
  if (within.length > 0) return within.map((held) => [...held]);
  const months = monthsEnding(spanOfBoth(filter, compared).to, BESIDE_MONTHS);
  const [crossed] = breaksWithin(breaksOfFrame(frame), spanOf(months)).slice(-1);
  const absent = new Set(missingMonths(dataset.facts, months));
  const since = months.findLastIndex((month) => absent.has(month) || (crossed !== undefined && month < crossed.date));
  const isTested = (month: string) =>
    [filter, compared].some(({ from, to }) => month < to && addMonths(month, 1) > from);
  return [months.slice(since + 1).filter((month) => !isTested(month))];
}

async function readGroups(
  context: StatisticsContext,
  frame: ChangeFrame,
  groups: readonly (readonly string[])[],
): Promise<Float64Array[][]> {
  const read: Float64Array[][] = [];
  for (const months of groups) read.push(months.length === 0 ? [] : await readMonths(context, frame, months));
  return read;
}
