import type { Adjacency } from "./adjacency.ts";
import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { binomialUpperTail } from "./binomial-upper-tail.ts";
import { diskSums } from "./disk-sums.ts";

/*
 * More drug records than everything else that is recorded there would lead one to expect.
 *
 * A town centre is busy with everything. Whether drugs stand out in it is asked of its records themselves: of
 * the n_i records of cell i (x_i of drugs, n_i − x_i of other crime and disorder), is the share of drugs above
 * that of the whole universe,
 *
 *     π = Σ x / Σ n          p_i = P(X ≥ x_i),   X binomial(n_i, π)
 *
 * This is what is left of two Poisson counts once their total is known: with rates λ and μ the drug count given
 * the total is binomial with share λ/(λ + μ), whatever the size of either (Przyborowski & Wilenski 1940). So
 * nothing has to be known of how busy a cell is, and no denominator of people or streets is needed. π holds the
 * cell's own records, too: the test leans to the safe side, by little where no cell is a large part of the whole.
 *
 * The tail is exact. The family of Benjamini & Hochberg is every cell with a record: one without cannot be
 * tested and would only dilute. With a ring the counts are those of the disk round the cell, as in the hot areas.
 *
 * What it assumes: records fall one by one. Where one raid makes ten records they do not, and p is too small:
 * the excess says where to look, not how sure one may be. A share also rises where other crime goes unrecorded.
 *
 * Example: drugs 8 of 10 records where the universe has 1 in 5: 2 expected, ratio 4, p = 7.8e-5.
 */

/** With fewer drug records than this nothing is said. */
const FEWEST = 30;

export type JointExcess =
  | { readonly gate: "too_few_incidents" | "no_variation" }
  | {
      readonly gate: null;
      /** π: drugs among all records of the universe. */
      readonly share: number;
      /** Cells with a record, ascending; the other arrays are aligned to them. */
      readonly members: Uint32Array;
      /** Drug records, and how many π would lead one to expect among the records. */
      readonly seen: Float64Array;
      readonly expected: Float64Array;
      readonly p: Float64Array;
      readonly q: Float64Array;
    };

/**
 * The excess of drugs in every cell that has a record.
 *
 * @param input.drugs incidents of drugs, one whole number per cell
 * @param input.other incidents of everything else that drugs are held against
 * @param input.adjacency count in the disk round each cell; null: in the cell alone
 * @returns a gate where fewer than 30 drug records, or none of anything else, are in the universe
 * @throws RangeError when the arrays differ in length
 */
export function jointExcess(input: {
  drugs: Float64Array;
  other: Float64Array;
  adjacency: Adjacency | null;
}): JointExcess {
  const { drugs, other, adjacency } = input;
  if (drugs.length !== other.length) {
    throw new RangeError(`Expected one count of each kind per cell, got ${drugs.length} and ${other.length}`);
  }
  const [all, beside] = [total(drugs), total(other)];
  if (all < FEWEST) return { gate: "too_few_incidents" };
  if (beside === 0) return { gate: "no_variation" };
  const share = all / (all + beside);
  const x = adjacency === null ? drugs : diskSums(drugs, adjacency);
  const rest = adjacency === null ? other : diskSums(other, adjacency);
  const members = Uint32Array.from(x.keys()).filter((i) => x[i]! + rest[i]! > 0);
  const of = (value: (x: number, n: number) => number) =>
    Float64Array.from(members, (i) => value(x[i]!, x[i]! + rest[i]!));
  const p = of((count, n) => binomialUpperTail(count, { n, share }));
  const [seen, expected] = [of((count) => count), of((_, n) => n * share)];
  return { gate: null, share, members, seen, expected, p, q: benjaminiHochberg(p) };
}

function total(counts: Float64Array): number {
  return counts.reduce((a, b) => a + b, 0);
}
