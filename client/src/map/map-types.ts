import type { AREA_LAYERS } from "../layers/choropleth.ts";
import type { View } from "../query.ts";

/** What the map takes and gives, apart from MapLibre, so that the page can start before that has arrived. */
export type LngLat = readonly [number, number];
/** [west, south, east, north] in degrees. */
export type Bounds = readonly [number, number, number, number];
export type AreaLayer = keyof typeof AREA_LAYERS;
export type AreaFrame = {
  readonly counts: ReadonlyMap<string, number>;
  readonly breaks: readonly number[];
  readonly colours: readonly string[];
};
export type MapEvents = {
  readonly onView: (view: View) => void;
  /** null when the pointer left the map. */
  readonly onPointer: (at: { lngLat: LngLat; x: number; y: number } | null) => void;
  readonly onClick: (lngLat: LngLat) => void;
  readonly onCellsDrawn: () => void;
};

/** This browser cannot draw the map; the table can. */
export class NoWebGlError extends Error {}
