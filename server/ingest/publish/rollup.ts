import type { Knex } from "knex";
import { RESOLUTIONS } from "../../api/vocabulary.ts";
import { nextMonth } from "./partitions.ts";

/**
 * Rebuild `cell_count` of a dataset from its incidents, for the given months (or all of them).
 * Runs in the transaction that changed the incidents.
 */
export async function rebuildRollup(trx: Knex, datasetId: number, months: readonly string[] | "all"): Promise<void> {
  await forgetCounts(trx, datasetId, months);
  const stretches = months === "all" ? [null] : contiguousStretches(months);
  for (const stretch of stretches) {
    for (const res of RESOLUTIONS) {
      await countCells(trx, res, { from: "incident", into: "cell_count", only: { datasetId, stretch } });
    }
  }
}

/**
 * Take over counts that were made beforehand, for months that hold nothing else of the dataset. Counts that are there and
 * right stay: a month that is published again mostly has them. EXCEPT compares them in one pass whatever the planner
 * believes of tables that were never analysed.
 */
export async function takeCounts(
  trx: Knex,
  datasetId: number,
  { from, months }: { readonly from: string; readonly months: readonly string[] },
): Promise<void> {
  if (months.length === 0) return;
  const held = `SELECT ${columnsOf("c")} FROM cell_count c, dataset_force f WHERE ${OF_MONTHS}`;
  const counted = `SELECT ${columnsOf("r")} FROM ${from} r WHERE r.dataset_id = ? AND r.month = ANY (?::date[])`;
  const ofHeld = [datasetId, [...RESOLUTIONS], [...months]];
  const ofCounted = [datasetId, [...months]];
  const { rows } = await trx.raw(`SELECT EXISTS (${held}) AS any`, ofHeld);
  const again: boolean = rows[0].any;
  if (again) {
    await trx.raw(
      `WITH wrong AS (${held} EXCEPT ${counted}) DELETE FROM cell_count c USING wrong r WHERE ${SAME_KEY}`,
      [...ofHeld, ...ofCounted],
    );
  }
  await trx.raw(`INSERT INTO cell_count (${COLUMNS.join(", ")}) ${counted} ${again ? `EXCEPT ${held}` : ""}`, [
    ...ofCounted,
    ...(again ? ofHeld : []),
  ]);
}

const KEY = ["force_id", "dataset_id", "res", "month", "category", "cell", "borough_id"] as const;
const COLUMNS = [...KEY, "n"] as const;
const SAME_KEY = KEY.map((column) => `c.${column} = r.${column}`).join(" AND ");

function columnsOf(table: string): string {
  return COLUMNS.map((column) => `${table}.${column}`).join(", ");
}

/** Rows of `cell_count c` of some months of a dataset, by its key. Bindings: dataset, resolutions, months. */
const OF_MONTHS = `
  f.dataset_id = ? AND c.force_id = f.force_id AND c.dataset_id = f.dataset_id
  AND c.res = ANY (?::smallint[]) AND c.month = ANY (?::date[])
`;

async function forgetCounts(trx: Knex, datasetId: number, months: readonly string[] | "all"): Promise<void> {
  if (months === "all") await trx.raw("DELETE FROM cell_count WHERE dataset_id = ?", [datasetId]);
  else if (months.length > 0) {
    await trx.raw(`DELETE FROM cell_count c USING dataset_force f WHERE ${OF_MONTHS}`, [
      datasetId,
      [...RESOLUTIONS],
      [...months],
    ]);
  }
}

type Stretch = { readonly from: string; readonly to: string };

type Counting = {
  /** `incident` or a table of its shape. */
  readonly from: string;
  /** `cell_count` or a table of its shape. */
  readonly into: string;
  /** The rows to count; without it all of them. */
  readonly only?: { readonly datasetId: number; readonly stretch: Stretch | null };
};

/**
 * Count incidents by force, dataset, borough, month, category and cell of one resolution, in the order of `cell_count`'s
 * key. One resolution at a time: all in one reading (GROUPING SETS) took as long and kept readers waiting for it whole.
 */
export async function countCells(
  knex: Knex,
  res: (typeof RESOLUTIONS)[number],
  { from, into, only }: Counting,
): Promise<void> {
  const stretch = only?.stretch ?? null;
  await knex.raw(
    `
    INSERT INTO ${into} (force_id, dataset_id, borough_id, res, month, category, cell, n)
    SELECT force_id, dataset_id, borough_id, ${res}, date_trunc('month', occurred_on)::date, category, cell_${res}, count(*)
    FROM ${from}
    WHERE cell_${res} IS NOT NULL
      ${only === undefined ? "" : "AND dataset_id = ?"}
      ${stretch === null ? "" : "AND occurred_on >= ?::date AND occurred_on < ?::date"}
    GROUP BY 1, 2, 3, 5, 6, 7
    ORDER BY 1, 2, 5, 6, 7, 3
    `,
    [...(only === undefined ? [] : [only.datasetId]), ...(stretch === null ? [] : [stretch.from, stretch.to])],
  );
}

/** Months in order as half-open stretches, so that a query names a range and the planner prunes partitions. */
function contiguousStretches(months: readonly string[]): Stretch[] {
  const stretches: { from: string; to: string }[] = [];
  for (const month of [...new Set(months)].sort()) {
    const last = stretches.at(-1);
    if (last?.to === month) last.to = nextMonth(month);
    else stretches.push({ from: month, to: nextMonth(month) });
  }
  return stretches;
}
