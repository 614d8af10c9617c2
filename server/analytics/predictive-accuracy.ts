import { unitsInCut } from "./concentration.ts";

/*
 * How good was the map? Predictive accuracy and efficiency of a ranking of cells.
 *
 *     hit rate = hits / H                      hits: incidents in the area named, H: in the whole area
 *     PAI = hit rate / (a/A)                   how many times better than naming the same area blindly
 *     PEI = PAI / best PAI possible with a     how close to a ranking by what then happened
 *
 * Cells of one resolution are taken as equal in area; for wards "area" is the number of units.
 *
 * Ties are broken *against* us: among cells with the same score the ones with fewest incidents are named
 * first. A method that gives many cells the same score would otherwise be flattered by luck.
 *
 * References: Chainey, Tompson & Uhlig (2008), Security Journal 21 (PAI); Hunt (2016), PEI.
 *
 * Example: observed 6, 3, 0 scored 3, 2, 1: naming one of three cells gives PAI 2 and PEI 1.
 */

export type PredictiveAccuracy = {
  /** Cells named. */
  readonly cells: number;
  /** Incidents in them. */
  readonly hits: number;
  /** null, as PAI and PEI, when nothing happened at all. */
  readonly hitRate: number | null;
  readonly pai: number | null;
  readonly pei: number | null;
};

/**
 * Accuracy of a ranking at several numbers of cells.
 *
 * @param score one number per cell, higher = named earlier
 * @param observed incidents per cell in the month forecast
 * @param cells how many cells are named, once per answer
 * @throws RangeError when the lengths differ
 */
export function predictiveAccuracy(options: {
  score: Float64Array;
  observed: Float64Array;
  cells: readonly number[];
}): PredictiveAccuracy[] {
  const { score, observed, cells } = options;
  if (score.length !== observed.length) {
    throw new RangeError(`Expected one score per observed cell, got ${score.length} and ${observed.length}`);
  }
  const named = runningTotals(worstOrder(score, observed));
  const best = runningTotals(observed.slice().sort().reverse());
  const all = best[observed.length]!;
  return cells.map((k) => {
    const hits = named[k]!;
    if (all === 0) return { cells: k, hits, hitRate: null, pai: null, pei: null };
    const hitRate = hits / all;
    return { cells: k, hits, hitRate, pai: hitRate / (k / observed.length), pei: hits / best[k]! };
  });
}

/** Numbers of cells that shares of the area amount to. */
export function cellsAtCuts(cuts: readonly number[], size: number): number[] {
  return cuts.map((cut) => unitsInCut(cut, size));
}

/** Observed counts in the order in which the cells are named. */
function worstOrder(score: Float64Array, observed: Float64Array): Float64Array {
  const order = Uint32Array.from(score.keys());
  order.sort((a, b) => score[b]! - score[a]! || observed[a]! - observed[b]!);
  return Float64Array.from(order, (cell) => observed[cell]!);
}

/** totals[k] = sum of the first k values. */
function runningTotals(values: Float64Array): Float64Array {
  const totals = new Float64Array(values.length + 1);
  for (let k = 0; k < values.length; k++) totals[k + 1] = totals[k]! + values[k]!;
  return totals;
}
