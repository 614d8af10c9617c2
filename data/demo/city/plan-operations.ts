import { cellToLatLng, latLngToCell } from "h3-js";
import { dayNumber } from "../calendar.ts";
import { distanceMetres, type LngLat, ringContains, toMetres } from "../plane.ts";
import { type Random, shuffled } from "../random.ts";
import { largeMarket, type OpenMarket, smallMarket } from "./market.ts";
import type { DemoCity, DemoStation } from "./streets.ts";

/** The four made-up operations and the markets they are about. */
export type DemoOperations = {
  /** A's target and its two receiving places, B's, C's and D's targets: open markets like the others. */
  readonly markets: readonly OpenMarket[];
  readonly a: {
    readonly target: OpenMarket;
    readonly receiving: readonly [OpenMarket, OpenMarket];
    readonly receivingBorough: string;
  };
  readonly b: { readonly target: OpenMarket };
  readonly c: { readonly target: OpenMarket };
  readonly d: { readonly target: OpenMarket };
};

/** Radius of the operations' target areas. */
export const TARGET_RADIUS_METRES = 420;

export const OPERATION_DATES = {
  a: {
    phases: [
      { name: "Phase 1: test purchases", from: "2025-11-03", to: "2025-11-17" },
      { name: "Phase 2: arrests and warrants", from: "2025-11-17", to: "2025-12-01" },
      { name: "Phase 3: visible patrols", from: "2025-12-01", to: "2025-12-15" },
    ],
  },
  b: { phases: [{ name: "Joint days of action", from: "2026-01-12", to: "2026-02-09" }] },
  c: { phases: [{ name: "Surge patrols", from: "2025-06-02", to: "2025-06-30" }] },
  d: { phases: [{ name: "Public spaces protection order", from: "2025-04-01", to: "2028-03-31" }] },
} as const;

/** Effects on public reports, as shares. A's fades from its end to week 20 after its start; then it stays. */
export const EFFECTS = {
  a: { during: -0.45, later: -0.15, fadedByWeek: 20, displaced: 0.35, possessionDuring: 0.6, searchesDuring: 3 },
  b: { lasting: -0.3 },
  c: { peak: 1.67, peakFrom: "2024-12-02", peakTo: "2025-06-02" },
  d: { target: -0.35, rings: -0.2 },
} as const;

/** Public reports a month of the targets (A: at least 700 in 26 weeks) and of the streets about D's. */
export const REPORTS = { a: 128, b: 10, c: 9, d: 14, dRing: 20, receiving: 3.4 } as const;
/** Nothing is planted there that could outdo Romford, the highest of its borough. */
export const ROMFORDS_BOROUGH = "Havering";
const FROM_OTHERS_METRES = 3_000;
const FROM_TOWN_CENTRE_METRES = 1_500;
/** From the middle of A's target, so that its edge too is 0.6 km or more away. */
const FROM_TARGET_METRES = { least: 1_020, most: 1_195 } as const;
const NEAR_STATION_METRES = 550;
/** A market must not lie in the rings and strips of A. */
const FROM_A_METRES = 2_500;
/** Days of enforcement that stay out of the windows in which an operation is judged. */
const ENFORCED = {
  a: "2026-09-08",
  b: "2026-08-18",
  c: "2026-06-09",
  d: "2026-06-16",
  receiving: "2026-09-15",
} as const;

export function planOperations(city: DemoCity, taken: LngLat[], random: Random): DemoOperations {
  const order = shuffled(city.stations, random);
  const a = planA(city, { order, taken, random });
  taken.push(a.target.at, ...a.receiving.map((market) => market.at));
  const [b, c, d] = (["b", "c", "d"] as const).map((name) => {
    const station = order.find((candidate) => isFree(city, candidate, taken));
    if (station === undefined) throw new Error(`no station is left for operation ${name}`);
    taken.push(station.at);
    return {
      target: {
        ...largeMarket(`operation-${name}`, station, station.at, random),
        halfLength: 150,
        reports: REPORTS[name],
        enforced: [dayNumber(ENFORCED[name])],
      },
    };
  });
  if (!b || !c || !d) throw new Error("operations B, C and D need a station each");
  return { markets: [a.target, ...a.receiving, b.target, c.target, d.target], a, b, c, d };
}

