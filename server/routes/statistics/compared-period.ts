import { addMonths, daysBetween } from "../../db/calendar.ts";
import type { CountFilter } from "../../db/count-filter.ts";
import { DomainError } from "../../errors.ts";
import { checkWindow } from "../filter/check-precision.ts";
import { parseWindow, refuse, type Window } from "../filter/parse-filter.ts";
import type { Frame } from "./resolve-frame.ts";

/** The other of two periods, as it is asked for. */
type AskedPeriod = { from2?: string; to2?: string };

/**
 * The period that another is compared with; where none is named, the one of the same length just before.
 * @throws DomainError that names from2 or to2 and what it may be: both or neither, days of the calendar, apart from the other period
 */
export function comparedPeriod({ dataset, filter }: Frame, { from2, to2 }: AskedPeriod): CountFilter {
  if (from2 === undefined && to2 === undefined) return { ...filter, ...justBefore(filter) };
  if (from2 === undefined) throw refuse("from2", "from2 is needed beside to2: the first day of the other period.");
  if (to2 === undefined) throw refuse("to2", "to2 is needed beside from2: the day after the other period.");
  const window = naming2(() => {
    const found = parseWindow({ from: from2, to: to2 }, { from: from2, to: to2 });
    checkWindow(dataset.facts, filter.categoryIds, found);
    return found;
  });
  if (window.from < filter.to && filter.from < window.to) {
    throw refuse(
      "from2",
      `The two periods overlap: ${window.from} to ${window.to} and ${filter.from} to ${filter.to}.`,
    );
  }
  return { ...filter, ...window };
}

/** From the first day of either to the last of either. */
export function spanOfBoth(one: Pick<Window, "from" | "to">, other: Pick<Window, "from" | "to">) {
  return {
    from: one.from < other.from ? one.from : other.from,
    to: one.to > other.to ? one.to : other.to,
  };
}

/** As many months, or days, as the period has, just before it. */
function justBefore({ from, to, months }: Pick<CountFilter, "from" | "to" | "months">): Window {
  if (months !== null) {
    const start = addMonths(from, -months.length);
    return { from: start, to: from, months: months.map((month) => addMonths(month, -months.length)) };
  }
  const start = new Date(Date.parse(`${from}T00:00:00Z`) - daysBetween(from, to).length * 86_400_000);
  return { from: start.toISOString().slice(0, 10), to: from, months: null };
}

/** Days are read alike for both periods; what is wrong is told of the one that was asked. */
function naming2(read: () => Window): Window {
  try {
    return read();
  } catch (error) {
    const field = error instanceof DomainError ? error.details?.["field"] : null;
    if (!(error instanceof DomainError) || (field !== "from" && field !== "to")) throw error;
    const message = error.message.replaceAll(/\b(from|to)=/g, (_, name) => `${name}2=`);
    throw new DomainError(error.code, message, { ...error.details, field: `${field}2` });
  }
}
