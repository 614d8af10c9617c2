import type { Adjacency } from "./adjacency.ts";
import { cellCount } from "./adjacency.ts";
import { diskSums } from "./disk-sums.ts";
import type { ExactTails } from "./getis-ord-exact.ts";
import type { Random } from "./random.ts";

/*
 * Gi* by conditional permutation: a cross-check of the exact p, and the only sampled p for rates.
 *
 * The cell keeps its own value; the others of its disk are drawn without replacement from the rest of
 * the universe, m times; p = (r + 1)/(m + 1) with r draws at least as extreme as seen (Anselin 1995;
 * esda and spdep do the same). It asks a slightly different question from the exact test, which also
 * draws the cell's own value: a very busy cell in quiet surroundings is less remarkable here.
 *
 * The smallest attainable p is 1/(m + 1): with 999 permutations no cell of a 17,000-cell map can pass
 * a false-discovery rate, which is why this is not the default. Draws are independent per cell (a
 * shared set of draws would be faster but would tie the errors of all cells together).
 *
 * Cost: cells × permutations × disk size; 999 on London at res 9 is about a hundred million draws.
 */

/**
 * Sampled tails of every cell's disk sum.
 *
 * @param values one number per cell; rates are welcome
 * @param permutations m, at least 1
 * @returns p of both tails, each in [1/(m + 1), 1]
 * @throws RangeError when a disk is larger than the universe allows or m < 1
 */
export function getisOrdPermutation(options: {
  values: Float64Array;
  adjacency: Adjacency;
  permutations: number;
  random: Random;
}): ExactTails {
  const { values, adjacency, permutations, random } = options;
  if (permutations < 1) throw new RangeError(`Expected at least 1 permutation, got ${permutations}`);
  const observed = diskSums(values, adjacency);
  const n = cellCount(adjacency);
  const upper = new Float64Array(n);
  const lower = new Float64Array(n);
  const drawn = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const others = adjacency.offsets[i + 1]! - adjacency.offsets[i]!;
    const target = observed[i]! - values[i]!;
    // A sum of rates added up in another order may differ in its last bit: equal means equal up to that.
    const slack = 1e-12 * Math.abs(target);
    let atLeast = 1;
    let atMost = 1;
    for (let m = 0; m < permutations; m++) {
      const sum = sumOfDraw(values, { skip: i, draws: others, drawn, random });
      if (sum >= target - slack) atLeast++;
      if (sum <= target + slack) atMost++;
    }
    upper[i] = atLeast / (permutations + 1);
    lower[i] = atMost / (permutations + 1);
  }
  return { upper, lower };
}

/** Σ of `draws` different cells, none of them `skip`. Repeats are redrawn: disks are tiny beside the universe. */
function sumOfDraw(
  values: Float64Array,
  draw: { skip: number; draws: number; drawn: Uint32Array; random: Random },
): number {
  const { skip, draws, drawn, random } = draw;
  const rest = values.length - 1;
  let sum = 0;
  let k = 0;
  while (k < draws) {
    const place = Math.floor(random() * rest);
    const cell = place < skip ? place : place + 1;
    let repeated = false;
    for (let j = 0; j < k; j++) if (drawn[j] === cell) repeated = true;
    if (repeated) continue;
    drawn[k++] = cell;
    sum += values[cell]!;
  }
  return sum;
}
