import { dayNumber, londonToUtc } from "./calendar.ts";
import { planDemo } from "./city/plan.ts";
import { OPERATION_DATES } from "./city/plan-operations.ts";
import { circleRing, type LngLat } from "./plane.ts";

export type DemoZone = {
  readonly kind: "pspo" | "dispersal";
  readonly title: string;
  readonly authority: string;
  readonly authorisedBy: string | null;
  readonly rank: "local_authority" | "inspector";
  readonly grounds: string | null;
  readonly legalReference: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string;
  readonly prohibitions: readonly string[];
  readonly requirements: readonly string[];
  readonly polygon: { readonly type: "Polygon"; readonly coordinates: [number, number][][] };
};

const PSPO_LAW = "Anti-social Behaviour, Crime and Policing Act 2014 ss.59–75";
const CORNERS = 24;

/** Made-up zones of the demo city: public spaces protection orders (one on alcohol only) and a dispersal authorisation. */
export function generateDemoZones(seed: number): DemoZone[] {
  const { city, openMarkets, operations } = planDemo(seed);
  const romford = city.stations.find((station) => station.name === "Romford")?.at ?? city.wards[0]?.centre ?? [0, 51.5];
  const other =
    openMarkets.find((market) => !market.small && !operations.markets.includes(market)) ?? operations.b.target;
  const [d] = OPERATION_DATES.d.phases;
  return [
    pspo({
      title: "Demo order, Romford town centre (alcohol only)",
      at: romford,
      metres: 650,
      from: "2025-01-06",
      to: "2028-01-06",
      prohibitions: ["Drinking alcohol after being asked to stop"],
    }),
    pspo({
      title: `Demo order, ${operations.d.target.station}`,
      at: operations.d.target.at,
      metres: 420,
      from: d.from,
      to: d.to,
      prohibitions: ["Gathering to buy or sell controlled drugs", "Possessing psychoactive substances"],
    }),
    pspo({
      title: `Demo order, ${other.station} (expired)`,
      at: other.at,
      metres: 380,
      from: "2022-03-01",
      to: "2025-03-01",
      prohibitions: ["Using or possessing psychoactive substances"],
    }),
    {
      ...base({
        title: `Demo dispersal area, ${operations.c.target.station}`,
        at: operations.c.target.at,
        metres: 300,
      }),
      kind: "dispersal",
      authority: "Demo Police (synthetic)",
      authorisedBy: "Inspector",
      rank: "inspector",
      grounds: "Reports of dealing and fights over three evenings (made up)",
      legalReference: "Anti-social Behaviour, Crime and Policing Act 2014 s.34",
      effectiveFrom: "2025-06-06T17:00:00Z",
      effectiveTo: "2025-06-08T17:00:00Z",
      prohibitions: [],
      requirements: ["Leave the area when directed (s.35)"],
    },
  ];
}

type Order = {
  readonly title: string;
  readonly at: LngLat;
  readonly metres: number;
  readonly from: string;
  readonly to: string;
  readonly prohibitions: readonly string[];
};

function pspo({ title, at, metres, from, to, prohibitions }: Order): DemoZone {
  return {
    ...base({ title, at, metres }),
    kind: "pspo",
    authority: "Demo council (synthetic)",
    authorisedBy: null,
    rank: "local_authority",
    grounds: null,
    legalReference: PSPO_LAW,
    effectiveFrom: londonToUtc(dayNumber(from), 0),
    effectiveTo: londonToUtc(dayNumber(to), 0),
    prohibitions,
    requirements: [],
  };
}

function base({ title, at, metres }: Pick<Order, "title" | "at" | "metres">): Pick<DemoZone, "title" | "polygon"> {
  return { title, polygon: { type: "Polygon", coordinates: [circleRing(at, metres, CORNERS)] } };
}
