import { cellsAtCuts, predictiveAccuracy } from "./predictive-accuracy.ts";

/*
 * Backtest with a rolling origin: would this map have said where the next month's incidents fall?
 *
 * For each of the last months in turn: score the cells from the twelve months before, name the top 1, 5 and
 * 10 %, look at the month itself. Nothing of the month forecast, nor of any later one, reaches the scorer.
 * The mean over the origins comes with its spread: a method is only as good as its bad months.
 *
 * Every method is set beside the plain count of the months before, which is hard to beat; one that does not
 * beat it must say so on the map. On records made by policing it predicts recording, not dealing.
 *
 * Example: on London's 679 wards, twelve origins, plain count: mean PAI 7.48, 3.94, 3.02 at 1, 5, 10 %.
 */

/** Scores the cells from the months before, oldest first; higher = named earlier. */
export type Scorer = (before: readonly Float64Array[]) => Float64Array;

export type BacktestRow = {
  readonly method: string;
  /** Share of the cells named. */
  readonly cut: number;
  readonly cells: number;
  /** Months forecast in which anything happened. */
  readonly forecasts: number;
  /** Means over the forecasts; null without any. */
  readonly hitRate: number | null;
  readonly pai: number | null;
  readonly pei: number | null;
  /** Smallest and largest PAI of a single month. */
  readonly paiRange: readonly [number, number] | null;
  /** Whether the mean PAI exceeds that of the baseline; null for the baseline itself. */
  readonly beatsBaseline: boolean | null;
};

/**
 * Accuracy of several methods over a rolling origin.
 *
 * @param months counts per cell, oldest first; at least `origins` + `trainingMonths`
 * @param methods by name; `baseline` names the one to beat
 * @returns one row per method and cut
 * @throws RangeError when there are too few months or the baseline is not among the methods
 */
export function backtest(options: {
  months: readonly Float64Array[];
  methods: Readonly<Record<string, Scorer>>;
  baseline: string;
  origins?: number;
  trainingMonths?: number;
  cuts?: readonly number[];
}): BacktestRow[] {
  const { months, methods, baseline, origins = 12, trainingMonths = 12, cuts = [0.01, 0.05, 0.1] } = options;
  if (months.length < origins + trainingMonths) {
    throw new RangeError(`Expected at least ${origins + trainingMonths} months, got ${months.length}`);
  }
  if (!(baseline in methods)) throw new RangeError(`The baseline "${baseline}" is not among the methods`);
  const cells = cellsAtCuts(cuts, months[0]!.length);
  const rows = Object.entries(methods).map(([method, scorer]) => {
    const forecasts = Array.from({ length: origins }, (_, k) => {
      const target = months.length - origins + k;
      const score = scorer(months.slice(target - trainingMonths, target));
      return predictiveAccuracy({ score, observed: months[target]!, cells });
    });
    return cuts.map((cut, k) => ({ method, cut, cells: cells[k]!, ...summary(forecasts.map((at) => at[k]!)) }));
  });
  return withComparison(rows.flat(), baseline);
}

type Accuracy = { hitRate: number | null; pai: number | null; pei: number | null };

/** Means over the months in which anything happened. */
function summary(forecasts: readonly Accuracy[]): Omit<BacktestRow, "method" | "cut" | "cells" | "beatsBaseline"> {
  const pai = present(forecasts.map((at) => at.pai));
  return {
    forecasts: pai.length,
    hitRate: mean(present(forecasts.map((at) => at.hitRate))),
    pai: mean(pai),
    pei: mean(present(forecasts.map((at) => at.pei))),
    paiRange: pai.length > 0 ? [Math.min(...pai), Math.max(...pai)] : null,
  };
}

function withComparison(rows: readonly Omit<BacktestRow, "beatsBaseline">[], baseline: string): BacktestRow[] {
  return rows.map((row) => {
    const toBeat = rows.find((other) => other.method === baseline && other.cut === row.cut)?.pai ?? null;
    const comparable = row.method !== baseline && row.pai !== null && toBeat !== null;
    return { ...row, beatsBaseline: comparable ? row.pai > toBeat : null };
  });
}

function present(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

function mean(values: readonly number[]): number | null {
  return values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : null;
}
