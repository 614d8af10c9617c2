/*
 * The exact distribution of the sum of k counts drawn without replacement from the universe.
 *
 * Why it can be counted: with m_v cells holding the value v, the number of k-draws that sum to s is the
 * coefficient of y^k t^s in Π_v (1 + y·t^v)^m_v. Multiplying the factors out one value at a time is a
 * knapsack over (k, s); one run up to the largest disk serves every disk size and the whole map.
 *
 * Three things keep it inside a double and fast:
 *   - y is scaled by ρ = K/n. The raw coefficients are binomials such as C(400000, 74) ≈ 1e307 and more;
 *     scaled, row k stays near K^k/k! and the scale cancels when the row is normalised.
 *   - sums above the largest one of interest are absorbed in one last column, so the table is no wider
 *     than the map's largest disk sum.
 *   - zeros, by far the most frequent count, are put in analytically: C(m_0, k)·ρ^k.
 *
 * Every operation is an addition or a product of positive numbers: nothing cancels, so the relative
 * error stays at a few units in the last place however small the probability.
 *
 * Example: from the universe 0, 0, 1, 3 two cells sum to 0, 1, 3, 4 in 1, 2, 2, 1 of the 6 draws.
 */

/** Probability mass of the sum, for every number of draws. */
export type DrawSums = {
  /** Largest number of draws K; rows 0 … K. */
  readonly draws: number;
  /** Columns of a row: sums 0 … width − 2, then one column for everything larger. */
  readonly width: number;
  /** Row k, column s at `mass[k * width + s]`; each row sums to 1 (rows beyond the universe are 0). */
  readonly mass: Float64Array;
};

/**
 * Distribution of the sum of 0 … `draws` counts drawn without replacement.
 *
 * @param counts one non-negative whole number per cell of the universe
 * @param draws largest number of cells drawn
 * @param largestSum largest sum that must be told apart
 * @throws RangeError when a count is negative or not whole (a rate has no exact distribution here)
 */
export function drawSums(counts: Float64Array, draws: number, largestSum: number): DrawSums {
  const frequency = countFrequencies(counts);
  // Read from a Float64Array a whole number is still a double to the engine, and every index made of it: half the speed.
  const width = (largestSum + 2) | 0;
  const table: Table = {
    cells: new Float64Array((draws + 1) * width),
    reach: new Int32Array(draws + 1).fill(-1),
    width,
    draws,
    scale: draws / counts.length,
  };
  placeZeros(table, frequency.get(0) ?? 0);
  const values = [...frequency.keys()].filter((value) => value > 0).sort((a, b) => a - b);
  for (const value of values) multiplyIn(table, value | 0, frequency.get(value)!);
  normaliseRows(table);
  return { draws, width, mass: table.cells };
}

/**
 * Multiplications `drawSums` would need at most: a caller's means of moving a large table to a worker, or of
 * refusing it. London's drug offences of a year need 0.3 million (ring 1, capped) to 40 million (ring 3,
 * uncapped; about 20 ms); a category with hundreds of incidents in many cells would need billions, and there
 * the normal p is good.
 */
export function drawSumsWork(counts: Float64Array, draws: number, largestSum: number): number {
  let steps = 0;
  for (const [value, times] of countFrequencies(counts)) {
    if (value === 0) continue;
    for (let k = 1; k <= draws; k++) steps += Math.min(k, times);
  }
  return steps * (largestSum + 1);
}

type Table = {
  cells: Float64Array;
  /** Largest sum reached so far in each row, −1 where the row is still empty below the last column. */
  reach: Int32Array;
  width: number;
  draws: number;
  scale: number;
};

/** How many cells hold each count. */
function countFrequencies(counts: Float64Array): Map<number, number> {
  const frequency = new Map<number, number>();
  for (const count of counts) {
    if (!Number.isInteger(count) || count < 0) {
      throw new RangeError(`Exact p needs non-negative whole counts, got ${count}`);
    }
    frequency.set(count, (frequency.get(count) ?? 0) + 1);
  }
  return frequency;
}

/** Row k starts with the draws that hold k zeros and nothing else. */
function placeZeros(table: Table, zeros: number): void {
  let ways = 1;
  for (let k = 0; k <= Math.min(table.draws, zeros); k++) {
    table.cells[k * table.width] = ways;
    table.reach[k] = 0;
    ways *= ((zeros - k) / (k + 1)) * table.scale;
  }
}

/** Multiplies the table by (1 + y·t^value)^times, in place: rows downwards, so each source row is still the old one. */
function multiplyIn(table: Table, value: number, times: number): void {
  const { draws, scale, reach } = table;
  const ways = new Float64Array(Math.min(draws, times) + 1);
  ways[0] = 1;
  for (let j = 1; j < ways.length; j++) ways[j] = ((ways[j - 1]! * (times - j + 1)) / j) * scale;
  for (let k = draws; k >= 1; k--) {
    let furthest = reach[k]!;
    for (let j = 1; j < ways.length && j <= k; j++) {
      addShifted(table, { from: k - j, to: k, shift: j * value, factor: ways[j]! });
      if (reach[k - j]! >= 0) furthest = Math.max(furthest, reach[k - j]! + j * value);
    }
    reach[k] = Math.min(furthest, table.width - 2);
  }
}

/** to[s + shift] += factor · from[s]; what lands beyond the largest sum goes to the last column. */
function addShifted(table: Table, step: { from: number; to: number; shift: number; factor: number }): void {
  const { cells, width } = table;
  const { shift, factor } = step;
  const source = step.from * width;
  const target = step.to * width + shift;
  const reached = table.reach[step.from]!;
  const kept = Math.min(reached, width - 2 - shift);
  for (let s = 0; s <= kept; s++) cells[target + s]! += factor * cells[source + s]!;
  let beyond = cells[source + width - 1]!;
  for (let s = Math.max(kept + 1, 0); s <= reached; s++) beyond += cells[source + s]!;
  cells[step.to * width + width - 1]! += factor * beyond;
}

/** Divides every row by its total, so that it becomes a distribution. */
function normaliseRows(table: Table): void {
  const { cells, width } = table;
  for (let start = 0; start < cells.length; start += width) {
    let total = 0;
    for (let s = 0; s < width; s++) total += cells[start + s]!;
    if (total > 0) for (let s = 0; s < width; s++) cells[start + s]! /= total;
  }
}
