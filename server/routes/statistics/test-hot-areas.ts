import type { HotAreasInput } from "../../analytics/hot-areas.ts";
import type { countCells } from "../../db/cell-queries.ts";
import { alignCounts } from "../../statistics/universe.ts";
import { refuse } from "../filter/parse-filter.ts";
import { breakGate, finenessGate, type Gate, gateOf } from "./gate.ts";
import { breaksOfFrame, type Frame } from "./resolve-frame.ts";
import type { StatisticsContext } from "./statistics-context.ts";

export type HotAreaOptions = {
  readonly ring: number;
  readonly cap: "p99" | "none";
  readonly p: "exact" | "normal" | "permutation";
  readonly tail: "upper" | "two" | "lower";
  readonly permutations: number;
  readonly seed: number;
};

export const DEFAULT_OPTIONS: HotAreaOptions = {
  ring: 1,
  cap: "p99",
  p: "exact",
  tail: "upper",
  permutations: 999,
  seed: 1,
};

export type TestedCells = {
  readonly z: Float64Array;
  readonly p: Float64Array;
  readonly pNormal: Float64Array;
  readonly q: Float64Array;
  readonly class: Int8Array;
};

export type TestedAreas = {
  readonly counts: Float64Array;
  readonly total: number;
  readonly outside: number;
  /** The count above which counts were cut; null when they were not. */
  readonly capValue: number | null;
  readonly gate: Gate;
  /** null when the gate allows no value. */
  readonly tested: TestedCells | null;
};

/**
 * The hot-area test of a frame on counts that were read for it.
 * @throws DomainError invalid_query when the exact p would cost too much
 */
export async function testHotAreas(
  { pool, adjacencies }: StatisticsContext,
  frame: Frame,
  work: { counted: Awaited<ReturnType<typeof countCells>>; options: HotAreaOptions; signal: AbortSignal },
): Promise<TestedAreas> {
  const { counts, outside } = alignCounts(frame.universe, work.counted);
  const total = counts.reduce((a, b) => a + b, 0);
  const known = finenessGate(frame) ?? breakGate(breaksOfFrame(frame), frame.filter);
  if (known !== null) return { counts, total, outside, capValue: null, gate: known, tested: null };
  const adjacency = await adjacencies.get(frame.universe, work.options.ring);
  const { ring: _, ...options } = work.options;
  const input: HotAreasInput = { counts, adjacency, ...options };
  const result = await pool.run("hotAreas", input, work.signal);
  if (result.gate === "too_much_work") {
    throw refuse("p", "p=exact would cost too much on counts as large as these; ask for p=normal, or cap=p99.");
  }
  const counted = { counts, total, outside, capValue: result.cap };
  if (result.gate !== null) return { ...counted, gate: gateOf(result.gate), tested: null };
  return { ...counted, gate: null, tested: result };
}
