import type { Knex } from "knex";
import type { StagedScope } from "../staged-scopes.ts";

/** Name of the partition of `incident` for a month. @param month first of the month, "YYYY-MM-01" */
export function partitionName(month: string): string {
  return `incident_${yearAndMonth(month).join("_")}`;
}

/** Name of the staged twin of that partition, which becomes it where there is none yet. */
export function stagedPartition(importId: number, month: string): string {
  return `staging.incident_${importId}_${yearAndMonth(month).join("_")}`;
}

/** Name of the unique index of a staged twin that becomes its primary key. */
export function keyIndex(importId: number, month: string): string {
  return `incident_${importId}_${yearAndMonth(month).join("_")}_key`;
}

/** The bounds of a month's partition, as CREATE TABLE and ATTACH PARTITION write them. */
export function partitionBounds(month: string): string {
  yearAndMonth(month);
  return `FOR VALUES FROM ('${month}') TO ('${nextMonth(month)}')`;
}

/** @returns those of the months that have no partition yet */
export async function monthsWithoutPartition(knex: Knex, months: readonly string[]): Promise<string[]> {
  const { rows } = await knex.raw(`
    SELECT c.relname AS name
    FROM pg_inherits i
    JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'incident'::regclass
  `);
  const there = new Set(rows.map((row: { name: string }) => row.name));
  return months.filter((month) => !there.has(partitionName(month)));
}

/**
 * Of months that have a partition, in order, those in which it holds nothing but what the scopes replace: it can be replaced
 * whole. Said before the publishing transaction, which has to look again.
 */
export async function monthsReplacedWhole(
  knex: Knex,
  months: readonly string[],
  scopes: readonly StagedScope[],
): Promise<string[]> {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { rows } = await knex.raw(
    `
    SELECT DISTINCT date_trunc('month', i.occurred_on)::date::text AS month
    FROM incident i
    WHERE i.occurred_on >= ?::date AND i.occurred_on < ?::date
      AND NOT EXISTS (
        SELECT 1
        FROM json_to_recordset(?::json)
          AS s ("forceId" smallint, "datasetId" smallint, kind text, month date, replaces text)
        WHERE s."datasetId" = i.dataset_id
          AND (s.replaces = 'dataset'
            OR (s.replaces = 'months' AND s."forceId" = i.force_id AND s.kind = i.kind
              AND s.month = date_trunc('month', i.occurred_on)))
      )
    `,
    [first, nextMonth(last), JSON.stringify(scopes)],
  );
  const shared = new Set(rows.map((row: { month: string }) => row.month));
  return months.filter((month) => !shared.has(month));
}

/** Whether a month's partition holds no row at all. */
export async function isEmpty(knex: Knex, month: string): Promise<boolean> {
  const { rows } = await knex.raw(`SELECT EXISTS (SELECT 1 FROM ${partitionName(month)}) AS any`);
  return !rows[0].any;
}

/** @param month "YYYY-MM-01"; @returns the first of the month after */
export function nextMonth(month: string): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`;
}

/** Months stand in statements that cannot have bindings: anything else is refused. */
function yearAndMonth(month: string): [string, string] {
  const match = /^(\d{4})-(\d{2})-01$/.exec(month);
  if (match?.[1] === undefined || match[2] === undefined)
    throw new RangeError(`expected the first of a month, got ${month}`);
  return [match[1], match[2]];
}
