import type { Adjacency } from "./adjacency.ts";
import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { diskSizes } from "./disk-sums.ts";
import type { Trend } from "./emerging-class.ts";
import { mannKendall } from "./mann-kendall.ts";
import { mannKendallExact } from "./mann-kendall-exact.ts";
import { moments } from "./moments.ts";

/*
 * Is a cell getting hotter? Two answers, because they are asked for different reasons.
 *
 *   - ArcGIS's: Mann-Kendall (normal p ≤ 10 %) on the z-scores of the two-month disks. Neighbouring steps
 *     share a month, so the series is correlated and the test rejects about 21 % at a nominal 10 %. It
 *     decides the ArcGIS class, whose users expect it, and the page says so.
 *   - ours: Mann-Kendall on single-month disk sums, which share nothing; p over all orders of the months;
 *     Benjamini-Hochberg over the cells. This is the one to believe.
 *
 * The z-scores are those of the stratified null (each month's own mean and spread), so that a season of the
 * whole city is no trend of a cell.
 *
 * Example: a disk that rises from 2 to 14 a cell in 24 months trends "up", with an exact q far below 5 %.
 */

const TREND_P = 0.1;

/** Per cell: Kendall's S of the months, its exact two-sided p, and q over the cells. */
export type CellTrends = { readonly s: Float64Array; readonly p: Float64Array; readonly q: Float64Array };

/** Our trend, on disk sums of single months. */
export function monthlyTrends(sums: readonly Float64Array[]): CellTrends {
  const test = mannKendallExact();
  const results = perCell(sums, (series) => test(series));
  const p = Float64Array.from(results, (result) => result.p);
  return { s: Float64Array.from(results, (result) => result.s), p, q: benjaminiHochberg(p) };
}

/** ArcGIS's trend, on the z-scores of the two-month disks, one array per step. */
export function arcgisTrends(z: readonly Float64Array[]): Trend[] {
  return perCell(z, (series) => {
    const { s, p } = mannKendall(series);
    if (p > TREND_P) return "none";
    return s > 0 ? "up" : "down";
  });
}

/**
 * z of the two-month disks of one step: their sum against the mean and spread of the two draws.
 *
 * @param at.step 0 is the second month with the first
 */
export function stratifiedZ(
  capped: readonly Float64Array[],
  sums: readonly Float64Array[],
  at: { adjacency: Adjacency; step: number },
): Float64Array {
  const before = sums[at.step]!;
  const now = sums[at.step + 1]!;
  const [first, second] = [moments(capped[at.step]!), moments(capped[at.step + 1]!)];
  const mean = first.mean + second.mean;
  const variance = first.variance + second.variance;
  const n = now.length;
  const size = diskSizes(at.adjacency);
  return now.map((sum, i) => {
    const w = size[i]!;
    const spread = Math.sqrt((variance * w * (n - w)) / (n - 1));
    // Two months in which all cells are alike deviate from nothing.
    return spread > 0 ? (sum + before[i]! - w * mean) / spread : 0;
  });
}

/** Applies a function to each cell's series over the steps. The series is reused: read, never kept. */
function perCell<Result>(steps: readonly Float64Array[], of: (series: Float64Array) => Result): Result[] {
  const series = new Float64Array(steps.length);
  return Array.from({ length: steps[0]!.length }, (_, cell) => {
    for (let t = 0; t < series.length; t++) series[t] = steps[t]![cell]!;
    return of(series);
  });
}
