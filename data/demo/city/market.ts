import { cellToLatLng, latLngToCell } from "h3-js";
import { dayNumber } from "../calendar.ts";
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
  /** Degrees between its street and the one that crosses it; null at a small one. */
  readonly crossing: number | null;
  readonly small: boolean;
  /** Public reports a month. */
  readonly reports: number;
  readonly peakHour: number;
  readonly busyDays: readonly number[];
  readonly violence: boolean;
  /** Days on which police made arrests there; reports dip, and are back within five weeks. */
  readonly enforced: readonly number[];
};

/** A market on two streets that cross, over several cells. */
export function largeMarket(id: string, station: Pick<DemoStation, "name">, at: LngLat, random: Random): OpenMarket {
  return {
    id,
    at,
    station: station.name,
    halfLength: random.between(220, 320),
    bearing: random.between(0, 360),
    crossing: random.between(45, 135),
    small: false,
    reports: random.between(64, 92),
    violence: random.next() < 0.5,
    enforced: enforcementDays(random),
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
    crossing: null,
    small: true,
    reports: random.between(3.7, 4.2),
    violence: false,
    enforced: enforcementDays(random),
    ...habits(random),
  };
}

function habits(random: Random): Pick<OpenMarket, "peakHour" | "busyDays"> {
  const first = random.below(7);
  return { peakHour: 14 + random.below(8), busyDays: [first, (first + 1) % 7, (first + 3) % 7] };
}

/** One day in the winter and one in the summer of the last year. */
function enforcementDays(random: Random): number[] {
  return [dayNumber("2025-12-01") + random.below(85), dayNumber("2026-05-05") + random.below(100)];
}
