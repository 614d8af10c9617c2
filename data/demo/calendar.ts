/** The demo's time line. Its months are constants, so that the same seed gives the same rows on any day. */
const FIRST_MONTH = "2023-11";
export const MONTH_COUNT = 36;

const MINUTES_PER_DAY = 1440;
const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of a calendar date "YYYY-MM-DD". */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY);
}

/** Calendar date "YYYY-MM-DD" of a day number. */
export function dateOf(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Weekday of a day number, Monday = 0 … Sunday = 6 (1970-01-01 was a Thursday). */
export function weekdayOf(day: number): number {
  return (day + 3) % 7;
}

export type DemoMonth = { label: string; firstDay: number; days: number; monthOfYear: number };

/** The `count` months that end with the demo's last one. `monthOfYear` is 0 (January) … 11. */
export function demoMonths(count: number = MONTH_COUNT): DemoMonth[] {
  const start = Date.parse(`${FIRST_MONTH}-01T00:00:00Z`);
  return Array.from({ length: MONTH_COUNT }, (_, i) => monthAt(start, i)).slice(MONTH_COUNT - count);
}

function monthAt(start: number, offset: number): DemoMonth {
  const base = new Date(start);
  const first = Date.UTC(base.getUTCFullYear(), base.getUTCMonth() + offset, 1);
  const following = Date.UTC(base.getUTCFullYear(), base.getUTCMonth() + offset + 1, 1);
  const label = new Date(first).toISOString().slice(0, 7);
  return {
    label,
    firstDay: first / MS_PER_DAY,
    days: (following - first) / MS_PER_DAY,
    monthOfYear: new Date(first).getUTCMonth(),
  };
}

/** ISO 8601 UTC of a London wall-clock minute. The hour that does not exist in March is read as summer time. */
export function londonToUtc(day: number, minuteOfDay: number): string {
  const local = day * MINUTES_PER_DAY + minuteOfDay;
  const minutes = isSummerTime(local) ? local - 60 : local;
  return `${new Date(minutes * 60_000).toISOString().slice(0, 19)}Z`;
}

/** Summer time holds from 01:00 on the last Sunday of March to 02:00 (wall clock) on the last Sunday of October. */
function isSummerTime(localMinutes: number): boolean {
  const year = new Date(localMinutes * 60_000).getUTCFullYear();
  const [from, to] = summerTime(year);
  return localMinutes >= from && localMinutes < to;
}

const summerTimes = new Map<number, readonly [number, number]>();

function summerTime(year: number): readonly [number, number] {
  const known = summerTimes.get(year);
  if (known) return known;
  const computed = [
    lastSunday(dayNumber(`${year}-03-31`)) * MINUTES_PER_DAY + 60,
    lastSunday(dayNumber(`${year}-10-31`)) * MINUTES_PER_DAY + 120,
  ] as const;
  summerTimes.set(year, computed);
  return computed;
}

function lastSunday(day: number): number {
  return day - ((weekdayOf(day) + 1) % 7);
}
