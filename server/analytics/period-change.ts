import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { betaBinomialOuterTail } from "./beta-binomial-tail.ts";
import { fdrClass } from "./fdr-class.ts";

/*
 * Which places changed otherwise than all of them together, between two periods?
 *
 * A difference of two counts always looks like something. Of the n_i records that cell i holds in both periods,
 * x_i in the one: is that another share than the whole universe has?
 *
 *     π = Σ x / Σ n          p_i = 2 · P(X as far from n_i π as x_i, on its side),   at most 1
 *
 * With π for the null a busy season, a longer window or a change in how much is recorded everywhere is no change of
 * place, as in emerging hot spots; periods of different length need no weights. What happened to all together is π itself, told
 * beside. A cell that is a large part of the universe pulls π towards itself: the test leans to the safe side.
 *
 * X is beta-binomial with the variance/mean V_i of months within the cell (see `monthVariance`). The binomial, V = 1,
 * takes every bunch of records for a change.
 *
 * The family of Benjamini & Hochberg is every cell with a record in either period. The class is 1, 2 or 3 for a
 * false-discovery rate of 10, 5 or 1 %, negative for fewer than the share would lead one to expect.
 *
 * Example: 0 of 8 where the universe has a half, V = 1: p = 2/2⁸ = .0078.
 */

/** With fewer records in either period nothing is said. */
const FEWEST = 30;

export type PeriodChange =
  | { readonly gate: "too_few_incidents" }
  | {
      readonly gate: null;
      /** π: the period among both, over the universe. */
      readonly share: number;
      /** One value per cell; cells without a record have p and q of 1. */
      readonly expected: Float64Array;
      readonly p: Float64Array;
      readonly q: Float64Array;
      readonly class: Int8Array;
      /** Cells with a record: the family. */
      readonly family: number;
    };

/**
 * The change of every cell against that of the universe.
 *
 * @param input.counts incidents of the period, one whole number per cell; `compared` those of the other
 * @param input.variance V_i of both counts of a cell, at least 1
 * @returns a gate where either period has fewer than 30 incidents
 * @throws RangeError when the arrays differ in length, or a V_i is below 1
 */
export function periodChange(input: {
  counts: Float64Array;
  compared: Float64Array;
  variance: Float64Array;
}): PeriodChange {
  const { counts, compared, variance } = input;
  if (counts.length !== compared.length || counts.length !== variance.length) {
    const lengths = [counts.length, compared.length, variance.length].join(", ");
    throw new RangeError(`Expected two counts and a variance for each cell, got ${lengths}`);
  }
  const below = variance.find((value) => !(value >= 1));
  if (below !== undefined) throw new RangeError(`Expected a variance/mean of at least 1, got ${below}`);
  const [all, beside] = [total(counts), total(compared)];
  if (all < FEWEST || beside < FEWEST) return { gate: "too_few_incidents" };
  const share = all / (all + beside);
  const both = counts.map((x, i) => x + compared[i]!);
  const members = Uint32Array.from(both.keys()).filter((i) => both[i]! > 0);
  const tested = Float64Array.from(members, (i) =>
    Math.min(1, 2 * betaBinomialOuterTail(counts[i]!, { n: both[i]!, share, variance: variance[i]! })),
  );
  const found = benjaminiHochberg(tested);
  const result = {
    ...{ gate: null, share, family: members.length, expected: both.map((n) => n * share) },
    ...{ p: new Float64Array(both.length).fill(1), q: new Float64Array(both.length).fill(1) },
    class: new Int8Array(both.length),
  };
  for (const [row, i] of members.entries()) {
    result.p[i] = tested[row]!;
    result.q[i] = found[row]!;
    result.class[i] = fdrClass(found[row]!, counts[i]! < result.expected[i]! ? -1 : 1);
  }
  return result;
}

function total(counts: Float64Array): number {
  return counts.reduce((a, b) => a + b, 0);
}
