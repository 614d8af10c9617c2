import { formatCount } from "./format.ts";

/** Six classes of counts, pale to dark (checked for the common colour-vision deficiencies). */
export const CLASS_COLOURS = ["#fbe6d4", "#f6b48e", "#ee7550", "#d3364b", "#95195a", "#4b1d4a"] as const;

const NICE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

/**
 * Lower bounds of the classes for a set of counts: rounded, whole, strictly growing, the first always 1.
 * From the 35th percentile to the 99th the bounds grow by a constant factor, because counts per place are heavily
 * skewed: equal steps would put nearly every cell into the first class.
 * @param counts any order; zeros are not classed
 * @returns 1 to 6 bounds; fewer than 6 when there are fewer distinct counts to tell apart; [1] when there are none
 */
export function classBreaks(counts: ArrayLike<number>): number[] {
  const positive = Float64Array.from(counts)
    .filter((n) => n > 0)
    .sort();
  if (positive.length === 0) return [1];
  const low = Math.max(2, roundNicely(quantile(positive, 0.35)));
  const high = Math.max(quantile(positive, 0.99), low);
  const breaks = [1];
  for (let i = 0; i < 5; i++) {
    const bound = roundNicely(low * (high / low) ** (i / 4));
    const next = Math.max(bound, (breaks.at(-1) ?? 0) + 1);
    if (next <= (positive.at(-1) ?? 0)) breaks.push(next);
  }
  return breaks;
}

/** Position of a count's class, 0 to 5; −1 for a count below the first bound (nothing there). */
export function classOf(n: number, breaks: readonly number[]): number {
  let found = -1;
  for (const bound of breaks) if (n >= bound) found++;
  return found;
}

/** The colour of each class: the whole ramp is used however few classes there are. */
export function classColours(classes: number): string[] {
  const last = CLASS_COLOURS.length - 1;
  return Array.from(
    { length: classes },
    (_, i) => CLASS_COLOURS[classes === 1 ? 2 : Math.round((i * last) / (classes - 1))] ?? CLASS_COLOURS[0],
  );
}

/** Words for a class: "3–5", "6", "50 or more". */
export function classLabel(index: number, breaks: readonly number[]): string {
  const low = breaks[index];
  const next = breaks[index + 1];
  if (low === undefined) return "none";
  if (next === undefined) return `${formatCount(low)} or more`;
  return next - low === 1 ? formatCount(low) : `${formatCount(low)}–${formatCount(next - 1)}`;
}

function roundNicely(value: number): number {
  if (value <= 1) return 1;
  const scale = 10 ** Math.floor(Math.log10(value));
  const nearest = [...NICE, 10].reduce((a, b) => (Math.abs(b * scale - value) < Math.abs(a * scale - value) ? b : a));
  return Math.max(1, Math.round(nearest * scale));
}

function quantile(ascending: Float64Array, share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? 0;
}
