import { dayNumber } from "../calendar.ts";
import { toMetres } from "../plane.ts";
import type { OpenMarket } from "./market.ts";
import type { DemoPlan } from "./plan.ts";
import { EFFECTS, OPERATION_DATES, TARGET_RADIUS_METRES, weeksSinceA } from "./plan-operations.ts";

const DAYS_PER_MONTH = 365.25 / 12;

/** What the operations did to public reports at a market, as a factor. */
export function reportChange(market: OpenMarket, { operations }: DemoPlan): (day: number) => number {
  const start = (id: "b" | "d") => dayNumber(OPERATION_DATES[id].phases[0].from);
  if (market === operations.a.target) return (day) => 1 + changeAtA(day);
  if (market === operations.b.target) return (day) => (day >= start("b") ? 1 + EFFECTS.b.lasting : 1);
  if (market === operations.d.target) return (day) => (day >= start("d") ? 1 + EFFECTS.d.target : 1);
  if (market === operations.c.target) {
    const from = dayNumber(EFFECTS.c.peakFrom);
    const to = dayNumber(EFFECTS.c.peakTo);
    return (day) => (day >= from && day < to ? EFFECTS.c.peak : 1);
  }
  return () => 1;
}

/** A's effect on public reports: −45 % while it runs, fading to −15 % by week 20. */
function changeAtA(day: number): number {
  const { during, later, fadedByWeek } = EFFECTS.a;
  const weeks = weeksSinceA(day);
  if (weeks < 0) return 0;
  const running = 7 * weeks < dayNumber(lastDayOfA()) - dayNumber(OPERATION_DATES.a.phases[0].from);
  if (running) return during;
  const ran = (dayNumber(lastDayOfA()) - dayNumber(OPERATION_DATES.a.phases[0].from)) / 7;
  const faded = Math.min(1, (weeks - ran) / (fadedByWeek - ran));
  return during + (later - during) * faded;
}

function lastDayOfA(): string {
  return OPERATION_DATES.a.phases[2].to;
}

/** A receiving place's share of the reports that A's target lost; null for every other market. */
export function displacedReports(market: OpenMarket, { operations }: DemoPlan): ((day: number) => number) | null {
  if (!operations.a.receiving.includes(market)) return null;
  const lostPerDay = operations.a.target.reports / DAYS_PER_MONTH;
  return (day) => (-changeAtA(day) * lostPerDay * EFFECTS.a.displaced) / operations.a.receiving.length;
}

type PoliceChange = Record<"arrests" | "possession" | "searches", (day: number) => number>;

export function policeChange(market: OpenMarket, { operations }: DemoPlan): PoliceChange {
  const same = () => 1;
  if (market !== operations.a.target) return { arrests: same, possession: same, searches: same };
  const { possessionDuring, searchesDuring } = EFFECTS.a;
  const running = (day: number) => weeksSinceA(day) >= 0 && day < dayNumber(lastDayOfA());
  return {
    arrests: (day) => (running(day) ? 2 : 1),
    possession: (day) => (running(day) ? 1 + possessionDuring : 1),
    searches: (day) => (running(day) ? searchesDuring : 1),
  };
}

/** D's neighbourhood gains too: what happens in a ring about the order falls. @returns a factor for a place and day */
export function diffusionOfD(plan: DemoPlan): (at: readonly [number, number], day: number) => number {
  const centre = toMetres(plan.operations.d.target.at);
  const start = dayNumber(OPERATION_DATES.d.phases[0].from);
  return (at, day) => {
    const [x, y] = toMetres(at);
    const metres = Math.hypot(x - centre[0], y - centre[1]);
    return day >= start && metres < 3 * TARGET_RADIUS_METRES ? 1 + EFFECTS.d.rings : 1;
  };
}
