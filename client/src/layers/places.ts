import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { ATTENTION, BOLD_FONT, INK, WHITE } from "./palette.ts";

/** Hot places as rings and squares, incidents as dots, clusters as outlines: over the cells, whatever their class. */
export function placeLayers(): LayerSpecification[] {
  return [
    // At city zoom a place is a few pixels wide: its outline is what is found first.
    line("cluster-casing", "clusters", { color: WHITE, widths: [3.6, 5], outwards: 2 }),
    line("cluster-line", "clusters", { color: INK, widths: [1.6, 2], outwards: 2 }),
    line("core-casing", "cores", { color: WHITE, widths: [4, 6.5], minzoom: 11.4 }),
    line("core-line", "cores", { color: INK, widths: [2.4, 4], minzoom: 11.4 }),
    line("place-casing", "place", { color: WHITE, widths: [5, 8] }),
    line("place-line", "place", { color: INK, widths: [3, 5] }),
    line("place-middle", "place", { color: ATTENTION, widths: [1.2, 2] }),
    hotPlaceMarks(),
    incidentDots(),
  ];
}

/** Pixels that a number stands above the northern tip of its place, which may be smaller than the number. */
const ABOVE: ExpressionSpecification = [
  "interpolate",
  ["linear"],
  ["zoom"],
  9,
  ["literal", [0, -9]],
  13,
  ["literal", [0, -12]],
];

/** Ranks over everything: the numbers of the list. */
export function rankLayers(): LayerSpecification[] {
  return [
    {
      id: "rank-badges",
      type: "circle",
      source: "cluster-ranks",
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 9, 7.5, 13, 10],
        "circle-color": "#0b2733",
        "circle-stroke-color": WHITE,
        "circle-stroke-width": 1.5,
        "circle-translate": ABOVE,
      },
    },
    {
      id: "rank-numbers",
      type: "symbol",
      source: "cluster-ranks",
      layout: {
        "text-field": ["get", "name"],
        "text-font": BOLD_FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 9, 10.5, 13, 13],
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: { "text-color": WHITE, "text-translate": ABOVE },
    },
  ];
}

type Line = {
  readonly color: string;
  readonly widths: readonly [number, number];
  readonly minzoom?: number;
  /** How far outside the outline it is drawn at city zoom, in pixels, so that what it outlines stays in sight. */
  readonly outwards?: number;
};

function line(id: string, source: string, { color, widths, minzoom = 0, outwards = 0 }: Line): LayerSpecification {
  return {
    id,
    type: "line",
    source,
    minzoom,
    layout: { "line-join": "round" },
    paint: {
      "line-color": color,
      "line-width": ["interpolate", ["linear"], ["zoom"], 9, widths[0], 14, widths[1]],
      ...(outwards === 0 ? {} : { "line-offset": ["interpolate", ["linear"], ["zoom"], 9, -outwards, 12, 0] }),
    },
  };
}

/** A place that is busy month after month; grey where its records stand there by default. */
function hotPlaceMarks(): LayerSpecification {
  return {
    id: "hot-place-marks",
    type: "circle",
    source: "hot-places",
    minzoom: 10.4,
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 9, 2.2, 13, 5],
      "circle-color": ["match", ["get", "kind"], "default", "#8a979e", WHITE],
      "circle-stroke-color": INK,
      "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 9, 1.2, 13, 2],
    },
  };
}

function incidentDots(): LayerSpecification {
  return {
    id: "incident-dots",
    type: "circle",
    source: "incidents",
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 14, 3, 17, 6],
      "circle-color": "#0b3d4f",
      "circle-opacity": 0.75,
      "circle-stroke-color": WHITE,
      "circle-stroke-width": 1,
    },
  };
}
