import type { PatrolBody } from "../../../../server/api/types.ts";
import { formatCount, formatDay } from "../../format.ts";

type Stop = PatrolBody["stops"][number];
type Block = PatrolBody["hours"][number];

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function weekdayName(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? "";
}

/** "Sunday 22 Nov 2026". */
export function dayWords({ date, weekday }: Pick<PatrolBody, "date" | "weekday">): string {
  return `${weekdayName(weekday)} ${formatDay(date)}`;
}

/** "17:00–20:00, 21:00–24:00"; null without hours. */
export function hoursWords(blocks: readonly Block[]): string {
  return blocks.map(({ from, to }) => `${from}–${to}`).join(", ");
}

/** Best hours on the day, or why there are none. */
export function stopHours({ hours, noHours }: Stop, weekday: number): string {
  if (hours === null) return noHours ?? "";
  return hours.day.length === 0 ? `No hour stands out on a ${weekdayName(weekday)}` : hoursWords(hours.day);
}

/** The best hours of the week, for who plans the next patrol. */
export function weekWords({ hours }: Stop): string {
  return (hours?.week ?? [])
    .map((block) => `${weekdayName(block.weekday).slice(0, 3)} ${hoursWords([block])}`)
    .join(", ");
}

/** "alcohol only: Demo order, Romford (until 6 Jan 2028)". */
export function zoneWords({ title, short, to, covers, partOfDay }: Stop["zones"][number]): string {
  const limits = [
    covers === "part" ? "on part of the stop" : null,
    partOfDay ? "for part of the day" : null,
    to === null ? null : `until ${formatDay(to)}`,
  ].filter((words) => words !== null);
  return `${short}: ${title}${limits.length === 0 ? "" : ` (${limits.join(", ")})`}`;
}

export const NO_ZONE = "No order in the register holds here.";

/** 1234 → "1.2 km", 640 → "640 m". */
export function metresWords(metres: number): string {
  return metres < 1_000 ? `${metres} m` : `${(metres / 1_000).toFixed(1)} km`;
}

/** "1 h 45 min". */
export function minutesWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** How far, how long, how many. */
export function roundWords({ stops, route, visit }: PatrolBody): string {
  if (stops.length === 1) return "1 stop.";
  const way = `${formatCount(stops.length)} stops, ${metresWords(route.metres)} round as the crow flies`;
  if (route.minutes === null || route.patrols === null) return `${way}: too far apart to be walked.`;
  const keep = route.patrols === 1 ? "one patrol keeps" : `it takes ${route.patrols} patrols to keep`;
  return `${way}; one round takes at least ${minutesWords(route.minutes)}: ${keep} every stop visited every ${visit.everyHours} hours.`;
}

/** What to do at a stop. */
export function visitWords({ visit }: PatrolBody): string {
  return `Stay ${visit.minMinutes} to ${visit.maxMinutes} minutes, at least every ${visit.everyHours} hours (${visit.source}), in an order nobody can learn.`;
}
