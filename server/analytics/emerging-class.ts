/*
 * The pattern of one cell over time, in the vocabulary of ArcGIS Pro's Emerging Hot Spot Analysis.
 *
 * Input is, per step, whether the cell was significantly hot, cold or neither, and whether its z-scores
 * show a trend. Each pattern is a rule on that sequence; they are asked in a fixed order, hot side first,
 * and the first that holds is the class:
 *
 *   new           hot in the last step, never significant before
 *   consecutive   one run of at least two hot steps at the end, never hot before it, hot < 90 % of steps
 *   intensifying  hot ≥ 90 % of steps and in the last, trend away from zero
 *   diminishing   the same, trend towards zero
 *   persistent    the same, no trend
 *   historical    hot ≥ 90 % of steps but not in the last
 *   oscillating   hot in the last, cold in some earlier step, hot < 90 %
 *   sporadic      hot in the last, on and off before, never cold, hot < 90 %
 *
 * Where Esri's text leaves a sequence to two classes the choice is written in the fixture
 * `emerging-classes.json` (for example C........H is oscillating, not new).
 *
 * Reference: Esri, "How Emerging Hot Spot Analysis works" (ArcGIS Pro, current).
 *
 * Example: emergingClass(Int8Array.of(0, 0, 0, 0, 1, 1), "none") is "consecutive hot spot".
 */

export type EmergingPattern =
  | "new"
  | "consecutive"
  | "intensifying"
  | "diminishing"
  | "persistent"
  | "historical"
  | "oscillating"
  | "sporadic";

export type EmergingClass = `${EmergingPattern} ${"hot" | "cold"} spot` | "no pattern detected";

/** Direction of the z-scores over time: rising (hotter), falling (colder) or neither. */
export type Trend = "up" | "down" | "none";

/**
 * Class of one sequence, of any length.
 *
 * @param states per step, oldest first: 1 hot, −1 cold, 0 not significant
 * @param trend of the cell's z-scores; up means hotter
 */
export function emergingClass(states: Int8Array, trend: Trend): EmergingClass {
  const hot = patternOf(states, { side: 1, away: "up", trend });
  if (hot !== null) return `${hot} hot spot`;
  const cold = patternOf(states, { side: -1, away: "down", trend });
  return cold === null ? "no pattern detected" : `${cold} cold spot`;
}

/** Pattern on one side; `away` is the trend that takes this side further from zero. */
function patternOf(states: Int8Array, view: { side: 1 | -1; away: Trend; trend: Trend }): EmergingPattern | null {
  const { side, away, trend } = view;
  const steps = states.length;
  const onSide = countOf(states, side);
  const opposite = countOf(states, -side);
  // Whole numbers: 0.9 × 10 steps must be nine, not nine and a rounding error.
  const nearlyAlways = onSide * 10 >= steps * 9;
  const last = states[steps - 1] === side;
  const run = runAtEnd(states, side);
  if (last && onSide === 1 && opposite === 0) return "new";
  if (run >= 2 && run === onSide && !nearlyAlways) return "consecutive";
  if (onSide > 0 && nearlyAlways) {
    if (!last) return "historical";
    if (trend === "none") return "persistent";
    return trend === away ? "intensifying" : "diminishing";
  }
  if (!last) return null;
  return opposite > 0 ? "oscillating" : "sporadic";
}

function countOf(states: Int8Array, wanted: number): number {
  let count = 0;
  for (const state of states) if (state === wanted) count++;
  return count;
}

/** Length of the uninterrupted run of `side` that ends with the last step. */
function runAtEnd(states: Int8Array, side: number): number {
  let first = states.length;
  while (first > 0 && states[first - 1] === side) first--;
  return states.length - first;
}
