import { hoursShift } from "../analytics/hours-shift.ts";
import { seededRandom } from "../analytics/random.ts";
import type { EvaluationResultBody } from "../api/types.ts";
import type { Days } from "./date-counts.ts";
import type { Events } from "./ground.ts";

const DAY_MS = 86_400_000;
const UNKNOWN_HOUR = 255;

/** A calendar day of a day number. */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Marks the units of a list, for a pass over the events. */
export function flagUnits(count: number, units: readonly number[]): Uint8Array {
  const flags = new Uint8Array(count);
  for (const unit of units) flags[unit] = 1;
  return flags;
}

/**
 * Counts of an indicator in some units, per step.
 * @param steps first days, ascending, and the day after the last step
 */
export function countSteps(
  events: Events,
  flags: Uint8Array,
  { indicator, steps }: { indicator: number; steps: readonly number[] },
): Float64Array {
  const counts = new Float64Array(Math.max(0, steps.length - 1));
  const [first, end] = [steps[0] ?? 0, steps.at(-1) ?? 0];
  const stepOf = new Int32Array(Math.max(0, end - first));
  for (let step = 0; step < counts.length; step++)
    stepOf.fill(step, (steps[step] ?? 0) - first, (steps[step + 1] ?? 0) - first);
  for (let at = 0; at < events.unit.length; at++) {
    const day = events.day[at] ?? 0;
    if (day < first || day >= end || flags[events.unit[at] ?? 0] !== 1) continue;
    if (((events.indicators[at] ?? 0) & indicator) === 0) continue;
    const step = stepOf[day - first] ?? 0;
    counts[step] = (counts[step] ?? 0) + (events.n[at] ?? 0);
  }
  return counts;
}

type ShiftBody = EvaluationResultBody["shifts"][number];
type Place = { readonly name: string; readonly part: ShiftBody["part"]; readonly flags: Uint8Array };

/** Hours and weekdays of a place before and after; null where the data knows no hours of it. */
export function shiftOf(
  events: Events,
  place: Place,
  { indicator, before, after }: { indicator: number; before: Days; after: Days },
): ShiftBody | null {
  const [was, is] = [
    clockOf(events, place.flags, { indicator, window: before }),
    clockOf(events, place.flags, { indicator, window: after }),
  ];
  if (was.unknown + is.unknown > 0 || was.n + is.n === 0) return null;
  const shift = hoursShift(was.hours, is.hours, { random: seededRandom(1) });
  return {
    ...{ place: place.name, part: place.part },
    hours: { before: [...was.hours], after: [...is.hours] },
    weekdays: { before: [...was.weekdays], after: [...is.weekdays] },
    meanHour: { before: shift.meanBefore, after: shift.meanAfter },
    laterHours: shift.laterHours,
    p: shift.p,
  };
}

function clockOf(events: Events, flags: Uint8Array, { indicator, window }: { indicator: number; window: Days }) {
  const clock = { hours: new Float64Array(24), weekdays: new Float64Array(7), unknown: 0, n: 0 };
  for (let at = 0; at < events.unit.length; at++) {
    const day = events.day[at] ?? 0;
    if (day < window.from || day >= window.to || flags[events.unit[at] ?? 0] !== 1) continue;
    if (((events.indicators[at] ?? 0) & indicator) === 0) continue;
    const hour = events.hour[at] ?? UNKNOWN_HOUR;
    clock.n++;
    if (hour === UNKNOWN_HOUR) clock.unknown++;
    else clock.hours[hour] = (clock.hours[hour] ?? 0) + 1;
    // 1970-01-01 was a Thursday; Monday is 0.
    const weekday = (day + 3) % 7;
    clock.weekdays[weekday] = (clock.weekdays[weekday] ?? 0) + 1;
  }
  return clock;
}
