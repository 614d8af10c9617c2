import { londonDay, londonOffset, londonToUtc } from "../ingest/london-time.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FORM = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(?:Z|([+-])(\d{2}):(\d{2}))?)?$/;

/** A stretch of time as the law writes it: whole hours that elapse, or months of the calendar. */
export type Duration = { readonly months: number; readonly hours: number };

/**
 * The instant that a text names: "2026-11-21" (its first moment in London), "2026-11-21T17:30" (London's clock), or a
 * time with Z or an offset.
 * @returns milliseconds since 1970 in UTC; null for what is no day or time from 1900 to 2199
 */
export function parseMoment(text: string): number | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", sign, ahead, aheadMinutes] = match;
  const parts = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = parts;
  const local = Date.UTC(y, mo - 1, d, h, mi, s, Number(fraction.padEnd(3, "0")));
  const exists = new Date(local).toISOString().slice(0, 10) === text.slice(0, 10) && h < 24 && mi < 60 && s < 60;
  if (!exists || y < 1900 || y > 2199) return null;
  if (text.endsWith("Z")) return local;
  if (sign === undefined) return londonToUtc(local);
  const offset = Number(ahead) * HOUR + Number(aheadMinutes) * MINUTE;
  return offset > 14 * HOUR ? null : local - (sign === "+" ? offset : -offset);
}

/** The stretch that a text names: a moment alone is no stretch and has none; a day is its 23 to 25 hours in London. */
export function spanOf(text: string, instant: number): { readonly from: number; readonly to: number } | null {
  if (text.length > 10) return null;
  const local = instant + londonOffset(instant);
  return { from: instant, to: londonToUtc(local + DAY) };
}

/**
 * @param text ISO 8601: "PT48H", "P3M", "P3Y"
 * @throws Error for any other form
 */
export function parseDuration(text: string): Duration {
  const match = /^(?:P(\d+)Y|P(\d+)M|PT(\d+)H)$/.exec(text);
  if (match === null) throw new Error(`"${text}" is not a duration such as PT48H, P3M or P3Y`);
  const [, years = "0", months = "0", hours = "0"] = match;
  return { months: 12 * Number(years) + Number(months), hours: Number(hours) };
}

/**
 * The end of a duration. Hours elapse; months follow London's calendar at the same clock time, and a day that the last
 * month lacks becomes its last day.
 */
export function addDuration(instant: number, { months, hours }: Duration): number {
  if (months === 0) return instant + hours * HOUR;
  const local = instant + londonOffset(instant);
  const at = new Date(local);
  const first = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + 1, 0)).getUTCDate();
  const day = Math.min(at.getUTCDate(), lastDay);
  return londonToUtc(first + (day - 1) * DAY + (local % DAY) + (local % DAY < 0 ? DAY : 0)) + hours * HOUR;
}

/** "48 hours", "3 months", "3 years". */
export function sayDuration({ months, hours }: Duration): string {
  const [count, unit] = months === 0 ? [hours, "hour"] : months % 12 === 0 ? [months / 12, "year"] : [months, "month"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "21 Nov 2026", with the clock where it is not midnight: "21 Nov 2026 17:30". London. */
export function sayMoment(instant: number): string {
  const [year, month, day] = londonDay(instant).split("-").map(Number);
  const clock = new Date(instant + londonOffset(instant)).toISOString().slice(11, 16);
  return `${day} ${MONTHS[(month ?? 1) - 1]} ${year}${clock === "00:00" ? "" : ` ${clock}`}`;
}

/** An instant on London's clock with its offset: "2026-07-05T00:00:00+01:00". */
export function toLondonIso(instant: number): string {
  const offset = londonOffset(instant);
  return `${new Date(instant + offset).toISOString().slice(0, 19)}+${offset === 0 ? "00" : "01"}:00`;
}
