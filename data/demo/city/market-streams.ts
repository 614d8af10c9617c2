import { toLngLat, toMetres } from "../plane.ts";
import type { Random } from "../random.ts";
import type { OpenMarket } from "./market.ts";
import { displacedReports, policeChange, reportChange } from "./operation-effects.ts";
import type { DemoPlan } from "./plan.ts";
import { marketRhythm, RHYTHMS } from "./rhythm.ts";
import type { Spot, Stream } from "./stream.ts";

const DAYS_PER_MONTH = 365.25 / 12;
const PUBLIC = ["101", "999", "crimestoppers", "council"] as const;
const REPORTED = { category: "drug_asb", generation: "public_reported", sources: PUBLIC } as const;
/** Hours by which dealing moves later at the places that receive A's displaced trade. */
const LATER_HOURS = 4;
/** Reports a month from which a market is busy: the police records of a busy one do not grow with its calls. */
const BUSY_REPORTS = 40;

/** Records for each public report: of a busy market, of a quiet one, and of A's target (few, as in a place long left alone). */
const RECORDS = {
  busy: { supply: 0.06, possession: 0.14, search: 0.18, intelligence: 0.06, find: 0.06 },
  quiet: { supply: 0.16, possession: 0.3, search: 0.5, intelligence: 0.3, find: 0.22 },
  a: { supply: 0.05, possession: 0.05, search: 0.13, intelligence: 0.06, find: 0.06 },
} as const;
/** Share of the reports at a violent market that violence follows within two evenings. */
const VIOLENT_SHARE = 0.08;

/** Streams of all open markets, with what the operations did to them. */
export function openMarketStreams(plan: DemoPlan): Stream[] {
  return plan.openMarkets.flatMap((market) => [
    ...reportStreams(market, plan),
    ...recordStreams(market, plan),
    ...enforcementStreams(market),
  ]);
}

function reportStreams(market: OpenMarket, plan: DemoPlan): Stream[] {
  const perDay = market.reports / DAYS_PER_MONTH;
  const change = reportChange(market, plan);
  const extra = displacedReports(market, plan);
  const planned = market.small || plan.operations.markets.includes(market);
  const common = { ...REPORTED, spot: (random: Random) => onStreet(market, random), ...violenceOf(market) };
  const usual: Stream = {
    ...common,
    perDay: (day) => perDay * change(day) * afterEnforcement(market, day),
    noise: planned ? "steady" : "poisson",
    rhythm: () => marketRhythm(market.peakHour, market.busyDays),
  };
  if (extra === null) return [usual];
  const later = marketRhythm((market.peakHour + LATER_HOURS) % 24, market.busyDays);
  return [usual, { ...common, perDay: extra, noise: "steady", rhythm: () => later }];
}

function violenceOf(market: OpenMarket): Pick<Stream, "echo"> {
  if (!market.violence) return {};
  const violence = { category: "violence", generation: "public_reported", sources: ["999"] } as const;
  return { echo: { ...violence, share: VIOLENT_SHARE, rhythm: RHYTHMS.night } };
}

/** What police and partners record at a market in an ordinary week, and more of it where an operation says so. */
function recordStreams(market: OpenMarket, plan: DemoPlan): Stream[] {
  const isA = market === plan.operations.a.target;
  const share = isA ? RECORDS.a : market.reports >= BUSY_REPORTS ? RECORDS.busy : RECORDS.quiet;
  const perDay = market.reports / DAYS_PER_MONTH;
  const change = reportChange(market, plan);
  const police = policeChange(market, plan);
  const patrol = { generation: "police_generated", sources: ["patrol"] } as const;
  const habit = marketRhythm(market.peakHour, market.busyDays);
  const usual = { noise: isA ? "steady" : "poisson", spot: (random: Random) => onStreet(market, random) } as const;
  const dealing = { ...usual, rhythm: () => habit };
  return [
    {
      category: "supply",
      generation: "police_generated",
      sources: ["patrol", "operation"],
      perDay: (day) => share.supply * perDay * police.arrests(day),
      ...dealing,
    },
    {
      category: "possession",
      ...patrol,
      perDay: (day) => share.possession * perDay * police.possession(day),
      ...dealing,
    },
    { category: "drug_search", ...patrol, perDay: (day) => share.search * perDay * police.searches(day), ...dealing },
    {
      category: "drug_intelligence",
      generation: "mixed",
      sources: ["intelligence", "crimestoppers"],
      perDay: () => share.intelligence * perDay,
      rhythm: () => RHYTHMS.flat,
      ...usual,
    },
    {
      category: "drug_find",
      generation: "public_reported",
      sources: ["council"],
      perDay: (day) => share.find * perDay * change(day),
      rhythm: () => RHYTHMS.day,
      ...usual,
    },
  ];
}

/** Arrests and searches of one day. */
function enforcementStreams(market: OpenMarket): Stream[] {
  const scale = market.reports >= BUSY_REPORTS ? 1 : 0.5;
  const days = new Set(market.enforced);
  const onTheDay = (category: Stream["category"], n: number): Stream => ({
    category,
    generation: "police_generated",
    sources: ["operation"],
    perDay: (day) => (days.has(day) ? n * scale : 0),
    noise: "poisson",
    rhythm: () => RHYTHMS.patrol,
    spot: (random) => onStreet(market, random),
  });
  return [onTheDay("supply", 5), onTheDay("possession", 4), onTheDay("drug_search", 10)];
}

/** Reports after a day of enforcement: 40 % fewer for two weeks, all back by the fifth. */
function afterEnforcement(market: OpenMarket, day: number): number {
  let factor = 1;
  for (const enforced of market.enforced) {
    const weeks = (day - enforced) / 7;
    if (weeks >= 0 && weeks < 5) factor = weeks < 2 ? 0.6 : 0.6 + (0.4 * (weeks - 2)) / 3;
  }
  return factor;
}

/** A point on the market's street or, at a large one, on the street that crosses it. */
function onStreet(market: OpenMarket, random: Random): Spot {
  const onCrossing = market.crossing !== null && random.next() < 0.35;
  const length = market.halfLength * (onCrossing ? 0.7 : 1);
  const along = length * Math.max(-1, Math.min(1, 0.5 * random.normal()));
  const across = 8 * random.normal();
  const angle = ((market.bearing + (onCrossing ? (market.crossing ?? 0) : 0)) * Math.PI) / 180;
  const [x, y] = toMetres(market.at);
  // Reports name a shop or a corner: places a few metres apart fall together.
  const step = 15;
  const at = toLngLat([
    x + Math.round((along * Math.sin(angle) + across * Math.cos(angle)) / step) * step,
    y + Math.round((along * Math.cos(angle) - across * Math.sin(angle)) / step) * step,
  ]);
  return { at, text: `Street near ${market.station}`, key: null, flag: "none" };
}