function isFree(city: DemoCity, station: DemoStation, taken: readonly LngLat[]): boolean {
  const ward = city.wards[station.ward];
  if (!ward || ward.borough === ROMFORDS_BOROUGH || ward.centrality > 0.5 || ward.intensity < 0.9) return false;
  const away = (metres: number) => (at: LngLat) => distanceMetres(toMetres(at), toMetres(station.at)) > metres;
  const centres = city.townCentres.map((centre) => centre.at);
  return taken.every(away(FROM_OTHERS_METRES)) && centres.every(away(FROM_TOWN_CENTRE_METRES));
}

/** A: a target by one station, and two receiving places 0.6–1.2 km away by a station over one borough border. */
function planA(
  city: DemoCity,
  { order, taken, random }: { order: readonly DemoStation[]; taken: readonly LngLat[]; random: Random },
): DemoOperations["a"] {
  const busy = [...taken, ...city.townCentres.map((centre) => centre.at)];
  for (const station of order) {
    const home = city.wards[station.ward];
    if (!home || home.borough === ROMFORDS_BOROUGH || home.centrality > 0.6 || home.intensity < 1.1) continue;
    if (busy.some((at) => distanceMetres(toMetres(at), toMetres(station.at)) < FROM_A_METRES)) continue;
    if (boroughsWithin(city, station.at, TARGET_RADIUS_METRES).size > 1) continue;
    for (const over of order) {
      const there = city.wards[over.ward];
      if (!there || there.boroughCode === home.boroughCode) continue;
      if (distanceMetres(toMetres(over.at), toMetres(station.at)) > FROM_TARGET_METRES.most + NEAR_STATION_METRES)
        continue;
      const places = receivingPlaces(city, station.at, over, there.boroughCode);
      if (places === null) continue;
      return {
        target: {
          ...largeMarket("operation-a", station, station.at, random),
          halfLength: 260,
          reports: REPORTS.a,
          enforced: [dayNumber(ENFORCED.a)],
        },
        receiving: [receiver("receiving-1", over, places[0], random), receiver("receiving-2", over, places[1], random)],
        receivingBorough: there.boroughCode,
      };
    }
  }
  throw new Error("no pair of stations lies 0.6 to 1.2 km apart over a borough border");
}

function receiver(id: string, station: DemoStation, at: LngLat, random: Random): OpenMarket {
  return {
    ...smallMarket(id, station, at, random),
    reports: REPORTS.receiving,
    enforced: [dayNumber(ENFORCED.receiving)],
  };
}

/** Two cells with streets, of the other borough and near its station, far enough from the target and from each other. */
function receivingPlaces(
  city: DemoCity,
  target: LngLat,
  station: DemoStation,
  borough: string,
): [LngLat, LngLat] | null {
  const wards = city.wards.filter((ward) => ward.boroughCode === borough);
  const centres = new Set(wards.flatMap((ward) => ward.anchors.map(({ at }) => latLngToCell(at[1], at[0], 9))));
  const fit = [...centres]
    .map((cell): LngLat => {
      const [lat, lng] = cellToLatLng(cell);
      return [lng, lat];
    })
    .filter((at) => {
      const metres = distanceMetres(toMetres(at), toMetres(target));
      if (metres < FROM_TARGET_METRES.least || metres > FROM_TARGET_METRES.most) return false;
      if (distanceMetres(toMetres(at), toMetres(station.at)) > NEAR_STATION_METRES) return false;
      return wards.some((ward) => ringContains(ward.ring, at));
    });
  for (const first of fit) {
    const second = fit.find((at) => distanceMetres(toMetres(at), toMetres(first)) > 450);
    if (second !== undefined) return [first, second];
  }
  return null;
}

function boroughsWithin(city: DemoCity, at: LngLat, metres: number): Set<string> {
  const found = new Set<string>();
  for (const ward of city.wards) {
    const holds =
      ringContains(ward.ring, at) ||
      ward.ring.some((corner) => distanceMetres(toMetres(corner), toMetres(at)) < metres);
    if (holds) found.add(ward.boroughCode);
  }
  return found;
}

/** Weeks after operation A began, on a day; negative before. */
export function weeksSinceA(day: number): number {
  return (day - dayNumber(OPERATION_DATES.a.phases[0].from)) / 7;
}
