import { addMonths } from "../../db/calendar.ts";
import type { CountFilter } from "../../db/count-filter.ts";
import { countCellMonths } from "../../db/hotspot-queries.ts";
import { alignMonths } from "../../statistics/universe.ts";
import type { Frame } from "./resolve-frame.ts";
import type { StatisticsContext } from "./statistics-context.ts";

/** Counts per cell of the universe, one array for each month of the list. */
export async function readMonths(
  { db }: StatisticsContext,
  { filter, universe }: Frame,
  months: readonly string[],
): Promise<Float64Array[]> {
  const counted = await countCellMonths(db.knex, ofMonths(filter, months), universe.res);
  return alignMonths(universe, counted);
}

/** The same filter over other months. @param months first days, ascending, without a gap */
export function ofMonths(filter: CountFilter, months: readonly string[]): CountFilter {
  const from = months[0] ?? filter.from;
  const last = months.at(-1);
  return { ...filter, months, from, to: last === undefined ? from : addMonths(last, 1) };
}
