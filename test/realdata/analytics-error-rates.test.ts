import { describe, expect, it } from "vitest";
import { diskSizes, diskSums } from "../../server/analytics/disk-sums.ts";
import { getisOrdExact } from "../../server/analytics/getis-ord-exact.ts";
import { hotAreas } from "../../server/analytics/hot-areas.ts";
import { persistence } from "../../server/analytics/persistence.ts";
import { randomBelow, seededRandom, shuffle } from "../../server/analytics/random.ts";
import { drugCountsByMonth, hasRealData, hexAdjacency, londonUniverse, sumOf } from "./london-drugs.ts";

/*
 * Real counts, dealt to other cells: the same heavy tails, and nothing to find. 200 maps each, seeded.
 */

const MAPS = 200;
const DRAWS = 200_000;

describe.runIf(hasRealData)("real months shuffled over London's universe", () => {
  const universe = hasRealData ? londonUniverse() : [];
  const adjacency = hexAdjacency(universe, 1);
  const byMonth = hasRealData ? drugCountsByMonth(universe) : new Map<string, Float64Array>();
  const year = [...byMonth].flatMap(([month, counts]) => (month.startsWith("2019") ? [counts] : []));

  const flagsAreas = (counts: Float64Array, level: number, p: "exact" | "normal" = "exact") => {
    const result = hotAreas({ counts, adjacency, p });
    return result.gate === null && result.q.some((q) => q <= level);
  };

  it("shows a hot area on at most 8 % of maps of May 2019", () => {
    const random = seededRandom(5);
    const counts = byMonth.get("2019-05")!.slice();
    let [exact, normal] = [0, 0];
    for (let map = 0; map < MAPS; map++) {
      shuffle(counts, random);
      if (flagsAreas(counts, 0.05)) exact++;
      if (flagsAreas(counts, 0.05, "normal")) normal++;
    }
    console.log(`May 2019 shuffled: exact p ${exact / 2} %, normal p ${normal / 2} % of maps flagged`);
    expect(exact / MAPS).toBeLessThanOrEqual(0.08);
  });

  it.each([
    { name: "one by one", block: 1 },
    { name: "by quarters", block: 3 },
  ])("shows a hot place, or anything at all, on at most 8 % of years shuffled $name", ({ name, block }) => {
    const random = seededRandom(block);
    let [places, union] = [0, 0];
    for (let map = 0; map < MAPS; map++) {
      const months = dealt(year, block, random);
      const found = persistence(months)!.q.some((q) => q <= 0.025);
      if (found) places++;
      if (found || flagsAreas(sumOf(months), 0.025)) union++;
    }
    console.log(`2019 shuffled ${name}: places ${places / 2} %, union ${union / 2} % of years flagged`);
    expect(places / MAPS).toBeLessThanOrEqual(0.08);
    expect(union / MAPS).toBeLessThanOrEqual(0.08);
  });

  it("puts 20 cells' exact p inside the 99.95 % band of 200,000 sampled draws", () => {
    const counts = sumOf(year);
    const [diskSum, diskSize] = [diskSums(counts, adjacency), diskSizes(adjacency)];
    const { upper } = getisOrdExact({ counts, diskSum, diskSize });
    const random = seededRandom(20);
    // Cells whose p a sample of this size can see, spread over the universe.
    const visible = [...upper.keys()].filter((i) => upper[i]! > 1e-4 && upper[i]! < 0.9);
    for (let k = 0; k < 20; k++) {
      const cell = visible[Math.floor((k * visible.length) / 20)]!;
      const p = upper[cell]!;
      const share = sampledReach(counts, { size: diskSize[cell]!, sum: diskSum[cell]!, random }) / DRAWS;
      expect(Math.abs(share - p)).toBeLessThanOrEqual(3.4808 * Math.sqrt((p * (1 - p)) / DRAWS) + 1 / DRAWS);
    }
  });
});

/** The months with their cells permuted anew every `block` months; months of one block stay together. */
function dealt(months: readonly Float64Array[], block: number, random: () => number): Float64Array[] {
  let order = new Float64Array(0);
  return months.map((counts, month) => {
    if (month % block === 0) {
      order = Float64Array.from(counts.keys());
      shuffle(order, random);
    }
    return counts.map((_, i) => counts[order[i]!]!);
  });
}

/** How many of the draws of `size` different cells sum to at least `sum`. */
function sampledReach(counts: Float64Array, disk: { size: number; sum: number; random: () => number }): number {
  const pool = counts.slice();
  let reached = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    let sum = 0;
    for (let k = 0; k < disk.size; k++) {
      const other = k + randomBelow(disk.random, pool.length - k);
      const kept = pool[k]!;
      pool[k] = pool[other]!;
      pool[other] = kept;
      sum += pool[k]!;
    }
    if (sum >= disk.sum) reached++;
  }
  return reached;
}
