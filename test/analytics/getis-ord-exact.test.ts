import { describe, expect, it } from "vitest";
import { benjaminiHochberg } from "../../server/analytics/benjamini-hochberg.ts";
import { diskSizes, diskSums } from "../../server/analytics/disk-sums.ts";
import { drawSums, drawSumsWork } from "../../server/analytics/draw-sums.ts";
import { getisOrdExact } from "../../server/analytics/getis-ord-exact.ts";
import { seededRandom } from "../../server/analytics/random.ts";
import { tailProbability, tails } from "../../server/analytics/tails.ts";
import { adjacencyOf, expectClose, fixture } from "./fixture.ts";
import { integerTails, ratio } from "./integer-tails.ts";

const { k1 } = fixture<{ k1: { counts: number[]; neighbours: unknown[] } }>("getis-ord-hex61");
const known = fixture<{
  disk_size: number[];
  disk_sum: number[];
  p_upper: number[];
  p_lower: number[];
  p_two_sided: number[];
  significant_05: { raw: number; BH: number };
}>("getis-ord-exact-hex61");

describe("exact p of Gi*", () => {
  const counts = Float64Array.from(k1.counts);
  const adjacency = adjacencyOf(k1.neighbours);
  const diskSum = diskSums(counts, adjacency);
  const diskSize = diskSizes(adjacency);
  const { upper, lower } = getisOrdExact({ counts, diskSum, diskSize });

  it("equals integer arithmetic on 61 hexagons, both tails", () => {
    expect([...diskSum]).toEqual(known.disk_sum);
    expect([...diskSize]).toEqual(known.disk_size);
    expectClose(upper, known.p_upper);
    expectClose(lower, known.p_lower);
  });

  it("finds 16 cells at 5 % two-sided and 10 after Benjamini-Hochberg", () => {
    const two = upper.map((p, i) => tailProbability(p, lower[i]!, "two"));
    expectClose(two, known.p_two_sided);
    expect(two.filter((p) => p <= 0.05).length).toBe(known.significant_05.raw);
    expect(benjaminiHochberg(two).filter((q) => q <= 0.05).length).toBe(known.significant_05.BH);
  });

  it("counts the six pairs of 0, 0, 1, 3", () => {
    const { mass, width } = drawSums(Float64Array.of(0, 0, 1, 3), 2, 4);
    const pairs = [...mass.subarray(2 * width, 3 * width)].map((share) => Math.round(share * 6));
    expect(pairs).toEqual([1, 2, 0, 2, 1, 0]);
  });

  it("says beforehand how much work a table is", () => {
    // Values 1 and 3 stand once each: one step for each of two rows, over sums 0 to 4.
    expect(drawSumsWork(Float64Array.of(0, 0, 1, 3), 2, 4)).toBe(2 * 2 * 5);
    expect(drawSumsWork(Float64Array.of(0, 1, 1, 1), 2, 2)).toBe((1 + 2) * 3);
  });

  it("refuses rates and negative numbers", () => {
    expect(() => drawSums(Float64Array.of(0.5, 1), 1, 1)).toThrow("Exact p needs non-negative whole counts, got 0.5");
    expect(() => drawSums(Float64Array.of(-1, 1), 1, 1)).toThrow("got -1");
  });
});

/** Frequencies of counts 0, 1, 2 … as a 24-month cube of London has them, and smaller or stranger universes. */
const universes: { name: string; frequencies: number[]; draws: number; largestSum: number }[] = [
  {
    name: "a 24-month cube of London, capped at 7, disks of 74",
    frequencies: [371_902, 27_514, 8_320, 3_106, 1_560, 810, 462, 902],
    draws: 74,
    largestSum: 345,
  },
  {
    name: "a month of London, disks of 37",
    frequencies: [15_600, 1_060, 320, 130, 70, 40, 24, 30],
    draws: 37,
    largestSum: 258,
  },
  {
    name: "a universe with fewer zeros than a disk has cells",
    frequencies: [3, 10, 5, 2, 0, 0, 1],
    draws: 19,
    largestSum: 40,
  },
  { name: "a universe without zeros", frequencies: [0, 6, 3, 1], draws: 7, largestSum: 16 },
  {
    name: "one extreme cell",
    frequencies: [500, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    draws: 19,
    largestSum: 30,
  },
];

describe("exact tails against integers", () => {
  it.each(universes)("agrees to 1e-12 on $name", ({ frequencies, draws, largestSum }) => {
    const counts = Float64Array.from(frequencies.flatMap((times, value) => new Array<number>(times).fill(value)));
    const table = tails(drawSums(counts, draws, largestSum));
    const exact = integerTails(frequencies, draws, largestSum);
    let smallest = 1;
    let worst = 0;
    for (const k of new Set([1, Math.ceil(draws / 2), draws])) {
      const row = exact[k]!;
      for (let s = 0; s <= largestSum; s++) {
        for (const [got, numerator] of [
          [table.upper[k * table.width + s]!, row.upper[s]!],
          [table.lower[k * table.width + s]!, row.lower[s]!],
        ] as const) {
          const want = ratio(numerator, row.total);
          if (want < 1e-300) continue;
          smallest = Math.min(smallest, want);
          worst = Math.max(worst, Math.abs(got - want) / want);
        }
      }
    }
    expect(worst).toBeLessThan(1e-12);
    if (draws >= 37) expect(smallest).toBeLessThan(1e-100);
  });

  it("lies inside the 99.95 % band of 200,000 sampled draws on 20 cells", () => {
    const counts = Float64Array.from(k1.counts);
    const adjacency = adjacencyOf(k1.neighbours);
    const diskSum = diskSums(counts, adjacency);
    const diskSize = diskSizes(adjacency);
    const { upper } = getisOrdExact({ counts, diskSum, diskSize });
    const random = seededRandom(20);
    for (let cell = 0; cell < 60; cell += 3) {
      const reached = sampledReach(counts, { size: diskSize[cell]!, sum: diskSum[cell]!, random });
      const p = upper[cell]!;
      expect(Math.abs(reached / DRAWS - p)).toBeLessThanOrEqual(3.4808 * Math.sqrt((p * (1 - p)) / DRAWS) + 1e-12);
    }
  });
});

const DRAWS = 200_000;

/** How many of the draws of `size` different cells sum to at least `sum`. */
function sampledReach(counts: Float64Array, disk: { size: number; sum: number; random: () => number }): number {
  const pool = counts.slice();
  let reached = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    let sum = 0;
    for (let k = 0; k < disk.size; k++) {
      const other = k + Math.floor(disk.random() * (pool.length - k));
      [pool[k], pool[other]] = [pool[other]!, pool[k]!];
      sum += pool[k]!;
    }
    if (sum >= disk.sum) reached++;
  }
  return reached;
}
