import { londonDay, londonToUtc } from "./london-time.ts";
import { quoted, type Refusal, refusal } from "./refusal.ts";

const FIRST_YEAR = 1990;

/** A calendar month in Europe/London. Instants are ISO 8601 UTC, `to` exclusive, `on` its first day. */
export type MonthSpan = { readonly from: string; readonly to: string; readonly on: string };

/** An instant and its calendar day in Europe/London. */
export type Moment = { readonly at: string; readonly on: string };

/** Reader of "YYYY-MM"; a text is worked out once. `now` bounds the future. */
export function monthReader(now: Date): (text: string) => MonthSpan | Refusal {
  const known = new Map<string, MonthSpan | Refusal>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const span = readMonth(text, now);
    if (known.size < 5_000) known.set(text, span);
    return span;
  };
}

function readMonth(text: string, now: Date): MonthSpan | Refusal {
  const match = /^(\d{4})-(\d{2})$/.exec(text);
  const year = Number(match?.[1]);
  const month = Number(match?.[2]);
  if (match === null || month < 1 || month > 12) return refusal("date", `month ${quoted(text)} is not YYYY-MM`);
  const from = londonToUtc(Date.UTC(year, month - 1, 1));
  const bad = outOfRange({ instant: from, year, text, now });
  if (bad !== null) return bad;
  return { from: iso(from), to: iso(londonToUtc(Date.UTC(year, month, 1))), on: `${text}-01` };
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Read "2019-05-01T00:56:44+00:00". Without an offset the time is London's.
 * @returns a refusal for what is no such date, before 1990, or after `now`
 */
export function readIsoMoment(text: string, now: Date): Moment | Refusal {
  const match = ISO.exec(text);
  if (match === null) return refusal("date", `${quoted(text)} is not a date and time like 2019-05-01T00:56:44+00:00`);
  const local = localTime(match.slice(1, 7));
  if (local === null) return refusal("date", `${quoted(text)} is not on the calendar`);
  const zone = match[7];
  const instant = zone === undefined ? londonToUtc(local) : local - offsetOf(zone);
  return moment({ instant, text, now });
}

const UK = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

/** Read "31/05/2019 23:40" or "31/05/2019" (midnight) as London's clock. Refusals as for ISO. */
export function readUkMoment(text: string, now: Date): Moment | Refusal {
  const match = UK.exec(text);
  if (match === null) return refusal("date", `${quoted(text)} is not a date like 31/05/2019 23:40`);
  const local = localTime([match[3], match[2], match[1], match[4] ?? "0", match[5] ?? "0", match[6]]);
  if (local === null) return refusal("date", `${quoted(text)} is not on the calendar`);
  return moment({ instant: londonToUtc(local), text, now });
}

/** First instant of the day after "YYYY-MM-DD" in London, ISO 8601 UTC. */
export function nextLondonDay(on: string): string {
  return iso(londonToUtc(Date.parse(`${on}T00:00:00Z`) + 86_400_000));
}

/** Milliseconds of year, month, day, hour, minute, second read as UTC; null when there is no such day or time. */
function localTime(parts: readonly (string | undefined)[]): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(time);
  const onCalendar = back.getUTCFullYear() === year && back.getUTCMonth() === month - 1 && back.getUTCDate() === day;
  return onCalendar && hour < 24 && minute < 60 && second < 60 ? time : null;
}

function offsetOf(zone: string): number {
  if (zone === "Z") return 0;
  const sign = zone.startsWith("-") ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60_000;
}

function moment({ instant, text, now }: { instant: number; text: string; now: Date }): Moment | Refusal {
  const on = londonDay(instant);
  return outOfRange({ instant, year: Number(on.slice(0, 4)), text, now }) ?? { at: iso(instant), on };
}

function outOfRange(date: { instant: number; year: number; text: string; now: Date }): Refusal | null {
  if (date.year < FIRST_YEAR) return refusal("date_out_of_range", `${quoted(date.text)} is before ${FIRST_YEAR}`);
  if (date.instant > date.now.getTime()) return refusal("date_in_future", `${quoted(date.text)} lies in the future`);
  return null;
}

function iso(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
