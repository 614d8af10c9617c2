import type { Blocks } from "./least-squares.ts";
import { upperNormalTail } from "./normal-tail.ts";
import {
  type Comparison,
  FEWEST_PLACEBOS,
  fitPlacebos,
  judge,
  type PlaceboModel,
  placeboP,
} from "./placebo-adjustment.ts";

/*
 * Which single rows stand out: each ring in each borough, each border strip, each receiving place.
 *
 * An evaluation looks at a dozen rows. Each alone at 5 % would mark something in a third of evaluations in
 * which nothing happened. So a row is held against the *largest* row of each placebo:
 *
 *     adjusted p = (1 + #{placebos whose largest row is at least as extreme})/(1 + m)
 *
 * (Westfall & Young 1993, single-step maxT, with placebos in the place of permutations). Three things make rows
 * comparable:
 *
 *  - Kind. Rings, strips and receiving places scatter differently, so each kind has its own adjustment and spread,
 *    over all placebo rows of the kind.
 *  - Level. A recent rise falls back the more, the fewer incidents it is made of; one slope for rows of 3 and of 300
 *    would be wrong for both. Within a kind, rows of one level (a doubling, as in the primary tests) are adjusted and
 *    standardised together.
 *  - Number. A target at a border has more rows than one in the middle of a borough. A largest row is read with the
 *    number it is the largest of, as n·Q(z), the rows that extreme expected by chance, Q being the normal upper
 *    tail: a common scale, no p-value. What is rare on it is decided by the placebos.
 *
 * Only adjusted p ≤ .05 is marked.
 *
 * Example: a row at z = 4 among 8 rows scores 8·Q(4) = 0.00025; none of 199 placebos has a smaller score:
 * adjusted p = 0.005.
 */

/** A row of one place: `kind` groups rows that scatter alike. */
export type RowCounts = { readonly kind: string; readonly counts: Comparison };

export type RowAnswer = {
  /** null, as all else: the placebos have too few rows of this kind to judge it by. */
  readonly standardised: number | null;
  readonly expectedAfter: number | null;
  readonly expectedEffect: number | null;
  /** Among placebo rows of its kind and level: of this row alone, one-sided for a rise, and for a fall. */
  readonly p: number | null;
  readonly pOpposite: number | null;
  /** Allowing for all rows; for a rise. */
  readonly pAdjusted: number | null;
};

export type AdjustedRows = {
  readonly rows: readonly RowAnswer[];
  /** Placebo rows that these were held against. */
  readonly placeboRows: number;
};

/** Rows of one kind and level. */
type Band = {
  /** Before-counts from here on, up to the next band. */
  readonly from: number;
  readonly model: PlaceboModel;
  /** Root mean square of the residuals: what they are divided by. */
  readonly spread: number;
  readonly sorted: Float64Array;
};

type Standards = {
  /** Per kind, by descending level. */
  readonly bands: ReadonlyMap<string, readonly Band[]>;
  /** Standardised residual of each placebo row that can be judged. */
  readonly residuals: ReadonlyMap<RowCounts, number>;
};

/** A band with fewer rows is joined to the one below it: three coefficients and a spread are taken from it. */
const FEWEST_IN_BAND = 40;

/**
 * Rows of the evaluated place, held against the rows of its placebos for a rise.
 *
 * @param own rows of the place
 * @param placebos rows of each placebo; one without rows counts as not extreme
 * @param overlapping the placebos that share ground with a placebo, itself among them; default: itself alone
 */
export function adjustRows(
  own: readonly RowCounts[],
  placebos: readonly (readonly RowCounts[])[],
  overlapping: Blocks["overlapping"] = (placebo) => [placebo],
): AdjustedRows {
  const standards = standardise(placebos, overlapping);
  const scores = Float64Array.from(placebos, (rows) => placeboScore(rows, standards));
  const tried = own.filter(({ kind }) => standards.bands.has(kind)).length;
  const rows = own.map(({ kind, counts }) => {
    const band = bandOf(standards.bands.get(kind) ?? [], counts.before);
    return band === undefined ? NOT_JUDGED : answerOf(counts, { band, tried, scores });
  });
  return { rows, placeboRows: standards.residuals.size };
}

