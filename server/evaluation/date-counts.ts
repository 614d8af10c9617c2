import type { Events, Units } from "./ground.ts";

/** First day and the first day after, as days since 1970. */
export type Days = { readonly from: number; readonly to: number };

/** A date at which the comparison is made: the operation's own, or another. */
export type EvaluationDate = {
  readonly earlier: Days;
  readonly before: Days;
  readonly after: Days;
  /** First days of the twelve months that end with it, and the day after them. */
  readonly months: readonly number[];
};

/** What was recorded about a date, per unit and borough. */
export type DateCounts = {
  /** Scaled to the length of the before-window. */
  readonly earlier: Float64Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly boroughs: { readonly earlier: Float64Array; readonly before: Float64Array; readonly after: Float64Array };
  readonly force: { readonly earlier: number; readonly before: number; readonly after: number };
};

/** Events of an indicator per unit, in a window. @param indicator its bit */
export function countWindow(events: Events, units: number, indicator: number, window: Days): Float64Array {
  const counts = new Float64Array(units);
  for (let at = 0; at < events.unit.length; at++) {
    const day = events.day[at] ?? 0;
    if (day < window.from || day >= window.to || ((events.indicators[at] ?? 0) & indicator) === 0) continue;
    const unit = events.unit[at] ?? 0;
    counts[unit] = (counts[unit] ?? 0) + (events.n[at] ?? 0);
  }
  return counts;
}

/** Counts of an indicator about a date. */
export function countDate(
  events: Events,
  { units, boroughs }: { units: Units; boroughs: number },
  { indicator, date }: { indicator: number; date: Pick<EvaluationDate, "earlier" | "before" | "after"> },
): DateCounts {
  const count = (window: Days) => countWindow(events, units.count, indicator, window);
  const scale = (date.before.to - date.before.from) / (date.earlier.to - date.earlier.from);
  const earlier = count(date.earlier).map((n) => n * scale);
  const [before, after] = [count(date.before), count(date.after)];
  const byBorough = (counts: Float64Array) => sumBoroughs(counts, units, boroughs);
  const force = { earlier: total(earlier), before: total(before), after: total(after) };
  return {
    ...{ earlier, before, after, force },
    boroughs: { earlier: byBorough(earlier), before: byBorough(before), after: byBorough(after) },
  };
}

function sumBoroughs(counts: Float64Array, units: Units, boroughs: number): Float64Array {
  const sums = new Float64Array(boroughs);
  for (let unit = 0; unit < counts.length; unit++) {
    const borough = units.borough[unit] ?? -1;
    if (borough >= 0) sums[borough] = (sums[borough] ?? 0) + (counts[unit] ?? 0);
  }
  return sums;
}

/** Σ of some units. */
export function sumUnits(counts: Float64Array, units: readonly number[]): number {
  let sum = 0;
  for (const unit of units) sum += counts[unit] ?? 0;
  return sum;
}

function total(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}
