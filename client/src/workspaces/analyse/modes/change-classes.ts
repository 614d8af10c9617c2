import { HATCHES } from "../../../layers/hatch.ts";
import type { MapClass } from "./classed.ts";

/** Purple falls, orange rises, grey and hatched is what chance alone often gives. */
const COLOURS = ["#542788", "#8073ac", "#c3bbd9", "#e6e4e0", "#f5c78c", "#e08214", "#9a4c00"] as const;
/** Position + 1 of what stays within chance. */
export const MIDDLE = 4;

export type Bounds = readonly [number, number];

/** More than what two equal Poisson counts often differ by. */
function stands(change: number, now: number, earlier: number): boolean {
  return Math.abs(change) > 1.96 * Math.sqrt(now + earlier);
}

/**
 * The changes at which a class becomes a stronger one: thirds of those that stand out, the strongest twice the other at least.
 * @returns two growing whole numbers
 */
export function changeBounds(
  difference: Int32Array,
  { now, earlier }: { now: Uint32Array; earlier: Uint32Array },
): Bounds {
  const standing = [...difference.keys()].filter((row) =>
    stands(difference[row] ?? 0, now[row] ?? 0, earlier[row] ?? 0),
  );
  return boundsOfSizes(standing.map((row) => difference[row] ?? 0));
}

/** The same of the changes that stand out, by whatever test. */
export function boundsOfSizes(changes: readonly number[]): Bounds {
  const sizes = changes.map((change) => Math.round(Math.abs(change))).sort((a, b) => a - b);
  const low = Math.max(5, sizes[Math.floor(sizes.length / 3)] ?? 5);
  return [low, Math.max(2 * low, sizes[Math.floor((2 * sizes.length) / 3)] ?? 0)];
}

/** Position + 1 of a change: 1–3 falls, the strongest first; 4 within chance; 5–7 rises; 0 where nothing was counted. */
export function changePosition(
  change: number,
  { now, earlier, bounds }: { now: number; earlier: number; bounds: Bounds },
): number {
  if (now + earlier === 0) return 0;
  return stands(change, now, earlier) ? positionOfSize(change, bounds) : MIDDLE;
}

/** Position + 1 of a change that stands out. */
export function positionOfSize(change: number, bounds: Bounds): number {
  const size = Math.round(Math.abs(change));
  const strength = size >= bounds[1] ? 3 : size >= bounds[0] ? 2 : 1;
  return change > 0 ? MIDDLE + strength : MIDDLE - strength;
}

export function changeClasses([low, high]: Bounds): MapClass[] {
  const labels = [
    `−${high} or more`,
    low === high - 1 ? `−${low}` : `−${low} to −${high - 1}`,
    `less than −${low}`,
    "within chance",
    `less than +${low}`,
    low === high - 1 ? `+${low}` : `+${low} to +${high - 1}`,
    `+${high} or more`,
  ];
  return labels.map((label, i) => ({
    label,
    colour: COLOURS[i] ?? "#e6e4e0",
    hatch: i === MIDDLE - 1 ? HATCHES.lines : HATCHES.plain,
  }));
}
