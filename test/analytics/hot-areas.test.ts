import { describe, expect, it } from "vitest";
import { buildAdjacency } from "../../server/analytics/adjacency.ts";
import { benjaminiHochberg } from "../../server/analytics/benjamini-hochberg.ts";
import { capCounts } from "../../server/analytics/cap-counts.ts";
import { capCube } from "../../server/analytics/cap-cube.ts";
import { diskSizes, diskSums } from "../../server/analytics/disk-sums.ts";
import { drawSums } from "../../server/analytics/draw-sums.ts";
import { fdrClass } from "../../server/analytics/fdr-class.ts";
import { getisOrdPermutation } from "../../server/analytics/getis-ord-permutation.ts";
import { hotAreas } from "../../server/analytics/hot-areas.ts";
import { seededRandom } from "../../server/analytics/random.ts";
import { adjacencyOf, fixture, hexagon } from "./fixture.ts";

const { k1 } = fixture<{ k1: { counts: number[]; neighbours: unknown[] } }>("getis-ord-hex61");
const counts = Float64Array.from(k1.counts);
const adjacency = adjacencyOf(k1.neighbours);

function tested(options: Partial<Parameters<typeof hotAreas>[0]>) {
  const result = hotAreas({ counts, adjacency, ...options });
  if (result.gate !== null) throw new Error(result.gate);
  return result;
}

describe("adjacency", () => {
  it("drops the cell itself and everything outside the universe", () => {
    const row = buildAdjacency(
      ["a", "b", "c"],
      (cell) => ({ a: ["a", "b"], b: ["c", "a", "b"], c: ["b", "z"] })[cell]!,
    );
    expect([...row.offsets]).toEqual([0, 1, 3, 4]);
    expect([...row.neighbours]).toEqual([1, 2, 0, 1]);
    expect([...diskSizes(row)]).toEqual([2, 3, 2]);
    expect([...diskSums(Float64Array.of(1, 2, 4), row)]).toEqual([3, 7, 6]);
  });

  it("refuses a universe that names a cell twice", () => {
    expect(() => buildAdjacency(["a", "a"], () => [])).toThrow("got 2 cells, 1 different");
  });
});

describe("the cap", () => {
  it("is the count at ⌊0.99·(occupied − 1)⌋ of the occupied cells", () => {
    const { capped, cap } = capCounts(Float64Array.of(0, 90, 1, 2, 0, 1));
    expect(cap).toBe(2);
    expect([...capped]).toEqual([0, 2, 1, 2, 0, 1]);
  });

  it("is null on an empty map, and changes nothing", () => {
    expect(capCounts(new Float64Array(3))).toEqual({ capped: new Float64Array(3), cap: null });
  });

  it("leaves its input alone", () => {
    const input = Float64Array.of(1, 1, 9);
    capCounts(input);
    expect([...input]).toEqual([1, 1, 9]);
  });

  it("is one for all months of a cube", () => {
    const { capped, cap } = capCube([Float64Array.of(0, 3), Float64Array.of(1, 50)]);
    expect(cap).toBe(3);
    expect(capped.map((month) => [...month])).toEqual([
      [0, 3],
      [1, 3],
    ]);
  });
});

describe("Benjamini-Hochberg", () => {
  it("gives ties one q", () => {
    expect([...benjaminiHochberg(Float64Array.of(0.01, 0.04, 0.03, 0.5))].map((q) => q.toFixed(4))).toEqual([
      "0.0400",
      "0.0533",
      "0.0533",
      "0.5000",
    ]);
  });

  it("refuses what is not a probability", () => {
    expect(() => benjaminiHochberg(Float64Array.of(0.5, Number.NaN))).toThrow("A p-value lies in [0, 1], got NaN");
  });

  it("classes 10, 5 and 1 %, borders included", () => {
    expect([0.11, 0.1, 0.05, 0.01].map((q) => fdrClass(q, 1))).toEqual([0, 1, 2, 3]);
    expect(fdrClass(0.01, -1)).toBe(-3);
  });
});

describe("hot areas", () => {
  it("puts the exact p first and the normal p beside it", () => {
    const result = tested({ cap: "none" });
    const { p_upper } = fixture<{ p_upper: number[] }>("getis-ord-exact-hex61");
    expect(Math.max(...result.p.map((p, i) => Math.abs(p - p_upper[i]!)))).toBeLessThan(1e-12);
    expect(result.pNormal).toEqual(tested({ cap: "none", p: "normal" }).p);
    expect(result.pNormal).not.toEqual(result.p);
  });

  it("keeps hot and cold apart: upper classes are positive, lower negative, two-sided takes the sign of z", () => {
    expect(Math.min(...tested({ tail: "upper" }).class)).toBe(0);
    expect(Math.max(...tested({ tail: "lower" }).class)).toBe(0);
    const two = tested({ tail: "two", cap: "none" });
    for (const [i, flag] of two.class.entries()) if (flag !== 0) expect(Math.sign(flag)).toBe(Math.sign(two.z[i]!));
  });

  it("gives a reason instead of classes under the gate", () => {
    const few = new Float64Array(61);
    few[30] = 3;
    expect(hotAreas({ counts: few, adjacency })).toEqual({ gate: "too_few_incidents", incidents: 3, cap: 3 });
    expect(hotAreas({ counts: counts.map(() => 5), adjacency }).gate).toBe("no_variation");
    expect(hotAreas({ counts, adjacency: hexagon(4, 8).adjacency }).gate).toBe("disk_covers_universe");
  });

  it("refuses an exact p for rates and gives them a sampled one", () => {
    const rates = counts.map((count) => count * 1.5);
    expect(() => hotAreas({ counts: rates, adjacency, cap: "none" })).toThrow("non-negative whole counts, got 1.5");
    const sampled = tested({ counts: rates, cap: "none", p: "permutation", permutations: 99 });
    expect(Math.min(...sampled.p)).toBe(1 / 100);
  });
});

describe("permutation mode", () => {
  it("samples the conditional null: own value kept, the rest of the disk drawn from the other cells", () => {
    const random = seededRandom(11);
    const permutations = 9999;
    const { upper } = getisOrdPermutation({ values: counts, adjacency, permutations, random });
    const sums = diskSums(counts, adjacency);
    for (const [i, size] of diskSizes(adjacency).entries()) {
      const others = counts.filter((_, cell) => cell !== i);
      const rest = sums[i]! - counts[i]!;
      const { mass, width } = drawSums(others, size - 1, rest);
      const exact = mass.subarray((size - 1) * width + rest, size * width).reduce((a, b) => a + b, 0);
      const deviation = Math.sqrt((exact * (1 - exact)) / permutations) + 1 / permutations;
      expect(Math.abs(upper[i]! - exact)).toBeLessThan(4.5 * deviation);
    }
  });

  it("repeats with one seed and differs with two", () => {
    const run = (seed: number) => [...tested({ p: "permutation", permutations: 199, seed }).p];
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });
});
