/*
 * Ordinary least squares on two predictors and a constant, with residuals of what was left out of the fit.
 *
 *     y = β₀ + β₁·x₁ + β₂·x₂ + ε
 *
 * Three unknowns need no library: centre the columns, solve the 2 × 2 normal equations. A column that does
 * not vary (or that the other one repeats) says nothing and gets coefficient 0, so a small or degenerate
 * sample still has an answer.
 *
 * Residuals of fitted points are too small: each point pulls the line towards itself. A new point judged by them
 * meets a yardstick that is too short. So each residual here is of a fit made without that point, and without
 * whatever shares data with it (its block): neighbours that overlap pull the line the same way, and leaving out
 * one of them alone leaves its twin in. Fits without a block cost little: the sums of the block are subtracted.
 *
 * Reference: Roberts et al. (2017), Ecography 40, on block cross-validation of dependent data.
 *
 * Example: y = 1, 3, 5, 7, 9 at x₁ = 0 … 4 (x₂ = 0): β = (1, 2, 0), all residuals 0.
 */

export type LinearFit = {
  readonly intercept: number;
  readonly first: number;
  readonly second: number;
  /** y − prediction of the fit without the point's block, in the order of the points. */
  readonly leftOut: Float64Array;
};

/**
 * Which points share data. Points fall into groups (the rows of one placebo, say), and groups overlap: with a point
 * its group and every group that overlaps it is left out.
 */
export type Blocks = {
  /** Group of each point, from 0. */
  readonly groupOf: ArrayLike<number>;
  readonly groups: number;
  /** Groups that overlap a group, itself among them. */
  overlapping(group: number): readonly number[];
};

/** Three coefficients, and something left to judge them by. */
const FEWEST = 5;
/** Share of a column's own variation that must be left beside the other column for it to count. */
const LEAST_VARIATION = 1e-9;

/**
 * Fit of y on two predictors.
 *
 * @param blocks default: each point shares nothing with another
 * @returns null with fewer than five points
 * @throws RangeError when the columns differ in length
 */
export function leastSquares(
  y: Float64Array,
  [x1, x2]: readonly [Float64Array, Float64Array],
  blocks: Blocks = eachAlone(y.length),
): LinearFit | null {
  const n = y.length;
  if (x1.length !== n || x2.length !== n) throw new RangeError(`Expected ${n} values, got ${x1.length}, ${x2.length}`);
  if (n < FEWEST) return null;
  // Sums about the middle lose no digits when a block is taken off.
  const middles = [mean(y), mean(x1), mean(x2)] as const;
  const centred: Columns = [y, x1, x2].map((column, at) => column.map((value) => value - middles[at]!));
  const byGroup = groupSums(centred, blocks);
  const all = addUp(
    byGroup,
    Array.from({ length: blocks.groups }, (_, group) => group),
  );
  const whole = solve(all);
  const leftOut = new Float64Array(n);
  const fits = new Map<number, Coefficients>();
  for (let i = 0; i < n; i++) {
    const group = blocks.groupOf[i]!;
    const fit = fits.get(group) ?? fitWithout(all, addUp(byGroup, blocks.overlapping(group))) ?? whole;
    fits.set(group, fit);
    leftOut[i] = centred[0]![i]! - fit.intercept - fit.first * centred[1]![i]! - fit.second * centred[2]![i]!;
  }
  const { first, second } = whole;
  return { intercept: middles[0] + whole.intercept - first * middles[1] - second * middles[2], first, second, leftOut };
}

type Columns = readonly Float64Array[];
type Coefficients = { readonly intercept: number; readonly first: number; readonly second: number };

function eachAlone(points: number): Blocks {
  const groupOf = Uint32Array.from({ length: points }, (_, point) => point);
  return { groupOf, groups: points, overlapping: (group) => [group] };
}

/** Per group: n, Σy, Σx₁, Σx₂, Σx₁², Σx₂², Σx₁x₂, Σx₁y, Σx₂y. */
const SUMS = 9;

function groupSums(centred: Columns, { groupOf, groups }: Blocks): Float64Array {
  const sums = new Float64Array(SUMS * groups);
  for (let i = 0; i < groupOf.length; i++) {
    const at = SUMS * groupOf[i]!;
    const [y, x1, x2] = [centred[0]![i]!, centred[1]![i]!, centred[2]![i]!];
    sums[at]! += 1;
    sums[at + 1]! += y;
    sums[at + 2]! += x1;
    sums[at + 3]! += x2;
    sums[at + 4]! += x1 * x1;
    sums[at + 5]! += x2 * x2;
    sums[at + 6]! += x1 * x2;
    sums[at + 7]! += x1 * y;
    sums[at + 8]! += x2 * y;
  }
  return sums;
}

function addUp(byGroup: Float64Array, groups: readonly number[]): Float64Array {
  const sum = new Float64Array(SUMS);
  for (const group of groups) for (let k = 0; k < SUMS; k++) sum[k]! += byGroup[SUMS * group + k]!;
  return sum;
}

/** null where too little is left. */
function fitWithout(all: Float64Array, block: Float64Array): Coefficients | null {
  const rest = all.map((sum, k) => sum - block[k]!);
  return rest[0]! < FEWEST ? null : solve(rest);
}

function solve(sums: Float64Array): Coefficients {
  const [n, y, x1, x2] = [sums[0]!, sums[1]!, sums[2]!, sums[3]!];
  const [s11, s22, s12] = [sums[4]! - (x1 * x1) / n, sums[5]! - (x2 * x2) / n, sums[6]! - (x1 * x2) / n];
  const [s1y, s2y] = [sums[7]! - (x1 * y) / n, sums[8]! - (x2 * y) / n];
  const [varies1, varies2] = [s11 > LEAST_VARIATION * n, s22 > LEAST_VARIATION * n];
  const determinant = s11 * s22 - s12 * s12;
  let [first, second] = [0, 0];
  if (varies1 && varies2 && determinant > LEAST_VARIATION * s11 * s22) {
    first = (s22 * s1y - s12 * s2y) / determinant;
    second = (s11 * s2y - s12 * s1y) / determinant;
  } else if (varies1) first = s1y / s11;
  else if (varies2) second = s2y / s22;
  return { intercept: (y - first * x1 - second * x2) / n, first, second };
}

function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
