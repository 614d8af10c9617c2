import type { Point, Size } from "./projection.ts";

export type Wanted = {
  readonly text: string;
  readonly kind: "target" | "borough" | "station";
  /** Pixels that it stands beside. */
  readonly around: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  /** Borough names stand on their point; the others beside theirs. */
  readonly centred: boolean;
  /** Where this name must not reach, though others may. */
  readonly off?: Wanted["around"] | undefined;
};
export type Label = Pick<Wanted, "text" | "kind"> & {
  /** Lines of text, each `lineHeight` under the one before. */
  readonly lines: readonly string[];
  /** Middle of the first line. */
  readonly at: Point;
};

type Rect = { readonly x: number; readonly y: number; readonly w: number; readonly h: number };

/** A bold letter is about this many times as wide as its size; wider than most fonts' mean, so that nothing is cut off. */
const LETTER = 0.62;
const LINE = 1.15;
const LONGEST_LINE = 18;
const GAP = 10;

/**
 * Names on a map without one over another: the first of the list have the first choice; what finds no room is left out.
 * @param taken rectangles that names must not cover
 */
export function placeLabels(
  wanted: readonly Wanted[],
  { size, font, taken = [] }: { readonly size: Size; readonly font: number; readonly taken?: readonly Rect[] },
): Label[] {
  const held: Rect[] = [...taken];
  return wanted.flatMap(({ text, kind, around, centred, off }) => {
    const lines = breakLines(text);
    const w = Math.max(...lines.map((line) => line.length)) * font * LETTER;
    const h = lines.length * font * LINE;
    const kept = off === undefined ? held : [...held, rectOf(off)];
    const found = places(around, { w, h }, centred).find(
      (rect) => inside(rect, size) && !kept.some((other) => touches(rect, other)),
    );
    if (found === undefined) return [];
    held.push(found);
    return [{ text, kind, lines, at: [found.x + w / 2, found.y + (font * LINE) / 2] as const }];
  });
}

/** "Wimbledon Park station" → "Wimbledon Park", "station": at spaces, about as wide as a name on a map may be. */
export function breakLines(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LONGEST_LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function places(
  { left, top, right, bottom }: Wanted["around"],
  { w, h }: { w: number; h: number },
  centred: boolean,
): Rect[] {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const on = { x: x - w / 2, y: y - h / 2, w, h };
  if (centred) return [0, -1, 1, -2, 2, -3, 3].map((rows) => ({ ...on, y: on.y + rows * h }));
  return [
    { ...on, y: bottom + GAP },
    { ...on, y: top - GAP - h },
    { ...on, x: right + GAP },
    { ...on, x: left - GAP - w },
    { ...on, x: right - w, y: bottom + GAP },
    { ...on, x: left, y: bottom + GAP },
    { ...on, x: right - w, y: top - GAP - h },
    { ...on, x: left, y: top - GAP - h },
  ];
}

function rectOf({ left, top, right, bottom }: Wanted["around"]): Rect {
  return { x: left, y: top, w: right - left, h: bottom - top };
}

function inside({ x, y, w, h }: Rect, { width, height }: Size): boolean {
  return x >= 4 && y >= 4 && x + w <= width - 4 && y + h <= height - 4;
}

function touches(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.w + 4 && b.x < a.x + a.w + 4 && a.y < b.y + b.h && b.y < a.y + a.h;
}
