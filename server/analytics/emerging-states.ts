import type { Adjacency } from "./adjacency.ts";
import { largestListed } from "./benjamini-hochberg.ts";
import { diskSizes } from "./disk-sums.ts";
import { monthlyDraws, stratifiedTails } from "./stratified-tails.ts";

/*
 * In which months was each cell hot or cold? Exact stratified tails at one false-discovery rate for the cube.
 *
 * Every cell and every month from the second on is one test; hot and cold are two families. One rate over all
 * of them, and not one per month: with 23 months at 5 % each, half and more of all noise cubes would show
 * something. The table of tails depends on the pair of months and the disk size alone, so 17,000 cells share
 * it and a cell's p is a look-up.
 *
 * Example: a cube of one busy disk in a quiet city has 1 in that disk's cells, in every step, 0 elsewhere.
 */

const STATE_Q = 0.05;

/**
 * Hot (1), cold (−1) or neither (0), one array per step: month 2 … T, each with the month before.
 *
 * @param capped whole counts per cell and month, capped over the cube
 * @param sums their disk sums
 */
export function emergingStates(
  capped: readonly Float64Array[],
  sums: readonly Float64Array[],
  adjacency: Adjacency,
): Int8Array[] {
  const n = capped[0]!.length;
  const steps = capped.length - 1;
  const size = diskSizes(adjacency);
  const sizes = new Set(size);
  const largestSum = largestPairSum(sums);
  const draws = monthlyDraws(capped, { draws: Math.max(...sizes), largestSum });
  const upper = new Float64Array(n * steps);
  const lower = new Float64Array(n * steps);
  for (let step = 0; step < steps; step++) {
    const table = stratifiedTails(draws[step]!, draws[step + 1]!, sizes);
    const before = sums[step]!;
    const now = sums[step + 1]!;
    for (let i = 0; i < n; i++) {
      const entry = size[i]! * table.width + before[i]! + now[i]!;
      upper[step * n + i] = table.upper[entry]!;
      lower[step * n + i] = table.lower[entry]!;
    }
  }
  const hot = largestListed(upper, STATE_Q);
  const cold = largestListed(lower, STATE_Q);
  // A cell both hot and cold cannot be: the two tails overlap in the observed sum only.
  const state = new Int8Array(n * steps);
  for (let k = 0; k < state.length; k++) {
    if (upper[k]! <= hot) state[k] = 1;
    else if (lower[k]! <= cold) state[k] = -1;
  }
  return Array.from({ length: steps }, (_, step) => state.slice(step * n, (step + 1) * n));
}

/** The table of tails need not be wider than the busiest two-month disk of the cube. */
function largestPairSum(sums: readonly Float64Array[]): number {
  let largest = 0;
  for (let t = 1; t < sums.length; t++) {
    const before = sums[t - 1]!;
    const now = sums[t]!;
    for (let i = 0; i < now.length; i++) largest = Math.max(largest, before[i]! + now[i]!);
  }
  return largest;
}
