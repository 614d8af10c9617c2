import type { Knex } from "knex";

/**
 * Create the monthly partitions of `incident` that the staged rows need.
 * @param months first days of months, "YYYY-MM-01"
 */
export async function ensurePartitions(trx: Knex, months: readonly string[]): Promise<void> {
  for (const month of months) {
    if (!/^\d{4}-\d{2}-01$/.test(month)) throw new RangeError(`expected the first of a month, got ${month}`);
    const name = `incident_${month.slice(0, 4)}_${month.slice(5, 7)}`;
    await trx.raw(
      `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF incident FOR VALUES FROM ('${month}') TO ('${nextMonth(month)}')`,
    );
  }
}

/** @param month "YYYY-MM-01"; @returns the first of the month after */
export function nextMonth(month: string): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`;
}
