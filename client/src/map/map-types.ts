import type { DrawnPolygonBody } from "../../../server/api/types.ts";
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
export type CellFrame = {
  /** One count for each cell of the geometry. */
  readonly values: Uint32Array;
  readonly breaks: readonly number[];
  readonly colours: readonly string[];
  /** Pattern of each class (see layers/hatch.ts); none where left out. */
  readonly hatches?: readonly number[];
};
export type MapEvents = {
  readonly onView: (view: View) => void;
  /** While it moves, for a map that another one follows. */
  readonly onMove?: (view: View) => void;
  /** null when the pointer left the map. */
  readonly onPointer: (at: { lngLat: LngLat; x: number; y: number } | null) => void;
  readonly onClick: (lngLat: LngLat) => void;
  readonly onCellsDrawn: () => void;
};

export type MapOptions = MapEvents & {
  /** Pixels at its foot that lie under something of the page: what is shown as a whole stands above them. */
  readonly foot?: number;
};

export type DrawingShape = "polygon" | "rectangle" | "circle";
/** What the pointer does: draw a shape, or move the corners of the last one. */
export type DrawingTool = DrawingShape | "corners";
export type DrawingState = {
  /** Finished shapes: [lng, lat], rings closed. */
  readonly polygons: readonly DrawnPolygonBody[];
  readonly tool: DrawingTool;
  /** The corner of the last shape that was moved or chosen, counted from 0. */
  readonly corner: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
};

export type DrawingOptions = {
  /** How many shapes there may be: one more takes the oldest one's place. */
  readonly most: number;
  /** The shape that is there from the start, rounded: its corners can be moved at once. */
  readonly begin: DrawnPolygonBody | null;
  readonly onChange: (state: DrawingState) => void;
};
/** Where a corner goes that is put at a place; null = where it was put. @param reach in degrees of longitude */
export type Snap = (at: LngLat, reach: number) => LngLat | null;

/** This browser cannot draw the map; the table can. */
export class NoWebGlError extends Error {}
