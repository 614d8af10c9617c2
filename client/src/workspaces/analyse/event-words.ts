import type { EventListBody } from "../../../../server/api/types.ts";
import { formatDay } from "../../format.ts";
import { dayBefore, type Month, monthOf } from "../../months.ts";
import { eventMonths } from "../profile/event-marks.ts";

export type DatedEvent = EventListBody["events"][number];
/** What stands over one month of a series: the events that begin in it, or before the first month. */
export type EventMark = { readonly month: Month; readonly words: string };

/** Those that touch the months. @param months ascending, without a gap */
export function eventsWithin<E extends Pick<DatedEvent, "from" | "to">>(
  events: readonly E[],
  months: readonly Month[],
): E[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  return events.filter(({ from, to }) => monthOf(dayBefore(to)) >= first && monthOf(from) <= last);
}

/** "Event: Report-it campaign, 5 Feb 2024 to 18 Feb 2024, Havering". @param nameOf of an area that it is about alone */
export function eventWords(
  { name, from, to, areas }: Pick<DatedEvent, "name" | "from" | "to" | "areas">,
  nameOf: (code: string) => string,
): string {
  const last = dayBefore(to);
  const where = areas.length === 0 ? "" : `, ${areas.map(nameOf).join(", ")}`;
  return `Event: ${name}, ${formatDay(from)}${last > from ? ` to ${formatDay(last)}` : ""}${where}`;
}

/** One mark for each month in which events begin. @param events within the months, by their first day */
export function marksOf(
  events: readonly DatedEvent[],
  months: readonly Month[],
  nameOf: (code: string) => string,
): EventMark[] {
  return eventMonths(events, months).map(({ month, numbers }) => ({
    month,
    words: numbers
      .flatMap((number) => events[number - 1] ?? [])
      .map((event) => eventWords(event, nameOf))
      .join("; "),
  }));
}
