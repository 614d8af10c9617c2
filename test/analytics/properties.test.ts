import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Adjacency, buildAdjacency } from "../../server/analytics/adjacency.ts";
import { benjaminiHochberg, largestListed } from "../../server/analytics/benjamini-hochberg.ts";
import { getisOrd } from "../../server/analytics/getis-ord.ts";
import { getisOrdPermutation } from "../../server/analytics/getis-ord-permutation.ts";
import { hotAreas } from "../../server/analytics/hot-areas.ts";
import { persistence } from "../../server/analytics/persistence.ts";
import { seededRandom, shuffle } from "../../server/analytics/random.ts";
import { expectClose, hexagon } from "./fixture.ts";

const { cells, adjacency } = hexagon(4, 1);
const counts61 = fc
  .array(fc.integer({ min: 0, max: 12 }), { minLength: 61, maxLength: 61 })
  .map((counts) => Float64Array.from(counts))
  .filter((counts) => counts.some((count) => count !== counts[0]));

/** The same cells under another numbering: place[i] is the new index of old cell i. */
function relabelled(seed: number): { place: Uint32Array; adjacency: Adjacency } {
  const shuffled = Float64Array.from(cells.keys());
  shuffle(shuffled, seededRandom(seed));
  const universe = Array.from(shuffled);
  const place = new Uint32Array(cells.length);
  for (const [index, cell] of universe.entries()) place[cell] = index;
  const neighboursOf = (cell: number) =>
    adjacency.neighbours.subarray(adjacency.offsets[cell]!, adjacency.offsets[cell + 1]!);
  return { place, adjacency: buildAdjacency(universe, neighboursOf) };
}

function moved(values: Float64Array, place: Uint32Array): Float64Array {
  const result = new Float64Array(values.length);
  for (const [cell, value] of values.entries()) result[place[cell]!] = value;
  return result;
}

describe("properties", () => {
  it("relabelling the cells changes nothing: z, p, q and class move with their cell", () => {
    fc.assert(
      fc.property(counts61, fc.integer(), (counts, seed) => {
        const before = hotAreas({ counts, adjacency });
        const { place, adjacency: other } = relabelled(seed);
        const after = hotAreas({ counts: moved(counts, place), adjacency: other });
        expect(after.gate).toBe(before.gate);
        if (before.gate !== null || after.gate !== null) return;
        expectClose(after.z, moved(before.z, place), 1e-9);
        expect(after.p).toEqual(moved(before.p, place));
        expect(after.q).toEqual(moved(before.q, place));
        for (const [cell, flag] of before.class.entries()) expect(after.class[place[cell]!]).toBe(flag);
      }),
      { numRuns: 60 },
    );
  });

  it("z is the same for y and a·y + b with a > 0", () => {
    const factor = fc.double({ min: 0.01, max: 1000, noNaN: true });
    const shift = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(counts61, factor, shift, (counts, a, b) => {
        const { z } = getisOrd(counts, adjacency);
        const moved = getisOrd(
          counts.map((count) => a * count + b),
          adjacency,
        ).z;
        for (const [cell, value] of z.entries()) expect(Math.abs(moved[cell]! - value)).toBeLessThan(1e-6);
      }),
    );
  });

  it("Benjamini-Hochberg keeps the order of p and never goes below it or above 1", () => {
    const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(pValues, (list) => {
        const p = Float64Array.from(list);
        const q = benjaminiHochberg(p);
        const order = Array.from(p.keys()).sort((a, b) => p[a]! - p[b]!);
        for (let k = 0; k < order.length; k++) {
          const cell = order[k]!;
          expect(q[cell]!).toBeGreaterThanOrEqual(p[cell]!);
          expect(q[cell]!).toBeLessThanOrEqual(1);
          if (k > 0) expect(q[cell]!).toBeGreaterThanOrEqual(q[order[k - 1]!]!);
        }
        const limit = largestListed(p, 0.2);
        for (const [cell, value] of p.entries()) expect(value <= limit).toBe(q[cell]! <= 0.2);
      }),
    );
  });

  it("a permutation p lies in [1/(m+1), 1], and its two tails share the draws that equal the observed sum", () => {
    fc.assert(
      fc.property(counts61, fc.integer({ min: 1, max: 60 }), fc.integer(), (values, permutations, seed) => {
        const { upper, lower } = getisOrdPermutation({ values, adjacency, permutations, random: seededRandom(seed) });
        for (let i = 0; i < values.length; i++) {
          for (const p of [upper[i]!, lower[i]!]) {
            expect(p).toBeGreaterThanOrEqual(1 / (permutations + 1));
            expect(p).toBeLessThanOrEqual(1);
          }
          expect(upper[i]! + lower[i]!).toBeGreaterThan(1);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("a higher persistence score never has a higher p", () => {
    const year = fc.array(counts61, { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(year, (months) => {
        const { monthsReached, p } = persistence(months)!;
        for (let i = 1; i < p.length; i++) {
          const order = Math.sign(monthsReached[i]! - monthsReached[i - 1]!);
          expect(Math.sign(p[i - 1]! - p[i]!) * order).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 40 },
    );
  });
});
