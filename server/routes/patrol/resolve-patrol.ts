import type { Knex } from "knex";
import { addMonths, isCalendarDay, monthsBetween, startOfMonth } from "../../db/calendar.ts";
import type { CountFilter } from "../../db/count-filter.ts";
import type { DatasetCatalogue, KnownDataset } from "../../db/dataset-catalogue.ts";
import { listTargetAreas, type TargetRow } from "../../db/target-area-queries.ts";
import { londonDay } from "../../ingest/london-time.ts";
import { chooseDataset } from "../filter/choose-dataset.ts";
import { refuse } from "../filter/parse-filter.ts";

export type PatrolQuery = { dataset?: string; targets?: string; date?: string; seed?: number };

export type Resolved = {
  readonly dataset: KnownDataset;
  readonly targets: readonly TargetRow[];
  /** The day of the patrol, in London. */
  readonly date: string;
  readonly window: Pick<CountFilter, "from" | "to" | "months">;
};

const MONTHS = 12;

/**
 * Whose stops, on which day, from which months.
 * @throws DomainError invalid_query that names the target or the day at fault
 */
export async function resolvePatrol(
  { knex, catalogue }: { knex: Knex; catalogue: DatasetCatalogue },
  query: PatrolQuery,
): Promise<Resolved> {
  const date = query.date ?? londonDay(Date.now());
  if (!isCalendarDay(date)) throw refuse("date", `date=${date} is not a day of the calendar.`);
  const known = await catalogue.list();
  const ids = query.targets?.split(",").map(Number);
  const named = ids === undefined ? null : await namedTargets(knex, ids);
  const dataset = chooseDataset(known, query.dataset ?? named?.[0]?.dataset, "points");
  const stray = named?.find((target) => target.dataset !== dataset.code);
  if (stray !== undefined) {
    throw refuse(
      "targets",
      `target ${stray.id} is of dataset ${stray.dataset}, not of ${dataset.code}: a sheet is made from one dataset.`,
    );
  }
  const targets = named ?? (await listTargetAreas(knex, { datasetId: dataset.id })).filter(isOpen);
  return { dataset, targets, date, window: windowBefore(dataset, date) };
}

async function namedTargets(knex: Knex, ids: readonly number[]): Promise<TargetRow[]> {
  const found = await listTargetAreas(knex, { ids });
  return [...new Set(ids)].map((id) => {
    const target = found.find((row) => row.id === id);
    if (target === undefined) throw refuse("targets", `There is no target area ${id}.`);
    if (!isOpen(target)) throw refuse("targets", `Target area ${id} is ${target.status}: no patrol goes there.`);
    return target;
  });
}

function isOpen({ status }: TargetRow): boolean {
  return status === "proposed" || status === "approved";
}

/** Up to 12 whole months of the data, none of which the patrol's day lies in or before. */
function windowBefore({ code, facts: { span } }: KnownDataset, date: string): Resolved["window"] {
  const first = startOfMonth(span?.from ?? date);
  const ends = [startOfMonth(date), span === null ? date : ceilMonth(span.to)].sort();
  const to = ends[0] ?? date;
  if (to <= first) throw refuse("date", `dataset "${code}" has no whole month before ${date}.`);
  const from = [first, addMonths(to, -MONTHS)].sort()[1] ?? first;
  return { from, to, months: monthsBetween(from, to) };
}

function ceilMonth(day: string): string {
  const first = startOfMonth(day);
  return first === day ? day : addMonths(first, 1);
}
