import { formatCount } from "../../format.ts";
import { fillHatched, HATCHES } from "../../layers/hatch.ts";
import type { Frame } from "./frame.ts";
import { classSizes } from "./modes/classed.ts";

const TEXT_FONT = "12px system-ui, sans-serif";
const [COUNT_WIDTH, NAME_WIDTH, NAME_LINE] = [48, 210, 20];
/** Of the scale of counts: swatches with their bounds under them. */
const COUNT_HEIGHT = 52;

type Box = { readonly left: number; readonly top: number; readonly width: number };
type Named = Extract<Frame, { kind: "classed" }>;

/** How high the legend of a picture is, in CSS pixels, with its margins. */
export function heightOfLegend(shown: Frame, width: number): number {
  if (shown.kind !== "classed") return COUNT_HEIGHT;
  return 18 + Math.ceil(shown.classes.length / columnsIn(width)) * NAME_LINE;
}

/** How much of the first line of a picture's foot the legend takes. */
export function widthOfLegend(shown: Frame, width: number): number {
  return shown.kind === "classed" ? width : shown.breaks.length * COUNT_WIDTH + 14;
}

/** The classes with their numbers, as the page's own legend has them. */
export function drawLegend(context: CanvasRenderingContext2D, shown: Frame, box: Box): void {
  context.font = TEXT_FONT;
  context.textBaseline = "top";
  if (shown.kind === "classed") drawNames(context, shown, box);
  else drawCounts(context, shown, box);
}

function drawCounts(context: CanvasRenderingContext2D, shown: Exclude<Frame, Named>, box: Box): void {
  for (const [i, bound] of shown.breaks.entries()) {
    const x = box.left + i * COUNT_WIDTH;
    const colour = shown.colours[i] ?? "#ffffff";
    fillHatched(context, { x, y: box.top, width: COUNT_WIDTH, height: 14 }, { colour, hatch: HATCHES.plain });
    context.fillStyle = "#16222a";
    context.fillText(`${formatCount(bound)}${i === shown.breaks.length - 1 ? "+" : ""}`, x, box.top + 18);
  }
}

function drawNames(context: CanvasRenderingContext2D, shown: Named, box: Box): void {
  const sizes = classSizes(shown);
  const columns = columnsIn(box.width);
  for (const [i, found] of shown.classes.entries()) {
    const x = box.left + (i % columns) * NAME_WIDTH;
    const y = box.top + Math.floor(i / columns) * NAME_LINE;
    fillHatched(context, { x, y, width: 26, height: 13 }, found);
    context.fillStyle = "#16222a";
    context.fillText(`${found.label}: ${formatCount(sizes[i] ?? 0)}`, x + 32, y, NAME_WIDTH - 36);
  }
}

function columnsIn(width: number): number {
  return Math.max(1, Math.floor(width / NAME_WIDTH));
}