const NOT_JUDGED: RowAnswer = {
  standardised: null,
  expectedAfter: null,
  expectedEffect: null,
  p: null,
  pOpposite: null,
  pAdjusted: null,
};

function answerOf(
  counts: Comparison,
  { band, tried, scores }: { band: Band; tried: number; scores: Float64Array },
): RowAnswer {
  const { residual, expectedAfter, expectedEffect } = judge(band.model, counts);
  const standardised = residual / band.spread;
  const score = tried * upperNormalTail(standardised);
  const asExtreme = scores.filter((other) => other <= score).length;
  return {
    standardised,
    expectedAfter,
    expectedEffect,
    p: placeboP(band.sorted, standardised, "rise"),
    pOpposite: placeboP(band.sorted, standardised, "fall"),
    pAdjusted: (1 + asExtreme) / (1 + scores.length),
  };
}

/** Adjustment and spread of each kind and level that has rows enough. */
function standardise(placebos: readonly (readonly RowCounts[])[], overlapping: Blocks["overlapping"]): Standards {
  const bands = new Map<string, Band[]>();
  const residuals = new Map<RowCounts, number>();
  const rows = placebos.flatMap((own, placebo) => own.map((row) => ({ row, placebo })));
  for (const [kind, ofKind] of Map.groupBy(rows, ({ row }) => row.kind)) {
    if (ofKind.length < FEWEST_PLACEBOS) continue;
    for (const members of cutBands(ofKind)) {
      const counts = members.map(({ row }) => row.counts);
      const groupOf = members.map(({ placebo }) => placebo);
      const model = fitPlacebos(counts, { groupOf, groups: placebos.length, overlapping });
      if (model === null) continue;
      const meanSquare = model.residuals.reduce((sum, residual) => sum + residual * residual, 0) / members.length;
      const spread = Math.max(Math.sqrt(meanSquare), Number.EPSILON);
      const standardised = model.residuals.map((residual) => residual / spread);
      for (const [i, { row }] of members.entries()) residuals.set(row, standardised[i]!);
      const from = counts.reduce((least, { before }) => Math.min(least, before), Number.POSITIVE_INFINITY);
      bands.set(kind, [...(bands.get(kind) ?? []), { from, model, spread, sorted: standardised.sort() }]);
    }
  }
  return { bands, residuals };
}

type Member = { readonly row: RowCounts; readonly placebo: number };

/** Rows by level, each band a doubling or, where those are few, several; by descending level. */
function cutBands(rows: readonly Member[]): Member[][] {
  const byDoubling = Map.groupBy(rows, ({ row }) => Math.floor(Math.log2(row.counts.before + 1)));
  const bands: Member[][] = [];
  let open: Member[] = [];
  for (const doubling of [...byDoubling.keys()].sort((a, b) => b - a)) {
    open.push(...(byDoubling.get(doubling) ?? []));
    if (open.length < FEWEST_IN_BAND) continue;
    bands.push(open);
    open = [];
  }
  const last = bands.at(-1);
  if (last === undefined) return [open];
  last.push(...open);
  return bands;
}

/** The band of a level: the first, from above, that begins at or below it; under all of them, the lowest. */
function bandOf(bands: readonly Band[], before: number): Band | undefined {
  return bands.find(({ from }) => before >= from) ?? bands.at(-1);
}

/** n·Q(largest) of one placebo: small where its largest row is extreme. */
function placeboScore(rows: readonly RowCounts[], { residuals }: Standards): number {
  const judged = rows.flatMap((row) => residuals.get(row) ?? []);
  if (judged.length === 0) return Number.POSITIVE_INFINITY;
  return judged.length * upperNormalTail(judged.reduce((a, b) => Math.max(a, b)));
}
