import { cellToLatLng, latLngToCell } from "h3-js";
import type { LngLat } from "../plane.ts";
import type { Random } from "../random.ts";
import type { DemoStation } from "./streets.ts";

export type OpenMarket = {
  readonly id: string;
  /** Centre of the street it works on. */
  readonly at: LngLat;
  readonly station: string;
  /** Half its street's length in metres; a small one stays within one cell. */
  readonly halfLength: number;
  readonly bearing: number;
  readonly small: boolean;
  /** Public reports a month. */
  readonly reports: number;
  readonly peakHour: number;
  readonly busyDays: readonly number[];
  readonly violence: boolean;
};

/** A market on a street that crosses two to four cells. */
export function largeMarket(id: string, station: Pick<DemoStation, "name">, at: LngLat, random: Random): OpenMarket {
  return {
    id,
    at,
    station: station.name,
    halfLength: random.between(180, 320),
    bearing: random.between(0, 360),
    small: false,
    reports: random.between(14, 24),
    violence: random.next() < 0.5,
    ...habits(random),
  };
}

/** A market within one cell, too small to stand out by its count. */
export function smallMarket(id: string, station: Pick<DemoStation, "name">, at: LngLat, random: Random): OpenMarket {
  const [lat, lng] = cellToLatLng(latLngToCell(at[1], at[0], 9));
  return {
    id,
    at: [lng, lat],
    station: station.name,
    halfLength: 45,
    bearing: random.between(0, 360),
    small: true,
    reports: random.between(3, 4),
    violence: false,
    ...habits(random),
  };
}

function habits(random: Random): Pick<OpenMarket, "peakHour" | "busyDays"> {
  const first = random.below(7);
  return { peakHour: 14 + random.below(8), busyDays: [first, (first + 1) % 7, (first + 3) % 7] };
}
