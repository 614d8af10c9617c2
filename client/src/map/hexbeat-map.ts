import {
  GeoJSONSource,
  GPUInitializationError,
  type LngLatBoundsLike,
  Map as MapLibreMap,
  type MapMouseEvent,
  type PaddingOptions,
  ScaleControl,
  setWorkerUrl,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { ZONE_KINDS } from "../../../server/api/vocabulary.ts";
import type { CellGeometry } from "../cells/geometry.ts";
import { AREA_LAYERS, countColour } from "../layers/choropleth.ts";
import type { SourceData, SourceName } from "../layers/sources.ts";
import { LAYER_ABOVE_CELLS, mapStyle } from "../layers/style.ts";
import { WATERMARK_IMAGE } from "../layers/watermark.ts";
import { zonePatternName } from "../layers/zones.ts";
import type { View } from "../query.ts";
import { CellLayer } from "./cell-layer.ts";
import type { Drawing } from "./drawing.ts";
import {
  type AreaFrame,
  type AreaLayer,
  type Bounds,
  type CellFrame,
  type DrawingOptions,
  type LngLat,
  type MapOptions,
  NoWebGlError,
} from "./map-types.ts";
import { watermarkImage } from "./watermark-image.ts";
import { zonePatternImage } from "./zone-pattern-image.ts";

/** Greater London, until boundaries say where the data is. */
const LONDON: Bounds = [-0.51, 51.28, 0.334, 51.692];
const PADDING = 24;
/** Closer than this a single cell would fill the screen, and nobody would know where it is. */
const FIT_ZOOM = 14;

setWorkerUrl(workerUrl);

/** The one place that touches MapLibre: takes data and styles, gives back views, pointers and clicks. */
export class HexbeatMap {
  readonly #map: MapLibreMap;
  readonly #cells: CellLayer;
  /** The other period of a swipe. */
  readonly #before: CellLayer;
  readonly #padding: PaddingOptions;
  #ready = false;
  #waiting: (() => void)[] = [];
  #home: Bounds = LONDON;
  readonly #counted: Record<AreaLayer, string[]> = { wards: [], boroughs: [] };

  /** @throws NoWebGlError where WebGL2 is missing */
  constructor(container: HTMLElement, view: View | null, options: MapOptions) {
    const { foot = 0, ...events } = options;
    this.#padding = { top: PADDING, right: PADDING, bottom: PADDING + foot, left: PADDING };
    this.#cells = new CellLayer(events.onCellsDrawn);
    this.#before = new CellLayer(() => undefined, "cells-before");
    this.#map = createMap(container, view, this.#padding);
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#map.addControl(new ScaleControl({ maxWidth: 110, unit: "metric" }), "bottom-right");
    this.#map.on("style.load", () => this.#start());
    this.#map.on("moveend", () => events.onView(this.view()));
    this.#map.on("move", () => events.onMove?.(this.view()));
    this.#map.on("mousemove", (event: MapMouseEvent) =>
      events.onPointer({ lngLat: event.lngLat.toArray(), ...xy(event) }),
    );
    this.#map.on("mouseout", () => events.onPointer(null));
    this.#map.on("click", (event: MapMouseEvent) => events.onClick(event.lngLat.toArray()));
  }

  view(): View {
    const { lng, lat } = this.#map.getCenter();
    return { zoom: this.#map.getZoom(), lat, lng };
  }

  /** What is in sight. */
  bounds(): Bounds {
    const seen = this.#map.getBounds();
    return [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()];
  }

  /** [west, south, east, north] that "whole area" shows. */
  setHome(bounds: Bounds): void {
    this.#home = bounds;
  }

  goHome(animate = true): void {
    this.#map.fitBounds(toBounds(this.#home), { padding: this.#padding, animate });
  }

  /** Move to where all of [west, south, east, north] is in sight; at once where the user prefers less motion. */
  flyTo(bounds: Bounds): void {
    this.#map.fitBounds(toBounds(bounds), { padding: this.#padding, maxZoom: FIT_ZOOM });
  }

  zoomBy(steps: number): void {
    this.#map.zoomTo(this.#map.getZoom() + steps);
  }

  jumpTo(view: View): void {
    this.#map.jumpTo({ center: [view.lng, view.lat], zoom: view.zoom });
  }

  /** Bring a point into sight without changing the zoom, unless it is in sight already. */
  reveal([lng, lat]: LngLat): void {
    if (!this.#map.getBounds().contains([lng, lat])) this.#map.easeTo({ center: [lng, lat] });
  }

  setData(source: SourceName, data: SourceData): void {
    this.#whenReady(() => {
      const found = this.#map.getSource(source);
      if (found instanceof GeoJSONSource) void found.setData(data);
    });
  }

  showCells(geometry: CellGeometry, frame: CellFrame): void {
    this.#before.hide();
    this.#cells.setWindow(0, 1);
    this.#cells.show(geometry, frame);
    this.#showAreaLayer(null);
  }

  /** One period left of a line, another right of it. @param at share of the map's width */
  showSwipe(geometry: CellGeometry, { before, after }: { before: CellFrame; after: CellFrame }, at: number): void {
    this.#before.show(geometry, before);
    this.#cells.show(geometry, after);
    this.setSwipe(at);
    this.#showAreaLayer(null);
  }

  /** Move the line of a swipe. */
  setSwipe(at: number): void {
    this.#before.setWindow(0, at);
    this.#cells.setWindow(at, 1);
  }

  showAreas(layer: AreaLayer, frame: AreaFrame): void {
    this.#hideCells();
    this.#whenReady(() => {
      for (const id of this.#counted[layer]) this.#map.removeFeatureState({ source: layer, id });
      for (const [id, n] of frame.counts) this.#map.setFeatureState({ source: layer, id }, { n });
      this.#counted[layer] = [...frame.counts.keys()];
      this.#map.setPaintProperty(AREA_LAYERS[layer], "fill-color", countColour(frame.breaks, frame.colours));
    });
    this.#showAreaLayer(layer);
  }

  /** Ground without counts. */
  showNothing(): void {
    this.#hideCells();
    this.#showAreaLayer(null);
  }

  /** Synthetic data is watermarked; its illustrative boundaries leave no gap for the river, so a line shows it over the cells. */
  setSynthetic(synthetic: boolean): void {
    this.#whenReady(() => {
      for (const layer of ["watermark", "river-line"]) {
        this.#map.setLayoutProperty(layer, "visibility", synthetic ? "visible" : "none");
      }
    });
  }

  /** A drawing tool on this map; its code comes with the first one. */
  async startDrawing(options: DrawingOptions): Promise<Drawing> {
    const { Drawing } = await import("./drawing.ts");
    return new Promise((resolve) => this.#whenReady(() => resolve(new Drawing(this.#map, options))));
  }

  /** The map's pixels as they are now. Drawn and copied in one go, because the canvas is not kept after its frame. */
  snapshot(): HTMLCanvasElement {
    this.#map.redraw();
    const drawn = this.#map.getCanvas();
    const copy = document.createElement("canvas");
    copy.width = drawn.width;
    copy.height = drawn.height;
    copy.getContext("2d")?.drawImage(drawn, 0, 0);
    return copy;
  }

  remove(): void {
    this.#map.remove();
  }

  #start(): void {
    const ratio = Math.min(2, Math.max(1, devicePixelRatio));
    this.#map.addImage(WATERMARK_IMAGE, watermarkImage(ratio), { pixelRatio: ratio });
    for (const kind of ZONE_KINDS) {
      this.#map.addImage(zonePatternName(kind), zonePatternImage(kind, ratio), { pixelRatio: ratio });
    }
    this.#map.addLayer(this.#before, LAYER_ABOVE_CELLS);
    this.#map.addLayer(this.#cells, LAYER_ABOVE_CELLS);
    this.#ready = true;
    for (const task of this.#waiting.splice(0)) task();
  }

  #hideCells(): void {
    this.#cells.hide();
    this.#before.hide();
  }

  #whenReady(task: () => void): void {
    if (this.#ready) task();
    else this.#waiting.push(task);
  }

  #showAreaLayer(shown: AreaLayer | null): void {
    this.#whenReady(() => {
      for (const layer of ["wards", "boroughs"] as const) {
        this.#map.setLayoutProperty(AREA_LAYERS[layer], "visibility", layer === shown ? "visible" : "none");
      }
    });
  }
}

function createMap(container: HTMLElement, view: View | null, padding: PaddingOptions): MapLibreMap {
  try {
    return new MapLibreMap({
      container,
      style: mapStyle(),
      ...(view === null
        ? { bounds: toBounds(LONDON), fitBoundsOptions: { padding } }
        : { center: [view.lng, view.lat], zoom: view.zoom }),
      minZoom: 6,
      maxZoom: 17,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      renderWorldCopies: false,
    });
  } catch (error) {
    if (error instanceof GPUInitializationError) throw new NoWebGlError("This browser has no WebGL2", { cause: error });
    throw error;
  }
}

function toBounds([west, south, east, north]: Bounds): LngLatBoundsLike {
  return [west, south, east, north];
}

function xy({ point }: MapMouseEvent): { x: number; y: number } {
  return { x: point.x, y: point.y };
}
