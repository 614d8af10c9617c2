/*
 * How much more do months of one place vary than records that fall one by one would?
 *
 * V is the variance/mean of a cell's monthly counts. Given the n_i records of cell i over T months, and w_t the
 * share of month t in all records (so that a season is not taken for unrest), bunched months vary as a
 * Dirichlet-multinomial does:
 *
 *     X_i² = Σ_t (x_it − n_i w_t)²/(n_i w_t)          E X_i² = (T − 1) · n_i V/(n_i + V − 1)
 *
 * One V for the whole universe is where the sum of the one over all cells meets the sum of the other: cells with
 * one record say nothing either way (both sides are T − 1), busy cells say most. But places differ: a carnival,
 * a raid or a custody suite makes months that no V of the city explains. So a cell whose own months say more than
 * that has its own V,
 *
 *     r_i = X_i²/(T − 1)          V_i = (n_i − 1) r_i/(n_i − r_i)
 *
 * and never less than the universe's: single cells have too few records to be believed when they look calm, and
 * with fewer than ten they are not believed at all.
 *
 * Months are compared within a group of months only: of two groups before and after a change, neither takes the
 * change for unrest. Sums and T − 1 add up over the groups.
 *
 * Measured on London's real months of 2019, dealt at random to two periods of six, 200 times: with one V for all
 * cells a change was found on every map, with V_i on 1 % (`test/realdata/change.test.ts`).
 *
 * Reference: the moment estimator of Mosimann (1962), Biometrika 49.
 *
 * Example: three cells over 2 months, 4 + 0, 0 + 4 and 2 + 2: Σ X² = 4 + 4 + 0 = 3 · 4V/(4 + V − 1), so V = 6.
 */

/** With fewer months in all, or fewer records, nothing is estimated. */
const [FEWEST_MONTHS, FEWEST_RECORDS] = [3, 30];
const LARGEST = 1_000;
/** Records that a cell needs to have a V of its own. */
const OWN_RECORDS = 10;

export type MonthVariance = {
  /** V of the universe, from 1 to 1,000. */
  readonly common: number;
  /** V_i of each cell, never below that. */
  readonly cells: Float64Array;
};

type Group = { readonly months: readonly Float64Array[]; readonly shares: readonly number[] };

/**
 * Variance/mean of monthly counts within cells.
 *
 * @param groups whole counts: of each group of months one array of all cells for each month
 * @returns null for fewer than 3 months with a record in groups of at least 2, or fewer than 30 records
 */
export function monthVariance(groups: readonly (readonly Float64Array[])[]): MonthVariance | null {
  const held = groups.map(heldMonths).filter(({ months }) => months.length > 1);
  const months = held.reduce((sum, group) => sum + group.months.length, 0);
  const size = held[0]?.months[0]?.length ?? 0;
  const cells = Array.from({ length: size }, (_, i) => held.map((group) => ofCell(group, i)));
  const records = cells.flat().reduce((sum, { n }) => sum + n, 0);
  if (months < FEWEST_MONTHS || records < FEWEST_RECORDS) return null;
  const common = solve(cells.flat());
  return { common, cells: Float64Array.from(cells, (parts) => Math.max(common, ownVariance(parts))) };
}

function heldMonths(group: readonly Float64Array[]): Group {
  const totals = group.map((month) => month.reduce((a, b) => a + b, 0));
  const all = totals.reduce((a, b) => a + b, 0);
  return {
    months: group.filter((_, t) => totals[t]! > 0),
    shares: totals.filter((n) => n > 0).map((n) => n / all),
  };
}

/** What one cell says in one group of months: n, X², T − 1. */
type Part = { readonly n: number; readonly seen: number; readonly df: number };

function ofCell({ months, shares }: Group, i: number): Part {
  let n = 0;
  for (const month of months) n += month[i]!;
  if (n === 0) return { n: 0, seen: 0, df: 0 };
  let seen = 0;
  for (let t = 0; t < months.length; t++) {
    const mean = n * shares[t]!;
    seen += (months[t]![i]! - mean) ** 2 / mean;
  }
  return { n, seen, df: months.length - 1 };
}

/** V_i, or 1 where the cell's months say too little, or no more than chance would; the largest where all fell at once. */
function ownVariance(parts: readonly Part[]): number {
  const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0);
  const n = sum((part) => part.n);
  if (n < OWN_RECORDS) return 1;
  const r = sum((part) => part.seen) / sum((part) => part.df);
  if (r <= 1) return 1;
  return r >= n ? LARGEST : Math.min(LARGEST, ((n - 1) * r) / (n - r));
}

/** Where Σ of what was seen meets Σ of what V would lead one to expect, which only grows with V. */
function solve(parts: readonly Part[]): number {
  let seen = 0;
  // Counts repeat: what is expected of each is reckoned once.
  const dfOf = new Map<number, number>();
  for (const part of parts) {
    seen += part.seen;
    if (part.n > 0) dfOf.set(part.n, (dfOf.get(part.n) ?? 0) + part.df);
  }
  const expected = (v: number) => [...dfOf].reduce((sum, [n, df]) => sum + (df * n * v) / (n + v - 1), 0);
  if (seen <= expected(1)) return 1;
  let [low, high] = [1, LARGEST];
  if (seen >= expected(high)) return LARGEST;
  while (high - low > 1e-10) {
    const middle = (low + high) / 2;
    if (expected(middle) < seen) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
