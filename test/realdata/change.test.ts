import { describe, expect, it } from "vitest";
import { monthVariance } from "../../server/analytics/month-variance.ts";
import { periodChange } from "../../server/analytics/period-change.ts";
import { type Random, seededRandom } from "../../server/analytics/random.ts";
import { drugCountsByMonth, hasRealData, londonUniverse, sumOf } from "./london-drugs.ts";

/*
 * How often the test of two periods speaks of London when there is nothing to say: the real months of 2019, each whole, dealt to
 * two periods of six at random. Whatever the months hold of bursts and busy places stays; only which of them came first is lost.
 */
const MAPS = 200;

describe.runIf(hasRealData)("London's real months dealt at random to two periods of six", () => {
  const months = hasRealData ? [...drugCountsByMonth(londonUniverse())] : [];
  const year = months.filter(([month]) => month.startsWith("2019")).map(([, counts]) => counts);

  it("show a change on at most 8 % of maps, where one variance for all cells and the plain binomial show one on nearly all", () => {
    const random = seededRandom(2019);
    const flagged = { own: 0, common: 0, binomial: 0 };
    for (let map = 0; map < MAPS; map++) {
      const periods = deal(year, random);
      const known = monthVariance(periods);
      if (known === null) throw new Error("the months of 2019 tell nothing");
      if (flags(periods, known.cells)) flagged.own++;
      if (
        flags(
          periods,
          known.cells.map(() => known.common),
        )
      )
        flagged.common++;
      if (
        flags(
          periods,
          known.cells.map(() => 1),
        )
      )
        flagged.binomial++;
    }
    const share = (n: number) => `${((100 * n) / MAPS).toFixed(1)} %`;
    console.log(
      `London 2019, months dealt: a change on ${share(flagged.own)} of maps; with one variance ${share(flagged.common)}, binomial ${share(flagged.binomial)}`,
    );
    expect(year).toHaveLength(12);
    expect(flagged.own / MAPS).toBeLessThanOrEqual(0.08);
    expect(Math.min(flagged.common, flagged.binomial) / MAPS).toBeGreaterThan(0.9);
  });
});

/** Six of twelve, and the rest. */
function deal(months: readonly Float64Array[], random: Random): Float64Array[][] {
  const shuffled = months
    .map((counts) => ({ counts, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ counts }) => counts);
  return [shuffled.slice(0, 6), shuffled.slice(6)];
}

function flags([one = [], other = []]: readonly Float64Array[][], variance: Float64Array): boolean {
  const found = periodChange({ counts: sumOf(one), compared: sumOf(other), variance });
  return found.gate === null && found.q.some((q) => q <= 0.05);
}
