/** Month arithmetic on calendar texts. A month is "2019-05"; a day "2019-05-01"; an interval is half-open. */
export type Month = string;

/** The month a calendar day or month text lies in: "2019-05-31" → "2019-05". */
export function monthOf(day: string): Month {
  return day.slice(0, 7);
}

/** First day of a month: "2019-05" → "2019-05-01". */
export function firstDay(month: Month): string {
  return `${month}-01`;
}

/** A month moved by whole months; negative goes back. */
export function shiftMonth(month: Month, by: number): Month {
  const serial = monthSerial(month) + by;
  return `${String(Math.floor(serial / 12)).padStart(4, "0")}-${String((serial % 12) + 1).padStart(2, "0")}`;
}

/** Whole months from `from` (inclusive) to `to` (exclusive). */
export function monthsBetween(from: Month, to: Month): number {
  return monthSerial(to) - monthSerial(from);
}

/** Every month from `from` to before `to`. */
export function monthRange(from: Month, to: Month): Month[] {
  return Array.from({ length: Math.max(0, monthsBetween(from, to)) }, (_, i) => shiftMonth(from, i));
}

/** The month that the exclusive end `to` closes: data to "2020-01-01" ends in "2019-12"; to "2020-01-15" in "2020-01". */
export function lastMonth(to: string): Month {
  return to.slice(8, 10) === "01" || to.length === 7 ? shiftMonth(monthOf(to), -1) : monthOf(to);
}

/** The day before a calendar day: "2026-03-01" → "2026-02-28". */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function monthSerial(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}
