/**
 * Patterns over a class's colour: what is not significant, or weaker than it looks, is told by them as well as by colour.
 * The numbers are known to the cell shader.
 */
export const HATCHES = { plain: 0, lines: 1, dots: 2, bars: 3 } as const;
export type Hatch = (typeof HATCHES)[keyof typeof HATCHES];

/** Distance between two lines of a pattern, and their width, in CSS pixels; as in the cell shader. */
export const HATCH_STEP = 5;
export const HATCH_WIDTH = 1.2;

/** Width of a cell, in CSS pixels, up to which the lines are faintest, and from which on they are as in the legend. */
const [NARROW, WIDE] = [6, 28];
const FAINTEST = 0.2;

const LINE = "rgba(22,34,42,0.3)";
const PALE = "rgba(255,255,255,0.95)";

/**
 * How strong the lines of what is not significant are on cells of a width in CSS pixels, 1 = as in the legend. On cells
 * narrower than the pattern's steps they would be noise over all of the city, and hide the few cells that stand out of it.
 */
export function lineStrength(cellPixels: number): number {
  const share = (cellPixels - NARROW) / (WIDE - NARROW);
  return FAINTEST + (1 - FAINTEST) * Math.max(0, Math.min(1, share));
}

/** The same pattern for a swatch of the legend. */
export function hatchBackground(hatch: Hatch, colour: string): string {
  const width = `${HATCH_WIDTH}px`;
  if (hatch === HATCHES.lines)
    return `repeating-linear-gradient(135deg, ${LINE} 0 ${width}, transparent ${width} ${HATCH_STEP}px), ${colour}`;
  if (hatch === HATCHES.bars)
    return `repeating-linear-gradient(0deg, ${PALE} 0 ${width}, transparent ${width} ${HATCH_STEP}px), ${colour}`;
  if (hatch === HATCHES.dots)
    return `radial-gradient(circle, ${LINE} 1.2px, transparent 1.6px) 0 0 / ${HATCH_STEP}px ${HATCH_STEP}px, ${colour}`;
  return colour;
}

/** Fill a box of a picture with a class's colour and pattern. */
export function fillHatched(
  context: CanvasRenderingContext2D,
  box: { x: number; y: number; width: number; height: number },
  { colour, hatch }: { colour: string; hatch: Hatch },
): void {
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  context.fillStyle = colour;
  context.fillRect(box.x, box.y, box.width, box.height);
  context.lineWidth = HATCH_WIDTH;
  context.strokeStyle = hatch === HATCHES.bars ? PALE : LINE;
  context.fillStyle = LINE;
  if (hatch === HATCHES.dots) fillDots(context, box);
  else if (hatch !== HATCHES.plain) strokeLines(context, box, hatch === HATCHES.lines ? box.height : 0);
  context.restore();
}

type Box = { x: number; y: number; width: number; height: number };

/** @param rise how much higher a line ends than it begins, 0 = level */
function strokeLines(context: CanvasRenderingContext2D, { x, y, width, height }: Box, rise: number): void {
  context.beginPath();
  if (rise === 0) {
    for (let at = y + 2; at < y + height; at += HATCH_STEP) {
      context.moveTo(x, at);
      context.lineTo(x + width, at);
    }
  } else {
    for (let at = x - height; at < x + width; at += HATCH_STEP * Math.SQRT2) {
      context.moveTo(at, y + height);
      context.lineTo(at + height, y);
    }
  }
  context.stroke();
}

function fillDots(context: CanvasRenderingContext2D, { x, y, width, height }: Box): void {
  for (let dy = 2; dy < height; dy += HATCH_STEP) {
    for (let dx = 2; dx < width; dx += HATCH_STEP) {
      context.beginPath();
      context.arc(x + dx, y + dy, 1.3, 0, 2 * Math.PI);
      context.fill();
    }
  }
}
