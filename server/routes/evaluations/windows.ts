import { addMonths, isCalendarDay, monthsBetween, startOfMonth } from "../../db/calendar.ts";
import { DomainError } from "../../errors.ts";
import type { Days, EvaluationDate } from "../../evaluation/date-counts.ts";
import type { SceneInput } from "../../evaluation/scene.ts";
import { refuse } from "../filter/parse-filter.ts";

type Window = { readonly from: string; readonly to: string };
type Unit = "week" | "month";
type Span = Window;

/** Windows of an evaluation, by calendar days. */
export type Windows = {
  readonly unit: Unit;
  readonly before: Window;
  readonly after: Window;
  readonly weights: { readonly before: number; readonly after: number };
  readonly reason: string;
};

export type Asked = {
  readonly windows?: { readonly before: Window; readonly after: Window };
  readonly weights?: { readonly before: number; readonly after: number };
};

const DAY_MS = 86_400_000;
const WEEK = 7;
const LONGEST = { week: 26, month: 6 } as const;
const SHORTEST = { week: 4, month: 1 } as const;
/** Whole months before the before-window: for the recent rise. */
const EARLIER = { least: 6, most: 12 } as const;
const HOT_MONTHS = 12;
const BIN_WEEKS = 4;

/** The windows that are asked for, else the longest up to half a year on either side of the start that the data holds. */
export function chooseWindows(asked: Asked, { start, unit, span }: { start: string; unit: Unit; span: Span }): Windows {
  if (asked.windows !== undefined) return checkWindows(asked.windows, asked.weights, { start, unit, span });
  if (asked.weights !== undefined) throw refuse("weights", "weights belong to windows: give both.");
  const from = unit === "week" || start === startOfMonth(start) ? start : addMonths(startOfMonth(start), 1);
  const upTo = unit === "week" ? start : startOfMonth(start);
  for (let length: number = LONGEST[unit]; length >= SHORTEST[unit]; length--) {
    const before = { from: shift(upTo, -length, unit), to: upTo };
    const after = { from, to: shift(from, length, unit) };
    if (after.to > span.to || earlierOf(before.from, span.from) === null) continue;
    const cut = from === upTo ? "" : " The month in which it began is left out: this data knows months only.";
    const reason = `${length} ${unit}s on either side of the start, ${start}; the data goes from ${span.from} to ${span.to}.${cut}`;
    return { unit, before, after, weights: { before: length, after: length }, reason };
  }
  throw tooShort({ start, unit, span });
}

function tooShort({ start, unit, span }: { start: string; unit: Unit; span: Span }): DomainError {
  const needed = SHORTEST[unit];
  const [begin, end] = [
    addMonths(startOfMonth(shift(start, -needed, unit)), -EARLIER.least),
    shift(start, needed, unit),
  ];
  return new DomainError(
    "evaluation_refused",
    `The data goes from ${span.from} to ${span.to}. A start at ${start} needs it from ${begin} to ${end} at least: ${EARLIER.least} whole months and ${needed} ${unit}s before, ${needed} ${unit}s after.`,
    { field: "windows", needed },
  );
}

type Within = { readonly start: string; readonly unit: Unit; readonly span: Span };

/** @throws DomainError that names the window and what is wrong with it */
function checkWindows(
  windows: NonNullable<Asked["windows"]>,
  weights: Asked["weights"],
  { start, unit, span }: Within,
): Windows {
  for (const name of ["before", "after"] as const) {
    const { from, to } = windows[name];
    for (const day of [from, to])
      if (!isCalendarDay(day)) throw refuse("windows", `windows.${name}: ${day} is not a day of the calendar.`);
    if (to < from)
      throw refuse("windows", `windows.${name} is reversed: it ends on ${to}, before it begins on ${from}.`);
    if (to === from)
      throw refuse("windows", `windows.${name} is empty: it begins and ends on ${from} (the end is exclusive).`);
    if (from < span.from || to > span.to)
      throw refuse("windows", `windows.${name} leaves the data, which goes from ${span.from} to ${span.to}.`);
    if (unit === "month" && (from !== startOfMonth(from) || to !== startOfMonth(to)))
      throw new DomainError(
        "window_finer_than_precision",
        `windows.${name} cuts a month, and this data knows months only. Use whole months.`,
        { field: "windows" },
      );
  }
  const { before, after } = windows;
  if (before.to > start) throw refuse("windows", `windows.before reaches into what began on ${start}: end it by then.`);
  if (after.from < start) throw refuse("windows", `windows.after begins before the start, ${start}.`);
  if (earlierOf(before.from, span.from) === null)
    throw refuse(
      "windows",
      `windows.before leaves fewer than ${EARLIER.least} whole months of data before it; the data begins on ${span.from}.`,
    );
  const lengths = { before: lengthOf(before, unit), after: lengthOf(after, unit) };
  if (lengths.before !== lengths.after && weights === undefined)
    throw refuse(
      "windows",
      `windows.before and windows.after differ in length (${lengths.before} and ${lengths.after} ${unit === "week" ? "day" : "month"}s): give weights, or make them equal.`,
    );
  return { unit, before, after, weights: weights ?? lengths, reason: `As asked, about a start on ${start}.` };
}

