import type { LayerSpecification } from "maplibre-gl";
import { BOROUGH_LINE, GROUND, WARD_LINE, WATER, WATER_INK } from "./palette.ts";

/** Ground under the counts: paper and river. */
export function groundLayers(): LayerSpecification[] {
  return [
    { id: "ground", type: "background", paint: { "background-color": GROUND } },
    {
      id: "river",
      type: "line",
      source: "river",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": WATER, "line-width": metres(330) },
    },
  ];
}

/** Ward lines stand over filled areas and under the cells. */
export function wardLineLayers(): LayerSpecification[] {
  return [
    {
      id: "ward-lines",
      type: "line",
      source: "wards",
      minzoom: 9,
      paint: { "line-color": WARD_LINE, "line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.4, 13, 1.2] },
    },
  ];
}

/** Borough lines stand over the counts: they are what a meeting looks for first. */
export function boundaryLayers(): LayerSpecification[] {
  return [
    {
      // A thin line over the cells: the river is what people find their way by, and must not hide a count.
      id: "river-line",
      type: "line",
      source: "river",
      layout: { "line-join": "round" },
      paint: { "line-color": WATER_INK, "line-width": 1.2, "line-opacity": 0.55 },
    },
    {
      id: "borough-lines",
      type: "line",
      source: "boroughs",
      layout: { "line-join": "round" },
      paint: {
        "line-color": BOROUGH_LINE,
        "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.7, 11, 1.5, 14, 2.2],
        "line-opacity": 0.85,
      },
    },
  ];
}

/** A width on the ground, drawn right at every zoom: at 51.5° N a pixel of zoom 0 is 48,724 m (512-pixel tiles). */
function metres(width: number): ["interpolate", ["exponential", 2], ["zoom"], ...number[]] {
  return ["interpolate", ["exponential", 2], ["zoom"], 6, (width * 2 ** 6) / 48_724, 18, (width * 2 ** 18) / 48_724];
}
