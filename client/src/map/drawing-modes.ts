import {
  type SnapToCustom,
  TerraDrawCircleMode,
  TerraDrawPolygonMode,
  TerraDrawRectangleMode,
  TerraDrawRenderMode,
  TerraDrawSelectMode,
  ValidateNotSelfIntersecting,
} from "terra-draw";
import { ATTENTION, INK, WHITE } from "../layers/palette.ts";

/** Corners of a drawn circle: smooth to the eye, far from the 500 that a shape may have. */
const CIRCLE_SEGMENTS = 64;
/** The mode of shapes that are drawn no more. */
export const FINISHED = "finished";
/** The mode in which corners are moved: terra-draw's own name for it. */
export const CORNERS = "select";
/** How near to a corner counts as on it: a finger's half width. */
const CORNER_PIXELS = 22;

const STYLE = {
  fillColor: ATTENTION,
  fillOpacity: 0.3,
  outlineColor: INK,
  outlineWidth: 3,
  closingPointColor: INK,
  closingPointWidth: 6,
  closingPointOutlineColor: ATTENTION,
  closingPointOutlineWidth: 2,
  snappingPointColor: ATTENTION,
  snappingPointWidth: 6,
  snappingPointOutlineColor: INK,
  snappingPointOutlineWidth: 2,
} as const;
const FINISHED_STYLE = {
  polygonFillColor: ATTENTION,
  polygonFillOpacity: 0.3,
  polygonOutlineColor: INK,
  polygonOutlineWidth: 3,
} as const;

/** @param snap where a corner goes that is put near an edge @param isChosen which corner stands out */
export function drawingModes(snap: SnapToCustom, isChosen: (corner: unknown) => boolean) {
  const snapping = { toCustom: snap };
  const coordinates = { draggable: true, deletable: true, midpoints: { draggable: true }, snappable: snapping };
  return [
    new TerraDrawPolygonMode({ styles: STYLE, validation: refuseCrossing, snapping }),
    new TerraDrawRectangleMode({ styles: STYLE }),
    new TerraDrawCircleMode({ styles: STYLE, segments: CIRCLE_SEGMENTS }),
    new TerraDrawRenderMode({ modeName: FINISHED, styles: FINISHED_STYLE }),
    new TerraDrawSelectMode({
      styles: cornerStyle(isChosen),
      pointerDistance: CORNER_PIXELS,
      flags: { [FINISHED]: { feature: { validation: refuseCrossing, coordinates } } },
      // Delete would take the whole shape away, and Escape what it takes to move its corners.
      keyEvents: null,
      allowManualDeselection: false,
    }),
  ];
}

/** Written anew whenever another corner is chosen, which is what makes the tool draw the corners again. */
export function cornerStyle(isChosen: (corner: unknown) => boolean) {
  return {
    selectedPolygonColor: ATTENTION,
    selectedPolygonFillOpacity: 0.3,
    selectedPolygonOutlineColor: INK,
    selectedPolygonOutlineWidth: 3,
    selectionPointColor: ({ properties }: Corner) => (isChosen(properties["index"]) ? ATTENTION : WHITE),
    selectionPointWidth: ({ properties }: Corner) => (isChosen(properties["index"]) ? 8 : 5),
    selectionPointOutlineColor: INK,
    selectionPointOutlineWidth: 2,
    midPointColor: INK,
    midPointWidth: 3,
    midPointOutlineColor: WHITE,
    midPointOutlineWidth: 1,
  } as const;
}

type Corner = { readonly properties: Readonly<Record<string, unknown>> };
type Validation = NonNullable<NonNullable<ConstructorParameters<typeof TerraDrawPolygonMode>[0]>["validation"]>;

/** A corner that would make the outline cross itself is not taken; on its way there the pointer may cross it. */
function refuseCrossing(...[feature, { updateType }]: Parameters<Validation>): ReturnType<Validation> {
  return updateType === "provisional" ? { valid: true } : ValidateNotSelfIntersecting(feature);
}
