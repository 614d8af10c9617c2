import type { BreakBody } from "../../../../server/api/types.ts";
import { formatMonth } from "../../format.ts";

/** A count of twelve months against the twelve before, with what chance alone may do to it. */
export type YearChange =
  | {
      /** Share of the count before: 0.25 = a quarter more. */
      readonly change: number;
      /** 95 % interval of it. */
      readonly low: number;
      readonly high: number;
      /** The interval holds no change. */
      readonly withinChance: boolean;
      readonly reason: null;
    }
  | { readonly change: null; readonly reason: string };

/** Fewer in both years together say nothing about a change. */
const FEWEST = 20;
const FEWEST_BEFORE = 5;
const Z95 = 1.959963984540054;

/**
 * Change between two years of monthly counts. The interval is that of a ratio of Poisson counts, widened by √φ, φ = Pearson's
 * X² over its degrees of freedom of the months around their own year's mean, at least 1: months of one place are burstier than
 * chance. No value where the counts are too small, or where a recording break lies between the first and the last month.
 * Reference: McCullagh & Nelder, Generalized Linear Models (1989), 6.2.3 (quasi-Poisson dispersion).
 * @param before monthly counts of the year before, null where the data has none
 * @param breaks recording breaks of what is counted that lie inside the two years, after their first month
 */
export function yearChange(
  before: readonly number[] | null,
  now: readonly number[],
  breaks: readonly BreakBody[],
): YearChange {
  if (before === null) return { change: null, reason: "no whole year before" };
  const broken = breaks[0];
  if (broken !== undefined) return { change: null, reason: `recording break ${formatMonth(broken.date)}` };
  const [b, a] = [sum(before), sum(now)];
  if (a + b < FEWEST || b < FEWEST_BEFORE) return { change: null, reason: "too few to compare" };
  // ln 0 has no value: half an incident on both sides, as for the ratios of an evaluation.
  const half = a === 0 ? 0.5 : 0;
  const log = Math.log((a + half) / (b + half));
  const margin = Z95 * Math.sqrt(dispersion([before, now]) * (1 / (a + half) + 1 / (b + half)));
  const [low, high] = [Math.expm1(log - margin), Math.expm1(log + margin)];
  return { change: a / b - 1, low, high, withinChance: low <= 0 && high >= 0, reason: null };
}

/** "−12 %": the sign always, and a true minus. */
export function changeShare(share: number): string {
  const percent = Math.round(share * 100);
  return `${percent < 0 ? "−" : percent > 0 ? "+" : ""}${Math.abs(percent)} %`;
}

function dispersion(years: readonly (readonly number[])[]): number {
  let [squares, freedom] = [0, 0];
  for (const months of years) {
    const mean = sum(months) / months.length;
    if (mean === 0) continue;
    for (const n of months) squares += (n - mean) ** 2 / mean;
    freedom += months.length - 1;
  }
  return freedom === 0 ? 1 : Math.max(1, squares / freedom);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, n) => total + n, 0);
}
