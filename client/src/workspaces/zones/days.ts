import type { ZoneListBody } from "../../../../server/api/types.ts";

const DAY = 86_400_000;

/** Days since 1970 of "2026-11-21…". */
export function dayNumber(text: string): number {
  return Math.round(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / DAY);
}

export function dayOf(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** Another day, the clock as it was. */
export function withDay(at: string, day: string): string {
  return day + at.slice(10);
}

/** Another clock on the same day; no clock = the whole day. */
export function withClock(at: string, clock: string): string {
  return clock === "" ? at.slice(0, 10) : `${at.slice(0, 10)}T${clock}`;
}

const MARGIN_DAYS = 31;

/** What the slider runs over: from before the first zone until after the last end, the date itself and today within. */
export function sliderSpan(
  zones: readonly Pick<ZoneListBody["zones"][number], "effectiveFrom" | "effectiveTo">[],
  within: readonly string[],
): { readonly first: number; readonly last: number } {
  const ends = zones.flatMap(({ effectiveFrom, effectiveTo }) => [effectiveFrom, effectiveTo ?? effectiveFrom]);
  const days = [...ends, ...within].map(dayNumber);
  return { first: Math.min(...days) - MARGIN_DAYS, last: Math.max(...days) + MARGIN_DAYS };
}
