import type { Knex } from "knex";
import { RESOLUTIONS } from "../../api/vocabulary.ts";
import { nextMonth } from "./partitions.ts";

/**
 * Rebuild `cell_count` of a dataset from its incidents, for the given months (or all of them).
 * Runs in the transaction that changed the incidents.
 */
export async function rebuildRollup(trx: Knex, datasetId: number, months: readonly string[] | "all"): Promise<void> {
  if (months === "all") {
    await trx.raw("DELETE FROM cell_count WHERE dataset_id = ?", [datasetId]);
  } else {
    if (months.length === 0) return;
    await trx.raw("DELETE FROM cell_count WHERE dataset_id = ? AND month = ANY (?::date[])", [datasetId, [...months]]);
  }
  const stretches = months === "all" ? [null] : contiguousStretches(months);
  for (const stretch of stretches) await countCells(trx, datasetId, stretch);
}

type Stretch = { readonly from: string; readonly to: string };

async function countCells(trx: Knex, datasetId: number, stretch: Stretch | null): Promise<void> {
  for (const res of RESOLUTIONS) {
    await trx.raw(
      `
      INSERT INTO cell_count (force_id, dataset_id, borough_id, res, month, category, cell, n)
      SELECT force_id, dataset_id, borough_id, ${res}, date_trunc('month', occurred_on)::date, category, cell_${res}, count(*)
      FROM incident
      WHERE dataset_id = ? AND cell_${res} IS NOT NULL
        ${stretch === null ? "" : "AND occurred_on >= ?::date AND occurred_on < ?::date"}
      GROUP BY 1, 2, 3, 5, 6, 7
      ORDER BY 1, 5, 6, 7, 3
      `,
      stretch === null ? [datasetId] : [datasetId, stretch.from, stretch.to],
    );
  }
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
