import { latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import { diskSizes, diskSums } from "../../server/analytics/disk-sums.ts";
import { getisOrdExact } from "../../server/analytics/getis-ord-exact.ts";
import { hotAreas } from "../../server/analytics/hot-areas.ts";
import { persistence } from "../../server/analytics/persistence.ts";
import { randomBelow, seededRandom, shuffle } from "../../server/analytics/random.ts";
import { drugCountsByMonth, hasRealData, hexAdjacency, londonUniverse, readStations, sumOf } from "./london-drugs.ts";

/*
 * Real counts, dealt to other cells: the same heavy tails, and nothing to find. 200 maps each, seeded. The model noise and
 * what is planted in it are in london-noise.test.ts.
 */

const MAPS = 200;
const DRAWS = 200_000;
/** 99.95 % of a normal distribution lie within so many standard deviations. */
const BAND = 3.4808;
/** Places of London whose p lies between 0.1 and 60 %, spread over that range. */
const STATIONS = [
  ...["Wellesley Road", "Ladbroke Grove", "Earl's Court", "White City", "Stepney Green", "Old Street", "Bow Road"],
  ...["Surrey Quays", "Wembley Central", "Lambeth North", "Stoke Newington", "Upper Holloway", "Tufnell Park"],
  ...["Nine Elms", "South Harrow", "Forest Hill", "Park Royal", "Chadwell Heath", "Dagenham East", "South Ealing"],
];

describe.runIf(hasRealData)("real months shuffled over London's universe", () => {
  const universe = hasRealData ? londonUniverse() : [];
  const adjacency = hexAdjacency(universe, 1);
  const byMonth = hasRealData ? drugCountsByMonth(universe) : new Map<string, Float64Array>();
  const year = [...byMonth].flatMap(([month, counts]) => (month.startsWith("2019") ? [counts] : []));

  const counts = sumOf(year);
  const [diskSum, diskSize] = hasRealData
    ? [diskSums(counts, adjacency), diskSizes(adjacency)]
    : [counts, new Uint32Array()];
  const upper = hasRealData ? getisOrdExact({ counts, diskSum, diskSize }).upper : counts;
  const stations = hasRealData ? readStations() : new Map<string, { lng: number; lat: number }>();

  const flagsAreas = (counts: Float64Array, level: number, p: "exact" | "normal" = "exact") => {
    const result = hotAreas({ counts, adjacency, p });
    return result.gate === null && result.q.some((q) => q <= level);
  };

  it("shows a hot area on at most 8 % of maps of May 2019", () => {
    const random = seededRandom(5);
    const may = byMonth.get("2019-05")!.slice();
    let [exact, normal] = [0, 0];
    for (let map = 0; map < MAPS; map++) {
      shuffle(may, random);
      if (flagsAreas(may, 0.05)) exact++;
      if (flagsAreas(may, 0.05, "normal")) normal++;
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

  it.each(STATIONS)("puts the exact p of the cell at %s inside the 99.95 %% band of 200,000 sampled draws", (name) => {
    const { lng, lat } = stations.get(name)!;
    const cell = universe.indexOf(latLngToCell(lat, lng, 9));
    const p = upper[cell]!;
    // What a sample of this size can see.
    expect([p > 1e-3, p < 0.6]).toEqual([true, true]);
    const random = seededRandom(STATIONS.indexOf(name));
    const share = sampledReach(counts, { size: diskSize[cell]!, sum: diskSum[cell]!, random }) / DRAWS;
    expect(Math.abs(share - p)).toBeLessThanOrEqual(BAND * Math.sqrt((p * (1 - p)) / DRAWS) + 1 / DRAWS);
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
