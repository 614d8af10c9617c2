import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { ATTENTION, INK, WHITE } from "./palette.ts";

export const AREA_LAYERS = { wards: "ward-counts", boroughs: "borough-counts" } as const;

/** Filled areas, hidden until counts are shown by area. */
export function choroplethLayers(): LayerSpecification[] {
  return (["wards", "boroughs"] as const).map((source) => ({
    id: AREA_LAYERS[source],
    type: "fill",
    source,
    layout: { visibility: "none" },
    paint: { "fill-color": "rgba(0,0,0,0)", "fill-antialias": true },
  }));
}

/** Colour by the count in the feature's state `n`; areas without a count, or below the first class, keep the ground. */
export function countColour(breaks: readonly number[], colours: readonly string[]): ExpressionSpecification {
  const [first = 1, ...bounds] = breaks;
  const [palest = WHITE, ...darker] = colours;
  const stops = bounds.flatMap((bound, i) => [bound, darker[i] ?? palest]);
  return ["step", ["number", ["feature-state", "n"], 0], "rgba(0,0,0,0)", first, palest, ...stops];
}

/** Outlines of the areas that are asked for, wider than a borough's line and under everything that stands in them. */
export function askedLayers(): LayerSpecification[] {
  return [outline("asked-casing", "asked-areas", WHITE, 5), outline("asked-line", "asked-areas", INK, 2.6)];
}

/** Outlines of what the pointer is on and of what is selected: dark on a light casing, readable on every class. */
export function outlineLayers(): LayerSpecification[] {
  return [
    outline("hover-line", "hover", INK, 1.5),
    outline("selection-casing", "selection", WHITE, 6.5),
    outline("selection-line", "selection", INK, 3.5),
    outline("selection-core", "selection", ATTENTION, 1.2),
  ];
}

function outline(id: string, source: string, color: string, width: number): LayerSpecification {
  return {
    id,
    type: "line",
    source,
    layout: { "line-join": "round" },
    paint: { "line-color": color, "line-width": width },
  };
}
