import { formatCount, formatDay } from "../../format.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import { markingOf } from "../../vocabulary.ts";
import { category, dataset } from "./choices.ts";
import { boundaryCredits } from "./credits.ts";
import { type Frame, frame } from "./frame.ts";
import { legendLines, legendTitle } from "./legend.tsx";
import { map } from "./live-map.ts";
import { scaleLength } from "./scale-length.ts";

const [HEAD, FOOT] = [44, 108];

/**
 * The map as a picture that stands alone: marking, title, legend with numbers, source and date around the map's own pixels
 * (which hold the watermark of synthetic data). null while there is nothing to draw.
 */
export function pictureOf(): HTMLCanvasElement | null {
  const [shown, drawn] = [frame.peek(), map.peek()?.snapshot()];
  if (shown === null || drawn === undefined || drawn.width === 0) return null;
  const ratio = Math.max(1, devicePixelRatio);
  const [width, height] = [drawn.width / ratio, drawn.height / ratio];
  const canvas = document.createElement("canvas");
  canvas.width = drawn.width;
  canvas.height = Math.round((height + HEAD + FOOT) * ratio);
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.scale(ratio, ratio);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height + HEAD + FOOT);
  context.drawImage(drawn, 0, HEAD, width, height);
  drawScale(context, { right: width - 14, bottom: HEAD + height - 14 });
  drawHead(context, width, legendTitle(shown));
  drawClasses(context, shown, HEAD + height + 12);
  drawFoot(context, shown, { width, top: HEAD + height + 12 });
  return canvas;
}

function drawHead(context: CanvasRenderingContext2D, width: number, title: string): void {
  context.fillStyle = "#0b2733";
  context.fillRect(0, 0, width, HEAD);
  context.fillStyle = "#ffffff";
  context.textBaseline = "middle";
  context.font = "600 16px system-ui, sans-serif";
  context.fillText(title, 14, HEAD / 2, width - 210);
  context.textAlign = "right";
  context.font = "600 13px system-ui, sans-serif";
  context.fillStyle = "#ffd98a";
  context.fillText(markingOf(category.peek()), width - 14, HEAD / 2);
  context.textAlign = "left";
}

/** A round length on the ground; at zoom 0 a pixel of the equator is 78,271.5 m (512-pixel tiles). */
function drawScale(context: CanvasRenderingContext2D, { right, bottom }: { right: number; bottom: number }): void {
  const view = map.peek()?.view();
  if (view === undefined) return;
  const metresPerPixel = (78_271.5 * Math.cos((view.lat * Math.PI) / 180)) / 2 ** view.zoom;
  const metres = scaleLength(110 * metresPerPixel);
  const length = metres / metresPerPixel;
  context.fillStyle = "rgba(255,255,255,0.88)";
  context.fillRect(right - length, bottom - 20, length, 20);
  context.strokeStyle = "#16222a";
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(right - length, bottom - 12);
  context.lineTo(right - length, bottom);
  context.lineTo(right, bottom);
  context.lineTo(right, bottom - 12);
  context.stroke();
  context.fillStyle = "#16222a";
  context.font = "12px system-ui, sans-serif";
  context.fillText(metres >= 1_000 ? `${metres / 1_000} km` : `${metres} m`, right - length + 6, bottom - 6);
}

function drawClasses(context: CanvasRenderingContext2D, shown: Frame, top: number): void {
  context.font = "12px system-ui, sans-serif";
  context.textBaseline = "top";
  for (const [i, bound] of shown.breaks.entries()) {
    context.fillStyle = shown.colours[i] ?? "#ffffff";
    context.fillRect(14 + i * 48, top, 48, 14);
    context.fillStyle = "#16222a";
    context.fillText(`${formatCount(bound)}${i === shown.breaks.length - 1 ? "+" : ""}`, 14 + i * 48, top + 18);
  }
}

function drawFoot(
  context: CanvasRenderingContext2D,
  shown: Frame,
  { width, top }: { width: number; top: number },
): void {
  const data = dataset.peek();
  const lines = [
    legendLines(shown)
      .filter((line) => line !== WATERMARK)
      .join(" · "),
    `Boundaries: ${boundaryCredits()}`,
    `Hexbeat · ${data?.id ?? ""} version ${data?.version ?? ""} · drawn ${formatDay(new Date().toISOString())}`,
  ];
  context.fillStyle = "#4c5961";
  for (const [i, line] of lines.entries()) context.fillText(line, 14, top + 40 + i * 17, width - 28);
  if (!data?.synthetic) return;
  context.fillStyle = "#a11a22";
  context.font = "600 13px system-ui, sans-serif";
  context.textAlign = "right";
  context.fillText(WATERMARK, width - 14, top);
  context.textAlign = "left";
}
