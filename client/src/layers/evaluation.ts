import type { LayerSpecification } from "maplibre-gl";
import type { EvaluationGeometryBody } from "../../../server/api/types.ts";
import { BOLD_FONT, INK, WHITE } from "./palette.ts";
import type { SourceData } from "./sources.ts";

/** What stands out against placebos: dark enough for 3:1 on the ground and on every class of the difference. */
const MARKED = "#8a4b00";
const RING = "#3b4a52";

/** Outlines of what an evaluation tests: the target thick, rings and strips thin, what stands out in its own colour. */
export function evaluationLayers(): LayerSpecification[] {
  return [
    line("ring-outline", ["ring"], { color: RING, width: 1, dash: [2, 2] }),
    line("strip-casing", ["strip"], { color: WHITE, width: 4.5 }),
    line("strip-outline", ["strip"], { color: INK, width: 2, dash: [4, 2] }),
    line("receiving-casing", ["receiving"], { color: WHITE, width: 5 }),
    line("receiving-outline", ["receiving"], { color: INK, width: 2 }),
    line("control-outline", ["control"], { color: RING, width: 1.5, dash: [1, 2] }),
    line("target-area-casing", ["target"], { color: WHITE, width: 6.5 }),
    line("target-area-outline", ["target"], { color: "#0b3d4f", width: 3.5 }),
    line("marked-casing", ["marked"], { color: WHITE, width: 7 }),
    line("marked-outline", ["marked"], { color: MARKED, width: 4 }),
  ];
}

/** Names of the places that stand out, over everything. */
export function evaluationNames(): LayerSpecification[] {
  return [
    {
      id: "evaluation-name-labels",
      type: "symbol",
      source: "evaluation-names",
      layout: {
        "text-field": ["get", "name"],
        "text-font": BOLD_FONT,
        "text-size": 12,
        "text-max-width": 9,
        "text-anchor": "top",
        "text-offset": [0, 0.4],
      },
      paint: { "text-color": MARKED, "text-halo-color": WHITE, "text-halo-width": 2 },
    },
  ];
}

export type Part = EvaluationGeometryBody["features"][number];

/** @param isMarked whether a part stands out against placebos */
export function partData({ features }: EvaluationGeometryBody, isMarked: (part: Part) => boolean): SourceData {
  return {
    type: "FeatureCollection",
    features: features.map((feature) => ({
      type: "Feature",
      properties: { part: isMarked(feature) ? "marked" : feature.properties.part },
      geometry: feature.geometry,
    })),
  };
}

type Line = { readonly color: string; readonly width: number; readonly dash?: number[] };

function line(id: string, parts: string[], { color, width, dash }: Line): LayerSpecification {
  return {
    id,
    type: "line",
    source: "evaluation",
    filter: ["in", ["get", "part"], ["literal", parts]],
    layout: { "line-join": "round" },
    paint: { "line-color": color, "line-width": width, ...(dash === undefined ? {} : { "line-dasharray": dash }) },
  };
}
