/*
 * Rank persistence: in how many of the last 36 months a ward or cell was among the first 1, 3 or 10.
 *
 * "Consistently the highest" is a claim about ranks over time, not about one total: a total can be made by
 * three bad months. A unit's rank is one more than the number of units above it, so equals share the better
 * rank; a unit without any incident is never among the first, however quiet the month.
 *
 * Example: months (5, 5, 1) and (0, 2, 0): unit 1 was first twice, unit 0 once, unit 2 never.
 */

const MONTHS = 36;

export type RankPersistence = {
  /** Months looked at: the last 36, or as many as there are. */
  readonly months: number;
  /** For each of `tops`, per unit: months in which its rank was at most that. */
  readonly monthsInTop: readonly Uint8Array[];
};

/**
 * Months in the top ranks.
 *
 * @param months counts per unit, one array per month, oldest first
 * @param tops ranks of interest; default 1, 3 and 10
 */
export function rankPersistence(
  months: readonly Float64Array[],
  tops: readonly number[] = [1, 3, 10],
): RankPersistence {
  const recent = months.slice(-MONTHS);
  const monthsInTop = tops.map(() => new Uint8Array(recent[0]?.length ?? 0));
  for (const counts of recent) {
    const descending = counts.slice().sort().reverse();
    for (const [k, top] of tops.entries()) {
      const tally = monthsInTop[k]!;
      // Rank ≤ top exactly when fewer than `top` units lie above: the count reaches the top-th largest.
      const least = Math.max(descending[top - 1] ?? 0, Number.MIN_VALUE);
      for (let unit = 0; unit < counts.length; unit++) if (counts[unit]! >= least) tally[unit]! += 1;
    }
  }
  return { months: recent.length, monthsInTop };
}
