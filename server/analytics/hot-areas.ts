import type { Adjacency } from "./adjacency.ts";
import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { capCounts } from "./cap-counts.ts";
import { fdrClass } from "./fdr-class.ts";
import type { GetisOrd } from "./getis-ord.ts";
import { getisOrd } from "./getis-ord.ts";
import type { ExactTails } from "./getis-ord-exact.ts";
import { getisOrdExact } from "./getis-ord-exact.ts";
import { getisOrdPermutation } from "./getis-ord-permutation.ts";
import type { GateReason } from "./hotspot-gate.ts";
import { hotspotGate } from "./hotspot-gate.ts";
import { normalTailProbability } from "./normal-tail.ts";
import { seededRandom } from "./random.ts";
import type { Tail } from "./tails.ts";
import { tailProbability } from "./tails.ts";

/*
 * Hot areas: do counts cluster here? The whole test, from counts to classes.
 *
 *   counts → gate → cap at the 99th percentile → Gi* → p (exact by default) → Benjamini-Hochberg → class
 *
 * The universe is whatever the arrays hold; what is displayed never enters. The upper tail is the
 * default, because "which places are hot" is one-sided; cold cells are a family of their own, asked for
 * separately, so that looking for one does not cost power for the other.
 *
 * What 5 % means: among the cells listed at q ≤ .05, at most one in twenty is expected to be there by
 * chance, chance being a city in which every cell is exchangeable. A town centre that is simply busy is
 * not chance: it is flagged, and rightly named "busier than a random cell", not "a drug market".
 *
 * Example: hotAreas({ counts, adjacency }).class holds 3 for London's hottest cells.
 */

export type HotAreasInput = {
  /** Incidents per cell of the universe, whole and non-negative. */
  counts: Float64Array;
  adjacency: Adjacency;
  /** Cap at the 99th percentile of the occupied cells; default "p99". */
  cap?: "p99" | "none";
  /** How p is computed; default "exact". */
  p?: "exact" | "normal" | "permutation";
  /** Default "upper". */
  tail?: Tail;
  /** For p = "permutation"; default 999 permutations, seed 1. */
  permutations?: number;
  seed?: number;
};

/** Per-cell arrays, or the reason there are none. */
export type HotAreas =
  | { gate: GateReason; incidents: number; cap: number | null }
  | {
      gate: null;
      incidents: number;
      /** The count above which counts were cut; null when not capped. */
      cap: number | null;
      z: Float64Array;
      p: Float64Array;
      /** The normal p of the same counts and tail, for comparison only. */
      pNormal: Float64Array;
      q: Float64Array;
      /** −3 … 3, see `fdrClass`. */
      class: Int8Array;
    };

/**
 * Gi* with its p, q and class for every cell of the universe.
 *
 * @throws RangeError when counts and adjacency differ in length, or exact p is asked for something not whole
 */
export function hotAreas(input: HotAreasInput): HotAreas {
  const { counts, adjacency, tail = "upper" } = input;
  const incidents = counts.reduce((a, b) => a + b, 0);
  const { capped, cap } = (input.cap ?? "p99") === "p99" ? capCounts(counts) : { capped: counts, cap: null };
  const gate = hotspotGate({ values: capped, adjacency, incidents });
  if (gate !== null) return { gate, incidents, cap };
  const statistic = getisOrd(capped, adjacency);
  const pNormal = normalTails(statistic.z, tail);
  const p = input.p === "normal" ? pNormal : tailOf(countedTails(input, capped, statistic), tail);
  const q = benjaminiHochberg(p);
  return { gate, incidents, cap, z: statistic.z, p, pNormal, q, class: classesOf(q, statistic.z, tail) };
}

/** Counts make few different z-scores: each tail is computed once. */
function normalTails(scores: Float64Array, tail: Tail): Float64Array {
  const known = new Map<number, number>();
  return scores.map((z) => {
    let p = known.get(z);
    if (p === undefined) {
      p = normalTailProbability(z, tail);
      known.set(z, p);
    }
    return p;
  });
}

function countedTails(input: HotAreasInput, counts: Float64Array, statistic: GetisOrd): ExactTails {
  if (input.p !== "permutation") return getisOrdExact({ counts, ...statistic });
  const { adjacency, permutations = 999, seed = 1 } = input;
  return getisOrdPermutation({ values: counts, adjacency, permutations, random: seededRandom(seed) });
}

function tailOf(both: ExactTails, tail: Tail): Float64Array {
  return both.upper.map((upper, i) => tailProbability(upper, both.lower[i]!, tail));
}

/** Under a two-sided test the direction is the side of the mean the disk lies on. */
function classesOf(q: Float64Array, z: Float64Array, tail: Tail): Int8Array {
  const classes = new Int8Array(q.length);
  for (let i = 0; i < q.length; i++) {
    const hot = tail === "upper" || (tail === "two" && z[i]! > 0);
    classes[i] = fdrClass(q[i]!, hot ? 1 : -1);
  }
  return classes;
}
