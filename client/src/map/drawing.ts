import type { Map as MapLibreMap } from "maplibre-gl";
import {
  type SnappableContext,
  TerraDraw,
  TerraDrawModeUndoRedo,
  type TerraDrawMouseEvent,
  type TerraDrawSelectMode,
} from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import type { DrawnPolygonBody } from "../../../server/api/types.ts";
import { changedCorner, rounded } from "./corners.ts";
import { redo, startHistory, step, undo } from "./drawing-history.ts";
import { CORNERS, cornerStyle, drawingModes, FINISHED } from "./drawing-modes.ts";
import type { DrawingOptions, DrawingShape, DrawingState, DrawingTool, Snap } from "./map-types.ts";

type Polygons = readonly DrawnPolygonBody[];
type FeatureId = string | number;

/** How near to an edge a corner is pulled onto it. */
const SNAP_PIXELS = 12;

/**
 * Draws polygons, rectangles and circles on a map, and moves, adds and removes the corners of the last one. Undo takes back
 * corner after corner while a polygon is being drawn, then finished shapes and moved corners one by one.
 */
export class Drawing {
  readonly #draw: TerraDraw;
  readonly #onChange: (state: DrawingState) => void;
  readonly #most: number;
  #history = startHistory<Polygons>([]);
  #tool: DrawingTool = "polygon";
  /** What is drawn when no shape is left whose corners could be moved. */
  #shape: DrawingShape = "polygon";
  #corner = 0;
  #last: FeatureId | null = null;
  #snap: Snap | null = null;

  constructor(map: MapLibreMap, { most, begin, onChange }: DrawingOptions) {
    this.#onChange = onChange;
    this.#most = most;
    this.#draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 7 }),
      modes: drawingModes(
        (event, context) => this.#snapped(event, context),
        (corner) => corner === this.#corner,
      ),
      undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
    });
    // The mode is still in the middle of finishing when it says so.
    this.#draw.on("finish", (id) => queueMicrotask(() => this.#finish(id)));
    this.#draw.on("history", () => this.#tell());
    this.#draw.start();
    if (begin !== null) {
      this.#history = startHistory<Polygons>([begin]);
      this.#tool = "corners";
    }
    this.#show();
  }

  /** Draw this kind of shape next, or move the corners of the last one. */
  choose(tool: DrawingTool): void {
    this.#tool = tool;
    this.#show();
  }

  /** Let another corner stand out. */
  chooseCorner(corner: number): void {
    this.#corner = corner;
    this.#draw.updateModeOptions<typeof TerraDrawSelectMode>(CORNERS, {
      styles: cornerStyle((one) => one === this.#corner),
    });
    this.#tell();
  }

  /** Pull corners onto edges as they are put; null = let them be. */
  snapTo(snap: Snap | null): void {
    this.#snap = snap;
  }

  /** Put another shape in the place of the last one: undo brings that back. @param corner the one that stands out then */
  replaceLast(polygon: DrawnPolygonBody, corner: number): void {
    this.#history = step(this.#history, [...this.#history.present.slice(0, -1), rounded(polygon)]);
    this.#corner = corner;
    this.#show();
  }

  undo(): void {
    if (this.#draw.canUndo()) this.#draw.undo();
    else {
      this.#history = undo(this.#history);
      this.#show();
    }
    this.#tell();
  }

  redo(): void {
    if (this.#draw.canRedo()) this.#draw.redo();
    else {
      this.#history = redo(this.#history);
      this.#show();
    }
    this.#tell();
  }

  /** Take everything away; undo brings it back. */
  clear(): void {
    if (this.#history.present.length > 0) this.#history = step<Polygons>(this.#history, []);
    this.#show();
  }

  stop(): void {
    this.#draw.stop();
  }

  #finish(id: FeatureId): void {
    const geometry = this.#draw.getSnapshotFeature(id)?.geometry;
    if (geometry?.type !== "Polygon") return;
    const drawn = rounded({ type: "Polygon", coordinates: geometry.coordinates });
    const last = this.#history.present.at(-1);
    if (this.#tool === "corners" && last !== undefined) {
      this.#changed(last, drawn);
      return;
    }
    this.#history = step(this.#history, [...this.#history.present, drawn].slice(-this.#most));
    this.#show();
  }

  /** The shape is not drawn anew: a drag that began by adding a corner goes on to move it. */
  #changed(before: DrawnPolygonBody, after: DrawnPolygonBody): void {
    const corner = changedCorner(before, after);
    if (corner === null) return;
    this.#history = step(this.#history, [...this.#history.present.slice(0, -1), after]);
    this.chooseCorner(corner);
  }

  /** What is finished is drawn anew from the history, so that screen and state cannot differ. */
  #show(): void {
    const polygons = this.#history.present;
    if (this.#tool !== "corners") this.#shape = this.#tool;
    else if (polygons.length === 0) this.#tool = this.#shape;
    this.#corner = Math.min(this.#corner, Math.max(0, (polygons.at(-1)?.coordinates[0]?.length ?? 0) - 2));
    this.#draw.clear();
    this.#draw.clearUndoRedoHistory();
    const added = this.#draw.addFeatures(
      polygons.map(({ coordinates }) => ({
        type: "Feature",
        properties: { mode: FINISHED },
        geometry: { type: "Polygon", coordinates },
      })),
    );
    this.#last = added.findLast(({ valid }) => valid)?.id ?? null;
    this.#draw.setMode(this.#tool === "corners" ? CORNERS : this.#tool);
    if (this.#tool === "corners" && this.#last !== null) this.#draw.selectFeature(this.#last);
    this.#tell();
  }

  #snapped({ lng, lat, containerX, containerY }: TerraDrawMouseEvent, { unproject }: SnappableContext) {
    const beside = unproject(containerX + SNAP_PIXELS, containerY);
    const found = this.#snap?.([lng, lat], Math.abs(beside.lng - lng)) ?? null;
    return found === null ? undefined : [...found];
  }

  #tell(): void {
    this.#onChange({
      polygons: this.#history.present,
      tool: this.#tool,
      corner: this.#corner,
      canUndo: this.#draw.canUndo() || this.#history.past.length > 0,
      canRedo: this.#draw.canRedo() || this.#history.future.length > 0,
    });
  }
}
