import type { StyleSpecification } from "maplibre-gl";
import { askedLayers, choroplethLayers, outlineLayers } from "./choropleth.ts";
import { evaluationLayers, evaluationNames } from "./evaluation.ts";
import { boundaryLayers, groundLayers, wardLineLayers } from "./ground.ts";
import { labelLayers } from "./labels.ts";
import { patrolLayers } from "./patrol.ts";
import { placeLayers, rankLayers } from "./places.ts";
import { mapSources } from "./sources.ts";
import { watermarkLayer } from "./watermark.ts";
import { zoneLabelLayers, zoneLayers } from "./zones.ts";

/** The cells are drawn directly under this layer. */
export const LAYER_ABOVE_CELLS = "river-line";

/** The whole style: no glyphs and no sprite, so that the map asks nobody for anything. */
export function mapStyle(): StyleSpecification {
  return {
    version: 8,
    sources: mapSources(),
    layers: [
      ...groundLayers(),
      ...choroplethLayers(),
      ...wardLineLayers(),
      ...boundaryLayers(),
      ...askedLayers(),
      ...zoneLayers(),
      ...placeLayers(),
      ...patrolLayers(),
      ...evaluationLayers(),
      ...outlineLayers(),
      watermarkLayer(false),
      ...labelLayers(),
      ...zoneLabelLayers(),
      ...rankLayers(),
      ...evaluationNames(),
    ],
  };
}
