import { distanceMetres, type LngLat, ringContains, toLngLat, toMetres } from "../plane.ts";
import { createRandom, type Random, shuffled } from "../random.ts";
import { largeMarket, type OpenMarket, smallMarket } from "./market.ts";
import { type DemoOperations, planOperations, ROMFORDS_BOROUGH } from "./plan-operations.ts";
import { buildCity, type DemoCity } from "./streets.ts";

export type ClosedMarket = { readonly id: string; readonly at: LngLat; readonly key: string; readonly address: string };

export const DECOY_KINDS = [
  "nightlife",
  "shopping",
  "station_plot_point",
  "custody_plot_point",
  "festival",
  "repeat_caller",
] as const;
export type Decoy = {
  readonly id: string;
  readonly kind: (typeof DECOY_KINDS)[number];
  readonly at: LngLat;
  readonly name: string;
};

export type DemoPlan = {
  readonly city: DemoCity;
  readonly openMarkets: readonly OpenMarket[];
  readonly closedMarkets: readonly ClosedMarket[];
  readonly decoys: readonly Decoy[];
  readonly operations: DemoOperations;
};

const LARGE_MARKETS = 11;
const SMALL_MARKETS = 3;
const CLOSED_MARKETS = 15;
const BETWEEN_MARKETS_METRES = 2_200;
const FROM_A_METRES = 3_500;
const FROM_TOWN_CENTRE_METRES = 900;
const DECOYS: readonly (readonly [kind: Decoy["kind"], station: string])[] = [
  ["nightlife", "Leicester Square"],
  ["nightlife", "Shoreditch High Street"],
  ["nightlife", "Clapham Common"],
  ["shopping", "Oxford Circus"],
  ["shopping", "Wood Green"],
  ["shopping", "Wembley Park"],
  ["station_plot_point", "East Croydon (Tramlink)"],
  ["station_plot_point", "Hammersmith (DIS)"],
  ["custody_plot_point", "Lewisham DLR"],
  ["festival", "Hyde Park Corner"],
  ["festival", "Notting Hill Gate"],
  ["repeat_caller", "Hornchurch"],
  ["repeat_caller", "Kew Gardens"],
];

let latest: { readonly seed: number; readonly plan: DemoPlan } | null = null;

/**
 * Everything that is planted in the demo city, worked out once: the generator draws incidents from it, the truth is
 * read off it. The same seed gives the same plan; the latest one is kept, as zones and operations ask for it too.
 */
export function planDemo(seed: number): DemoPlan {
  if (latest?.seed !== seed) latest = { seed, plan: drawPlan(seed) };
  return latest.plan;
}

function drawPlan(seed: number): DemoPlan {
  const city = buildCity(seed);
  const random = createRandom(seed, "plan");
  const taken: LngLat[] = [];
  const decoys = planDecoys(city, taken, random);
  const operations = planOperations(city, taken, random);
  const openMarkets = [...operations.markets, ...planMarkets(city, { taken, operations, random })];
  return { city, openMarkets, closedMarkets: planClosedMarkets(city, taken, random), decoys, operations };
}

function planDecoys(city: DemoCity, taken: LngLat[], random: Random): Decoy[] {
  return DECOYS.map(([kind, name], i) => {
    const station = city.stations.find((s) => s.name === name);
    if (station === undefined) throw new Error(`decoy ${i + 1}: no station "${name}" in the facts`);
    const away = kind === "repeat_caller" ? 700 : 220;
    const at = nearby(station.at, away, random);
    taken.push(at);
    return { id: `decoy-${i + 1}`, kind, at, name: station.name };
  });
}

type Free = { readonly taken: LngLat[]; readonly operations: DemoOperations; readonly random: Random };

function planMarkets(city: DemoCity, { taken, operations, random }: Free): OpenMarket[] {
  const centres = city.townCentres.map((centre) => centre.at);
  const markets: OpenMarket[] = [];
  for (const station of shuffled(city.stations, random)) {
    if (markets.length === LARGE_MARKETS + SMALL_MARKETS) break;
    const ward = city.wards[station.ward];
    // A market needs a place that is neither empty nor the middle of a town centre, away from other planted things.
    if (!ward || ward.centrality > 0.65 || ward.intensity < 0.8 || isNear(taken, station.at, BETWEEN_MARKETS_METRES))
      continue;
    if (ward.borough === ROMFORDS_BOROUGH) continue;
    if (isNear([operations.a.target.at], station.at, FROM_A_METRES)) continue;
    if (isNear(centres, station.at, FROM_TOWN_CENTRE_METRES)) continue;
    const small = markets.length >= LARGE_MARKETS;
    const at = nearby(station.at, 160, random);
    if (!ringContains(ward.ring, at)) continue;
    taken.push(at);
    markets.push(
      small
        ? smallMarket(`open-s${markets.length}`, station, at, random)
        : largeMarket(`open-${markets.length}`, station, at, random),
    );
  }
  if (markets.length < LARGE_MARKETS + SMALL_MARKETS) throw new Error("the city has no room for all open markets");
  return markets;
}

function planClosedMarkets(city: DemoCity, taken: LngLat[], random: Random): ClosedMarket[] {
  const markets: ClosedMarket[] = [];
  for (const ward of shuffled(city.wards, random)) {
    if (markets.length === CLOSED_MARKETS) break;
    const anchor = ward.anchors[random.below(Math.max(1, ward.anchors.length))];
    const nearStation = city.stations.some(
      (station) => distanceMetres(toMetres(station.at), toMetres(anchor?.at ?? ward.centre)) < 500,
    );
    if (!anchor || ward.centrality > 0 || nearStation || isNear(taken, anchor.at, 1_500)) continue;
    taken.push(anchor.at);
    const number = 1 + random.below(120);
    markets.push({
      id: `closed-${markets.length + 1}`,
      at: anchor.at,
      key: `DEMO-UPRN-${1000 + markets.length}`,
      address: `${number} ${anchor.street}`,
    });
  }
  return markets;
}

function nearby(from: LngLat, metres: number, random: Random): [number, number] {
  const [x, y] = toMetres(from);
  const angle = random.between(0, 2 * Math.PI);
  return toLngLat([x + metres * Math.cos(angle), y + metres * Math.sin(angle)]);
}

function isNear(points: readonly LngLat[], at: LngLat, metres: number): boolean {
  return points.some((point) => distanceMetres(toMetres(point), toMetres(at)) < metres);
}
