import { gridDisk } from "h3-js";
import { type Adjacency, buildAdjacency } from "../analytics/adjacency.ts";
import { type BacktestRow, backtest } from "../analytics/backtest.ts";
import { getisOrdZ, persistent, plainCount, ringKernel } from "../analytics/backtest-scores.ts";
import { capCounts } from "../analytics/cap-counts.ts";
import { diskSizes, diskSums } from "../analytics/disk-sums.ts";
import { drawSumsWork } from "../analytics/draw-sums.ts";
import { emerging } from "../analytics/emerging.ts";
import { type HotAreas, type HotAreasInput, hotAreas } from "../analytics/hot-areas.ts";
import { persistence } from "../analytics/persistence.ts";
import { rankPersistence } from "../analytics/rank-persistence.ts";
import { expandCells } from "./universe.ts";

/** Multiplications of an exact p beyond which it is refused: some two seconds, and there the normal p is good. */
const MOST_WORK = 2e9;

/** Everything that a worker computes: arrays in, arrays out. */
export const tasks = {
  adjacency,
  hotAreas: exactWithinReason,
  persistence,
  rankPersistence,
  emerging: ({ months, adjacency: near }: { months: readonly Float64Array[]; adjacency: Adjacency }) =>
    emerging(months, near),
  backtest: backtestMethods,
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;

/** Neighbours in shared memory: every worker reads the one copy. */
function adjacency({ compact, res, ring }: { compact: Float64Array; res: number; ring: number }): Adjacency {
  const { offsets, neighbours } = buildAdjacency(expandCells(compact, res), (cell) => gridDisk(cell, ring));
  return { offsets: shared(offsets), neighbours: shared(neighbours) };
}

function shared(values: Uint32Array): Uint32Array {
  const copy = new Uint32Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}

function exactWithinReason(input: HotAreasInput): HotAreas | { gate: "too_much_work" } {
  if ((input.p ?? "exact") === "exact") {
    const { capped } = input.cap === "none" ? { capped: input.counts } : capCounts(input.counts);
    const largestDisk = diskSizes(input.adjacency).reduce((a, b) => Math.max(a, b), 0);
    const largestSum = diskSums(capped, input.adjacency).reduce((a, b) => Math.max(a, b), 0);
    if (drawSumsWork(capped, largestDisk, largestSum) > MOST_WORK) return { gate: "too_much_work" };
  }
  return hotAreas(input);
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
