import { WATERMARK } from "../layers/watermark.ts";

/** The watermark as a tile that repeats: words on a slant, twice, so that no cut of the map misses them. */
export function watermarkImage(ratio: number): ImageData {
  const [width, height] = [Math.round(360 * ratio), Math.round(240 * ratio)];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no 2D canvas to draw the watermark with");
  context.scale(ratio, ratio);
  for (const [x, y] of [
    [180, 60],
    [0, 180],
    [360, 180],
  ] as const)
    drawWords(context, x, y);
  return context.getImageData(0, 0, width, height);
}

function drawWords(context: OffscreenCanvasRenderingContext2D, x: number, y: number): void {
  context.save();
  context.translate(x, y);
  context.rotate(-0.3);
  context.font = "600 14px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = 3;
  context.strokeStyle = "#ffffff";
  context.strokeText(WATERMARK, 0, 0);
  context.fillStyle = "#16222a";
  context.fillText(WATERMARK, 0, 0);
  context.restore();
}
