import { dayNumber } from "../calendar.ts";
import { toLngLat, toMetres } from "../plane.ts";
import type { Random } from "../random.ts";
import type { OpenMarket } from "./market.ts";
import type { ClosedMarket, DemoPlan } from "./plan.ts";
import { EFFECTS, OPERATION_DATES, TARGET_RADIUS_METRES, weeksSinceA } from "./plan-operations.ts";
import { marketRhythm, RHYTHMS, type Rhythm } from "./rhythm.ts";
import type { Spot, Stream } from "./stream.ts";

const DAYS_PER_MONTH = 365.25 / 12;
const PUBLIC = ["101", "999", "crimestoppers", "council"] as const;
/** Hours by which dealing moves later at the places that receive A's displaced trade. */
const LATER_HOURS = 4;

/** Streams of all open markets, with what the operations did to them. */
export function openMarketStreams(plan: DemoPlan): Stream[] {
  return plan.openMarkets.flatMap((market) => streamsOf(market, plan));
}

function streamsOf(market: OpenMarket, plan: DemoPlan): Stream[] {
  const rhythm = marketRhythm(market.peakHour, market.busyDays);
  const perDay = market.reports / DAYS_PER_MONTH;
  const change = reportChange(market, plan);
  const extra = displacedReports(market, plan);
  const isTarget = plan.operations.markets.includes(market);
  const spot = (random: Random) => onStreet(market, random);
  const police = policeChange(market, plan);
  const usual = { rhythm: () => rhythm, spot };
  const poisson = "poisson" as const;
  return [
    {
      category: "drug_asb",
      generation: "public_reported",
      sources: PUBLIC,
      perDay: (day) => perDay * change(day),
      noise: isTarget ? "steady" : poisson,
      ...usual,
    },
    ...(extra === null
      ? []
      : [
          {
            category: "drug_asb" as const,
            generation: "public_reported" as const,
            sources: PUBLIC,
            perDay: extra,
            noise: "steady" as const,
            rhythm: () => laterRhythm(market),
            spot,
          },
        ]),
    {
      category: "supply",
      generation: "police_generated",
      sources: ["patrol", "operation"],
      perDay: (day) => 0.16 * perDay * police.arrests(day),
      noise: poisson,
      ...usual,
    },
    {
      category: "possession",
      generation: "police_generated",
      sources: ["patrol"],
      perDay: (day) => 0.35 * perDay * police.possession(day),
      noise: market.id === "operation-a" ? "steady" : poisson,
      ...usual,
    },
    {
      category: "drug_search",
      generation: "police_generated",
      sources: ["patrol"],
      perDay: (day) => 0.6 * perDay * police.searches(day),
      noise: poisson,
      ...usual,
    },
    {
      category: "drug_intelligence",
      generation: "mixed",
      sources: ["intelligence", "crimestoppers"],
      perDay: () => 0.3 * perDay,
      noise: poisson,
      rhythm: () => RHYTHMS.flat,
      spot,
    },
    {
      category: "drug_find",
      generation: "public_reported",
      sources: ["council"],
      perDay: (day) => 0.22 * perDay * change(day),
      noise: poisson,
      rhythm: () => RHYTHMS.day,
      spot,
    },
    ...(market.violence
      ? [
          {
            category: "violence" as const,
            generation: "public_reported" as const,
            sources: ["999"],
            perDay: () => 0.35 * perDay,
            noise: poisson,
            ...usual,
          },
        ]
      : []),
  ];
}

/** What the operations did to public reports at a market, as a factor. */
function reportChange(market: OpenMarket, { operations }: DemoPlan): (day: number) => number {
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
function displacedReports(market: OpenMarket, { operations }: DemoPlan): ((day: number) => number) | null {
  if (!operations.a.receiving.includes(market)) return null;
  const lostPerDay = operations.a.target.reports / DAYS_PER_MONTH;
  return (day) => (-changeAtA(day) * lostPerDay * EFFECTS.a.displaced) / operations.a.receiving.length;
}

function laterRhythm(market: OpenMarket): Rhythm {
  return marketRhythm((market.peakHour + LATER_HOURS) % 24, market.busyDays);
}

type PoliceChange = Record<"arrests" | "possession" | "searches", (day: number) => number>;

function policeChange(market: OpenMarket, { operations }: DemoPlan): PoliceChange {
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

/** D's neighbourhood gains too: its background falls in a ring about the order. @returns a factor for a place and day */
export function diffusionOfD(plan: DemoPlan): (at: readonly [number, number], day: number) => number {
  const centre = toMetres(plan.operations.d.target.at);
  const start = dayNumber(OPERATION_DATES.d.phases[0].from);
  return (at, day) => {
    const [x, y] = toMetres(at);
    const metres = Math.hypot(x - centre[0], y - centre[1]);
    return day >= start && metres < 3 * TARGET_RADIUS_METRES ? 1 + EFFECTS.d.rings : 1;
  };
}

function onStreet(market: OpenMarket, random: Random): Spot {
  const along = market.halfLength * Math.max(-1, Math.min(1, 0.5 * random.normal()));
  const across = 8 * random.normal();
  const angle = (market.bearing * Math.PI) / 180;
  const [x, y] = toMetres(market.at);
  // Reports name a shop or a corner: places a few metres apart fall together.
  const step = 15;
  const at = toLngLat([
    x + Math.round((along * Math.sin(angle) + across * Math.cos(angle)) / step) * step,
    y + Math.round((along * Math.cos(angle) - across * Math.sin(angle)) / step) * step,
  ]);
  return { at, text: `Street near ${market.station}`, key: null, flag: "none" };
}

/** Streams of dealing behind doors: one address, few callers, warrants, phone-line intelligence. */
export function closedMarketStreams(markets: readonly ClosedMarket[]): Stream[] {
  return markets.flatMap((market) => {
    const inside = (): Spot => ({ at: market.at, text: market.address, key: market.key, flag: "none" });
    const around = (random: Random): Spot => {
      const [x, y] = toMetres(market.at);
      return {
        at: toLngLat([x + 260 * random.normal(), y + 260 * random.normal()]),
        text: "Residential street",
        key: null,
        flag: "none",
      };
    };
    const usual = { noise: "poisson" as const, rhythm: () => RHYTHMS.flat };
    return [
      {
        category: "drug_intelligence" as const,
        generation: "mixed" as const,
        sources: ["intelligence", "crimestoppers"],
        perDay: () => 0.09,
        spot: inside,
        ...usual,
      },
      {
        category: "supply" as const,
        generation: "police_generated" as const,
        sources: ["warrant"],
        perDay: () => 0.012,
        spot: inside,
        ...usual,
      },
      {
        category: "drug_asb" as const,
        generation: "public_reported" as const,
        sources: ["101"],
        perDay: () => 0.02,
        spot: inside,
        ...usual,
      },
      {
        category: "drug_intelligence" as const,
        generation: "mixed" as const,
        sources: ["intelligence"],
        perDay: () => 0.04,
        spot: around,
        ...usual,
      },
    ];
  });
}
