import type { LayerSpecification, SymbolLayerSpecification } from "maplibre-gl";
import { BOLD_FONT, INK, MUTED_INK, REGULAR_FONT, WATER_INK, WHITE } from "./palette.ts";

/** Names over everything, drawn from local fonts: boroughs first, then stations and wards as there is room. */
export function labelLayers(): LayerSpecification[] {
  return [
    stationDots(),
    label(
      "river-name",
      { source: "river", color: WATER_INK, font: REGULAR_FONT, size: [10, 11, 14, 13], minzoom: 10.5 },
      true,
    ),
    label("ward-names", {
      source: "ward-labels",
      color: MUTED_INK,
      font: REGULAR_FONT,
      size: [12, 11, 15, 14],
      minzoom: 12.2,
    }),
    label(
      "station-names",
      { source: "stations", color: INK, font: REGULAR_FONT, size: [12, 11, 15, 13], minzoom: 12.6 },
      false,
      0.9,
    ),
    label("borough-names", {
      source: "borough-labels",
      color: INK,
      font: BOLD_FONT,
      size: [9, 11, 13, 16],
      minzoom: 8.6,
    }),
  ];
}

function stationDots(): LayerSpecification {
  return {
    id: "station-dots",
    type: "circle",
    source: "stations",
    minzoom: 11.8,
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 11.8, 2, 14, 4],
      "circle-color": WHITE,
      "circle-stroke-color": INK,
      "circle-stroke-width": 1.2,
    },
  };
}

type Text = {
  readonly source: string;
  readonly color: string;
  readonly font: string[];
  /** zoom, pixels, zoom, pixels */
  readonly size: readonly [number, number, number, number];
  readonly minzoom: number;
};

function label(id: string, text: Text, along = false, below = 0): SymbolLayerSpecification {
  return {
    id,
    type: "symbol",
    source: text.source,
    minzoom: text.minzoom,
    layout: {
      "text-field": ["get", "name"],
      "text-font": text.font,
      "text-size": ["interpolate", ["linear"], ["zoom"], ...text.size],
      "text-max-width": 8,
      "text-padding": 4,
      ...(along ? { "symbol-placement": "line", "symbol-spacing": 420 } : {}),
      ...(below > 0 ? { "text-anchor": "top", "text-offset": [0, below * 0.6] } : {}),
    },
    paint: { "text-color": text.color, "text-halo-color": "rgba(255,255,255,0.92)", "text-halo-width": 1.6 },
  };
}
