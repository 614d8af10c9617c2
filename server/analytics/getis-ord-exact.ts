import { drawSums } from "./draw-sums.ts";
import { tails } from "./tails.ts";

/*
 * Exact p-values for Gi* on counts.
 *
 * The z-score compares a disk's sum with all sums that W_i values drawn without replacement from the
 * universe could give, and then pretends those sums are normal. For small counts they are not: on maps
 * of pure noise with 0.3 incidents a cell, the normal p flags something on every map (FDR 5 %, ring 1),
 * the exact p on about 2 %. Same null hypothesis, same ordering within a disk size, no approximation.
 *
 * The distribution is computed once for all disk sizes (`drawSums`); a cell's p is then a look-up at
 * (disk size, disk sum). Capped counts stay exact: it is the capped values that are drawn.
 *
 * Example: in a universe 0, 0, 1, 3 a disk of two cells with sum 4 has upper p = 1/6 and lower p = 1.
 */

/** Exact tails per cell. */
export type ExactTails = { readonly upper: Float64Array; readonly lower: Float64Array };

/**
 * P(sum ≥ observed) and P(sum ≤ observed) for every cell's disk.
 *
 * @param counts whole counts, one per cell of the universe
 * @param diskSum observed Σ over each disk, the cell included
 * @param diskSize cells in each disk, the cell included
 * @throws RangeError when a count is negative or not whole
 */
export function getisOrdExact(options: {
  counts: Float64Array;
  diskSum: Float64Array;
  diskSize: Uint32Array;
}): ExactTails {
  const { counts, diskSum, diskSize } = options;
  const largestDisk = largest(diskSize);
  const largestSum = largest(diskSum);
  const table = tails(drawSums(counts, largestDisk, largestSum));
  const upper = new Float64Array(counts.length);
  const lower = new Float64Array(counts.length);
  for (let i = 0; i < counts.length; i++) {
    const entry = diskSize[i]! * table.width + diskSum[i]!;
    upper[i] = table.upper[entry]!;
    lower[i] = table.lower[entry]!;
  }
  return { upper, lower };
}

function largest(values: Float64Array | Uint32Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}
