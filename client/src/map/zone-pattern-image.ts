import type { ZoneKind } from "../../../server/api/types.ts";
import { patternPath, ZONE_SIGNS } from "../layers/zone-signs.ts";

/** Side of a tile and distance between two lines of it, in CSS pixels. */
const TILE = 24;
const STEP = 12;

/** The tile that fills a kind of zone: its lines over a tint of its colour, which the counts below shine through. */
export function zonePatternImage(kind: ZoneKind, ratio: number): ImageData {
  const size = Math.round(TILE * ratio);
  const context = new OffscreenCanvas(size, size).getContext("2d");
  if (context === null) throw new Error("no 2D canvas to draw a zone's pattern with");
  const { colour, pattern } = ZONE_SIGNS[kind];
  context.globalAlpha = 0.14;
  context.fillStyle = colour;
  context.fillRect(0, 0, size, size);
  context.globalAlpha = 0.85;
  context.scale(size / TILE, size / TILE);
  context.strokeStyle = colour;
  context.lineWidth = pattern === "dots" ? 2 : 1.2;
  context.stroke(new Path2D(patternPath(pattern, { width: TILE, height: TILE }, STEP)));
  return context.getImageData(0, 0, size, size);
}