function lengthOf({ from, to }: Window, unit: Unit): number {
  return unit === "week" ? dayNumber(to) - dayNumber(from) : monthsBetween(from, to).length;
}

/** The whole months before a before-window, 6 to 12; null where the data does not reach back so far. */
function earlierOf(beforeFrom: string, dataFrom: string): Window | null {
  const to = startOfMonth(beforeFrom);
  for (let months: number = EARLIER.most; months >= EARLIER.least; months--) {
    const from = addMonths(to, -months);
    if (from >= dataFrom) return { from, to };
  }
  return null;
}

/**
 * The operation's own date and every other at which the same windows fit into the data, whole windows apart.
 * @param free whether no recording break lies within a stretch of days
 */
export function evaluationDates(windows: Windows, span: Span, free: (window: Window) => boolean): EvaluationDate[] {
  const { unit, before, after } = windows;
  const step = lengthOf(after, unit);
  const at = (k: number): EvaluationDate | null => {
    const moved = { before: move(before, k * step, unit), after: move(after, k * step, unit) };
    const earlier = earlierOf(moved.before.from, span.from);
    if (earlier === null || moved.after.to > span.to || !free({ from: earlier.from, to: moved.after.to })) return null;
    const end = startOfMonth(moved.before.to);
    const months = [...monthsBetween(addMonths(end, -HOT_MONTHS), end), end].filter((month) => month >= span.from);
    return {
      earlier: days(earlier),
      before: days(moved.before),
      after: days(moved.after),
      months: months.map(dayNumber),
    };
  };
  const most = Math.ceil((dayNumber(span.to) - dayNumber(span.from)) / (unit === "week" ? step : 28 * step));
  const others = Array.from({ length: 2 * most + 1 }, (_, i) => i - most).filter((k) => k !== 0);
  return [0, ...others].flatMap((k) => at(k) ?? []);
}

/** First days of the steps of a series, and the day after the last: weeks aligned to the start, or months. */
export function seriesSteps({ unit, after }: Windows, from: string, span: Span): number[] {
  if (unit === "month") return [...monthsBetween(startOfMonth(from), span.to), span.to].map(dayNumber);
  const [first, start, end] = [dayNumber(from), dayNumber(after.from), dayNumber(span.to)];
  const weeksBack = Math.floor((start - first) / WEEK);
  const weeks = weeksBack + Math.floor((end - start) / WEEK);
  return Array.from({ length: weeks + 1 }, (_, k) => start + (k - weeksBack) * WEEK);
}

/** A window in steps of about four weeks, or of months. */
export function binsOf({ unit, before, after }: Windows): SceneInput["bins"] {
  const cut = (window: Window): number[] => {
    if (unit === "month") return [...monthsBetween(window.from, window.to), window.to].map(dayNumber);
    const { from, to } = days(window);
    const bins = Math.max(1, Math.floor((to - from) / (BIN_WEEKS * WEEK)));
    return Array.from({ length: bins + 1 }, (_, k) => from + Math.round((k * (to - from)) / bins));
  };
  return { before: cut(before), after: cut(after) };
}

/** Days since 1970. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

function days({ from, to }: Window): Days {
  return { from: dayNumber(from), to: dayNumber(to) };
}

function move({ from, to }: Window, by: number, unit: Unit): Window {
  if (unit === "month") return { from: addMonths(from, by), to: addMonths(to, by) };
  return { from: dayText(dayNumber(from) + by), to: dayText(dayNumber(to) + by) };
}

/** @param count weeks or months */
function shift(day: string, count: number, unit: Unit): string {
  return unit === "month" ? addMonths(day, count) : dayText(dayNumber(day) + count * WEEK);
}

function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
