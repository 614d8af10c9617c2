/** Calendar days as "YYYY-MM-DD", reckoned without time zones. */

const DAY_MS = 86_400_000;

/** True for a day that exists, from 1900 to 2199. */
export function isCalendarDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && toDay(time) === text;
}

export function nextDay(day: string): string {
  return toDay(Date.parse(`${day}T00:00:00Z`) + DAY_MS);
}

export function startOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** @param month first of a month */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return toDay(Date.UTC(year, number - 1 + count, 1));
}

/** The first days of the months from one first of a month up to another, exclusive. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month < to; month = addMonths(month, 1)) months.push(month);
  return months;
}

export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day < to; day = nextDay(day)) days.push(day);
  return days;
}

function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
