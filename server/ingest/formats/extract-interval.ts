import type { Precision } from "../../api/vocabulary.ts";
import { type Moment, nextLondonDay } from "../dates.ts";
import { type Refusal, refusal } from "../refusal.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Interval = {
  readonly occurredFrom: string;
  readonly occurredTo: string | null;
  readonly occurredOn: string;
  readonly precision: Precision;
};

/**
 * When a record happened, and how finely that is known: a theft "between 18:00 and 07:00" has no hour. The precision is the
 * finest unit that is at least as long as the interval.
 * @param when.dayOnly the source gives the day without a time
 */
export function intervalOf({
  from,
  to,
  dayOnly,
}: {
  from: Moment;
  to: Moment | null;
  dayOnly: boolean;
}): Interval | Refusal {
  const until = dayOnly ? nextLondonDay((to ?? from).on) : (to?.at ?? from.at);
  const length = Date.parse(until) - Date.parse(from.at);
  if (length < 0) return refusal("date", `it ends (${until}) before it begins (${from.at})`);
  const precision = dayOnly && to === null ? "day" : precisionOf(length);
  return { occurredFrom: from.at, occurredTo: length === 0 ? null : until, occurredOn: from.on, precision };
}

function precisionOf(length: number): Precision {
  if (length <= MINUTE) return "minute";
  if (length <= HOUR) return "hour";
  return length <= DAY ? "day" : "month";
}
