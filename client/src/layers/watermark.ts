import type { LayerSpecification } from "maplibre-gl";

export const WATERMARK = "SYNTHETIC – not real places’ crime";
export const WATERMARK_IMAGE = "watermark";

/** A pattern over the whole map, in its own pixels: no screenshot or export of synthetic data is without it. */
export function watermarkLayer(synthetic: boolean): LayerSpecification {
  return {
    id: "watermark",
    type: "background",
    layout: { visibility: synthetic ? "visible" : "none" },
    paint: { "background-pattern": WATERMARK_IMAGE, "background-opacity": 0.26 },
  };
}
