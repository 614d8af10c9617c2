import type { Persistence } from "../../analytics/persistence.ts";
import { sumMonths } from "../../statistics/universe.ts";
import { breakGate, finenessGate, type Gate, gateOf } from "./gate.ts";
import { readMonths } from "./read-months.ts";
import { breaksOfFrame, type Frame } from "./resolve-frame.ts";
import type { StatisticsContext } from "./statistics-context.ts";
import { missingMonths, monthsEnding, spanOf } from "./window-facts.ts";

/** BH level of each of the two families that make up the ranked list. */
export const LISTED_Q = 0.025;

export type TestedPlaces = {
  /** First days of the 12 months that end with the window. */
  readonly months: readonly string[];
  /** Incidents of the 12 months, per cell of the universe. */
  readonly counts: Float64Array;
  readonly matrix: readonly Float64Array[];
  readonly gate: Gate;
  /** null when the gate allows no value. */
  readonly tested: Persistence | null;
};

/** The persistence test of a frame, over the 12 months that end with its window. */
export async function testHotPlaces(
  context: StatisticsContext,
  frame: Frame,
  signal: AbortSignal,
): Promise<TestedPlaces> {
  const months = monthsEnding(frame.filter.to, 12);
  const matrix = await readMonths(context, frame, months);
  const counts = sumMonths(matrix, frame.universe.cells.length);
  const gate = placesGate(frame, months, counts);
  if (gate !== null) return { months, counts, matrix, gate, tested: null };
  return { months, counts, matrix, gate, tested: await context.pool.run("persistence", matrix, signal) };
}

function placesGate(frame: Frame, months: readonly string[], counts: Float64Array): Gate {
  const missing = missingMonths(frame.dataset.facts, months);
  if (missing.length > 0) {
    return gateOf(
      "fewer_than_twelve_months",
      `Not in the data: ${missing.map((month) => month.slice(0, 7)).join(", ")}.`,
    );
  }
  if (counts.reduce((a, b) => a + b, 0) < 30) return gateOf("too_few_incidents");
  return finenessGate(frame) ?? breakGate(breaksOfFrame(frame), spanOf(months));
}
