import { binomialUpperTail } from "./binomial-upper-tail.ts";

/*
 * Refills: is the place in business again within eight weeks of a day of enforcement?
 *
 * Who sells behind a door is gone when the door is closed. An open market belongs to the street: take the sellers
 * away and others stand there a month later. Days of enforcement are not asked for, they are read off the
 * records: a day with five or more police records (arrests, finds, searches: here they say what police did,
 * not what was dealt), far more than the place's own daily share of them makes likely,
 *
 *     days · P(X ≥ k) ≤ 1 %,   X binomial(all police records, 1 / days)
 *
 * Days within eight weeks of one another are one enforcement. Its reports of weeks 5 to 8 after are held
 * against half of the eight weeks before: three quarters or more of it is a refill. The first two weeks are
 * reported, too, but a dip is not required: at three reports a month it could not be seen.
 *
 * Judged are those with all sixteen weeks in the data and at least four reports before.
 *
 * Example: 8 reports in the eight weeks before, 1 in weeks 1–2, 4 in weeks 5–8: back to all of it.
 */

const FEWEST_RECORDS = 5;
const SURE = 0.01;
const WEEK = 7;
const WEEKS = 8;
const FEWEST_BEFORE = 4;
const BACK_TO = 0.75;

export type Refill = {
  /** Day of the enforcement. */
  readonly day: number;
  /** Reports in the eight weeks before, in the first two weeks from that day on, and in weeks 5 to 8. */
  readonly before: number;
  readonly firstTwoWeeks: number;
  readonly weeksFiveToEight: number;
  readonly refilled: boolean;
};

/**
 * The enforcements that can be judged.
 *
 * @param police one day per police record; every column of days has the same origin
 * @param reports one day per report
 * @param span first day of the data and the first after it
 */
export function refills(input: {
  police: Int32Array;
  reports: Int32Array;
  span: { from: number; to: number };
}): Refill[] {
  const { police, reports, span } = input;
  const within = (from: number, to: number) => reports.reduce((n, day) => n + (day >= from && day < to ? 1 : 0), 0);
  return enforcementDays(police, span.to - span.from).flatMap((day) => {
    if (day - WEEKS * WEEK < span.from || day + WEEKS * WEEK > span.to) return [];
    const before = within(day - WEEKS * WEEK, day);
    if (before < FEWEST_BEFORE) return [];
    const weeksFiveToEight = within(day + 4 * WEEK, day + WEEKS * WEEK);
    const firstTwoWeeks = within(day, day + 2 * WEEK);
    return [{ day, before, firstTwoWeeks, weeksFiveToEight, refilled: weeksFiveToEight >= (BACK_TO * before) / 2 }];
  });
}

/** Days on which police did far more than usual there; of those within eight weeks of one another the first. */
function enforcementDays(police: Int32Array, days: number): number[] {
  const counts = new Map<number, number>();
  for (const day of police) counts.set(day, (counts.get(day) ?? 0) + 1);
  const unusual = [...counts]
    .filter(([, n]) => n >= FEWEST_RECORDS)
    .filter(([, n]) => days * binomialUpperTail(n, { n: police.length, share: 1 / days }) <= SURE)
    .map(([day]) => day)
    .sort((a, b) => a - b);
  const first: number[] = [];
  for (const day of unusual) if (day - (first.at(-1) ?? Number.NEGATIVE_INFINITY) >= WEEKS * WEEK) first.push(day);
  return first;
}
