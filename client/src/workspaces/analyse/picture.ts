import { formatDay } from "../../format.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import { wrapText } from "../../ui/wrap-text.ts";
import { effortWarning } from "../../vocabulary.ts";
import { dataset } from "./choices.ts";
import { boundaryCredits } from "./credits.ts";
import { type Frame, frame } from "./frame.ts";
import { legendLines, legendTitle } from "./legend.tsx";
import { drawLegend, heightOfLegend, widthOfLegend } from "./legend-picture.ts";
import { map } from "./live-map.ts";
import { backtestLine, methodLine } from "./method/method-line.ts";
import { type SymbolLine, symbolLines } from "./modes/symbols.tsx";
import { scaleLength } from "./scale-length.ts";
import { screenMarking } from "./screen-marking.ts";

const EDGE = 14;
const TITLE_FONT = "600 16px system-ui, sans-serif";
const MARK_FONT = "600 13px system-ui, sans-serif";
const TEXT_FONT = "12px system-ui, sans-serif";
const [TITLE_LINE, TEXT_LINE] = [22, 17];
const SIGN_WORDS: Readonly<Record<SymbolLine["sign"], string>> = {
  outline: "Outline",
  core: "Thick outline",
  mark: "White dot",
  grey: "Grey dot",
};

type Layout = {
  readonly width: number;
  /** Height of the map's own pixels, in CSS pixels. */
  readonly mapHeight: number;
  readonly head: number;
  readonly foot: number;
  readonly title: readonly string[];
  readonly text: readonly string[];
  /** Down from the top of the foot. */
  readonly textTop: number;
  readonly watermark: boolean;
  /** Down from the top of the foot. */
  readonly watermarkTop: number;
};

/**
 * The map as a picture that stands alone: marking, title, legend with numbers, source and date around the map's own pixels
 * (which hold the watermark of synthetic data). null while there is nothing to draw.
 */
export function pictureOf(): HTMLCanvasElement | null {
  const [shown, drawn] = [frame.peek(), map.peek()?.snapshot()];
  if (shown === null || drawn === undefined || drawn.width === 0) return null;
  const ratio = Math.max(1, devicePixelRatio);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (context === null) return null;
  const layout = layOut(context, shown, { width: drawn.width / ratio, height: drawn.height / ratio });
  const { width, mapHeight, head, foot } = layout;
  // Sizing a canvas clears it, so the words were measured before.
  canvas.width = drawn.width;
  canvas.height = Math.round((head + mapHeight + foot) * ratio);
  context.scale(ratio, ratio);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, head + mapHeight + foot);
  context.drawImage(drawn, 0, head, width, mapHeight);
  drawScale(context, { right: width - EDGE, bottom: head + mapHeight - EDGE });
  drawHead(context, layout);
  drawLegend(context, shown, { left: EDGE, top: head + mapHeight + 12, width: width - 2 * EDGE });
  drawFoot(context, layout);
  return canvas;
}

/** Long titles and credits take more lines, and the picture grows: nothing is squeezed or cut. */
function layOut(context: CanvasRenderingContext2D, shown: Frame, size: { width: number; height: number }): Layout {
  const fitting = (font: string, room: number) => (line: string) => {
    context.font = font;
    return context.measureText(line).width <= room;
  };
  const inner = size.width - 2 * EDGE;
  context.font = MARK_FONT;
  const marking = context.measureText(screenMarking.peek()).width + EDGE;
  const watermark = dataset.peek()?.synthetic ?? false;
  const legendHeight = heightOfLegend(shown, inner);
  const isBelow = watermark && !fitting(MARK_FONT, inner - widthOfLegend(shown, inner))(WATERMARK);
  const textTop = legendHeight + (isBelow ? 26 : 0);
  const title = wrapText(legendTitle(shown), fitting(TITLE_FONT, inner - marking));
  const text = footTexts(shown).flatMap((line) => wrapText(line, fitting(TEXT_FONT, inner)));
  return {
    width: size.width,
    mapHeight: size.height,
    head: 22 + title.length * TITLE_LINE,
    foot: textTop + text.length * TEXT_LINE + 6,
    title,
    text,
    textTop,
    watermark,
    watermarkTop: isBelow ? legendHeight : 12,
  };
}

function footTexts(shown: Frame): string[] {
  const data = dataset.peek();
  return [
    legendLines(shown)
      .filter((line) => line !== WATERMARK)
      .join(" · "),
    data === null ? "" : (effortWarning(data, shown.category) ?? ""),
    symbolLines(shown)
      .map(({ sign, words }) => `${SIGN_WORDS[sign]}: ${words}`)
      .join(" · "),
    backtestLine.peek() ?? "",
    methodLine.peek() ?? "",
    `Boundaries: ${boundaryCredits()}`,
    `Hexbeat · ${data?.id ?? ""} version ${data?.version ?? ""} · drawn ${formatDay(new Date().toISOString())}`,
  ].filter((line) => line !== "");
}

function drawHead(context: CanvasRenderingContext2D, { width, head, title }: Layout): void {
  context.fillStyle = "#0b2733";
  context.fillRect(0, 0, width, head);
  context.fillStyle = "#ffffff";
  context.textBaseline = "middle";
  context.font = TITLE_FONT;
  for (const [i, line] of title.entries()) context.fillText(line, EDGE, 11 + (i + 0.5) * TITLE_LINE);
  context.textAlign = "right";
  context.font = MARK_FONT;
  context.fillStyle = "#ffd98a";
  context.fillText(screenMarking.peek(), width - EDGE, 11 + 0.5 * TITLE_LINE);
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
  context.font = TEXT_FONT;
  context.fillText(metres >= 1_000 ? `${metres / 1_000} km` : `${metres} m`, right - length + 6, bottom - 6);
}

function drawFoot(context: CanvasRenderingContext2D, layout: Layout): void {
  const { width, text, textTop, watermark, watermarkTop } = layout;
  const top = layout.head + layout.mapHeight;
  context.fillStyle = "#4c5961";
  for (const [i, line] of text.entries()) context.fillText(line, EDGE, top + textTop + i * TEXT_LINE, width - 2 * EDGE);
  if (!watermark) return;
  context.fillStyle = "#a11a22";
  context.font = MARK_FONT;
  context.textAlign = "right";
  context.fillText(WATERMARK, width - EDGE, top + watermarkTop);
  context.textAlign = "left";
}
