import type { Map as MapLibreMap } from "maplibre-gl";
import {
  TerraDraw,
  TerraDrawCircleMode,
  TerraDrawModeUndoRedo,
  TerraDrawPolygonMode,
  TerraDrawRectangleMode,
  TerraDrawRenderMode,
  ValidateNotSelfIntersecting,
} from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import type { DrawnPolygonBody } from "../../../server/api/types.ts";
import { ATTENTION, INK } from "../layers/palette.ts";
import { redo, startHistory, step, undo } from "./drawing-history.ts";
import type { DrawingShape, DrawingState } from "./map-types.ts";

type Polygons = readonly DrawnPolygonBody[];

/** Corners of a drawn circle: smooth to the eye, far from the 500 that a shape may have. */
const CIRCLE_SEGMENTS = 64;
const RESTING = "static";
/** The mode of shapes that are drawn no more. */
const FINISHED = "finished";
const STYLE = {
  fillColor: ATTENTION,
  fillOpacity: 0.3,
  outlineColor: INK,
  outlineWidth: 3,
  closingPointColor: INK,
  closingPointWidth: 6,
  closingPointOutlineColor: ATTENTION,
  closingPointOutlineWidth: 2,
} as const;
const FINISHED_STYLE = {
  polygonFillColor: ATTENTION,
  polygonFillOpacity: 0.3,
  polygonOutlineColor: INK,
  polygonOutlineWidth: 3,
} as const;

/**
 * Draws polygons, rectangles and circles on a map. Undo takes back corner after corner while a polygon is being drawn, then
 * finished shapes one by one.
 */
export class Drawing {
  readonly #draw: TerraDraw;
  readonly #onChange: (state: DrawingState) => void;
  readonly #most: number;
  #history = startHistory<Polygons>([]);
  #shape: DrawingShape | null = null;

  /** @param options most = how many shapes there may be: one more takes the oldest one's place */
  constructor(map: MapLibreMap, options: { most: number; onChange: (state: DrawingState) => void }) {
    this.#onChange = options.onChange;
    this.#most = options.most;
    this.#draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 7 }),
      modes: [
        new TerraDrawPolygonMode({ styles: STYLE, validation: refuseCrossing }),
        new TerraDrawRectangleMode({ styles: STYLE }),
        new TerraDrawCircleMode({ styles: STYLE, segments: CIRCLE_SEGMENTS }),
        new TerraDrawRenderMode({ modeName: FINISHED, styles: FINISHED_STYLE }),
      ],
      undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
    });
    // The mode is still in the middle of finishing when it says so.
    this.#draw.on("finish", (id) => queueMicrotask(() => this.#finish(id)));
    this.#draw.on("history", () => this.#tell());
    this.#draw.start();
  }

  /** Draw this kind of shape next; null lets the map be moved without drawing. */
  choose(shape: DrawingShape | null): void {
    this.#shape = shape;
    this.#draw.setMode(shape ?? RESTING);
    this.#tell();
  }

  /** Put shapes on the map that were made elsewhere: undo takes them away again. */
  put(polygons: Polygons): void {
    this.#history = step(this.#history, polygons);
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

  #finish(id: string | number): void {
    const geometry = this.#draw.getSnapshotFeature(id)?.geometry;
    if (geometry?.type !== "Polygon") return;
    const drawn: DrawnPolygonBody = { type: "Polygon", coordinates: geometry.coordinates };
    this.#history = step(this.#history, [...this.#history.present, drawn].slice(-this.#most));
    this.#show();
  }

  /** What is finished is drawn anew from the history, so that screen and state cannot differ. */
  #show(): void {
    this.#draw.clear();
    this.#draw.clearUndoRedoHistory();
    this.#draw.addFeatures(
      this.#history.present.map(({ coordinates }) => ({
        type: "Feature",
        properties: { mode: FINISHED },
        geometry: { type: "Polygon", coordinates },
      })),
    );
    if (this.#shape !== null) this.#draw.setMode(this.#shape);
    this.#tell();
  }

  #tell(): void {
    this.#onChange({
      polygons: this.#history.present,
      shape: this.#shape,
      canUndo: this.#draw.canUndo() || this.#history.past.length > 0,
      canRedo: this.#draw.canRedo() || this.#history.future.length > 0,
    });
  }
}

type Validation = NonNullable<NonNullable<ConstructorParameters<typeof TerraDrawPolygonMode>[0]>["validation"]>;

/** A corner that would make the outline cross itself is not taken; on its way there the pointer may cross it. */
function refuseCrossing(...[feature, { updateType }]: Parameters<Validation>): ReturnType<Validation> {
  return updateType === "provisional" ? { valid: true } : ValidateNotSelfIntersecting(feature);
}
