import { readTownCentres } from "./city/town-centres.ts";
import { readStations, readThames, readWards } from "./facts.ts";

export type DemoPlace = {
  readonly kind: "station" | "town_centre" | "ward_centre" | "river";
  readonly name: string;
  readonly lng: number;
  readonly lat: number;
};

/** Named places of the demo: real stations, town centres, ward centres and the river's line, all approximate. */
export function readDemoPlaces(): DemoPlace[] {
  return [
    ...readStations().map(({ name, centre: [lng, lat] }) => ({ kind: "station" as const, name, lng, lat })),
    ...readTownCentres().map(({ name, at: [lng, lat] }) => ({ kind: "town_centre" as const, name, lng, lat })),
    ...readWards().map(({ name, centre: [lng, lat] }) => ({ kind: "ward_centre" as const, name, lng, lat })),
    ...readThames().map(([lng, lat], i) => ({
      kind: "river" as const,
      name: `Thames ${String(i + 1).padStart(2, "0")}`,
      lng,
      lat,
    })),
  ];
}
