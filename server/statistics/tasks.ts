import type { Adjacency } from "../analytics/adjacency.ts";
import { type BacktestRow, backtest } from "../analytics/backtest.ts";
import { getisOrdZ, persistent, plainCount, ringKernel } from "../analytics/backtest-scores.ts";
import { capCounts } from "../analytics/cap-counts.ts";
import { diskSizes, diskSums } from "../analytics/disk-sums.ts";
import { drawSumsWork } from "../analytics/draw-sums.ts";
import { emerging } from "../analytics/emerging.ts";
import { type HotAreas, type HotAreasInput, hotAreas } from "../analytics/hot-areas.ts";
import { jointExcess } from "../analytics/joint-excess.ts";
import { monthVariance } from "../analytics/month-variance.ts";
import { type PeriodChange, periodChange } from "../analytics/period-change.ts";
import { persistence } from "../analytics/persistence.ts";
import { rankPersistence } from "../analytics/rank-persistence.ts";
import { gridAxes } from "../evaluation/grid-axes.ts";
import { planEvaluation, runEvaluation } from "../evaluation/run-evaluation.ts";
import { wardNeighbours } from "../evaluation/ward-neighbours.ts";
import { gridAdjacency } from "./grid-adjacency.ts";
import { judgeMarkets } from "./judge-markets.ts";
import { shareNearPlaces } from "./near-cells.ts";

/** Multiplications of an exact p beyond which it is refused: some two seconds, and there the normal p is good. */
const MOST_WORK = 2e9;

/** Everything that a worker computes: arrays in, arrays out. */
export const tasks = {
  adjacency: gridAdjacency,
  hotAreas: exactWithinReason,
  persistence,
  rankPersistence,
  jointExcess,
  change,
  emerging: ({ months, adjacency: near }: { months: readonly Float64Array[]; adjacency: Adjacency }) =>
    emerging(months, near),
  backtest: backtestMethods,
  judgeMarkets,
  shareNearPlaces,
  gridAxes,
  wardNeighbours,
  planEvaluation,
  runEvaluation,
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;

/** @param input.months groups of months of the same cells, from which it is known how unevenly records fall */
function change(input: {
  counts: Float64Array;
  compared: Float64Array;
  months: readonly (readonly Float64Array[])[];
}): {
  /** Of the universe; null where the months cannot tell: taken as 1. */
  variance: number | null;
  found: PeriodChange;
} {
  const { counts, compared, months } = input;
  const known = monthVariance(months);
  const variance = known?.cells ?? new Float64Array(counts.length).fill(1);
  return { variance: known?.common ?? null, found: periodChange({ counts, compared, variance }) };
}

function exactWithinReason(input: HotAreasInput): HotAreas | { gate: "too_much_work" } {
  if ((input.p ?? "exact") === "exact" && mostWork(input) > MOST_WORK) {
    const { capped } = input.cap === "none" ? { capped: input.counts } : capCounts(input.counts);
    const largestDisk = diskSizes(input.adjacency).reduce((a, b) => Math.max(a, b), 0);
    const largestSum = diskSums(capped, input.adjacency).reduce((a, b) => Math.max(a, b), 0);
    if (drawSumsWork(capped, largestDisk, largestSum) > MOST_WORK) return { gate: "too_much_work" };
  }
  return hotAreas(input);
}

/** A bound on the work of an exact p that costs next to nothing: each count up to the largest occurs, and the largest fill a disk. */
function mostWork({ counts, adjacency }: HotAreasInput): number {
  const disk = diskSizes(adjacency).reduce((a, b) => Math.max(a, b), 0);
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  return ((most * disk * (disk + 1)) / 2) * (disk * most + 1);
}

/** @param input.adjacency null where the units are areas without a grid */
function backtestMethods(input: {
  months: readonly Float64Array[];
  adjacency: Adjacency | null;
  origins: number;
  trainingMonths: number;
}): BacktestRow[] {
  const { months, adjacency: near, origins, trainingMonths } = input;
  const onGrid = near === null ? {} : { gi_star: getisOrdZ(near), ring_kernel: ringKernel(near) };
  const methods = { plain_count: plainCount, persistence: persistent, ...onGrid };
  return backtest({ months, methods, baseline: "plain_count", origins, trainingMonths });
}
