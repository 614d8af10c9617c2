import { addMonths } from "../../db/calendar.ts";
import { countPublishedMonths, countWardMonths } from "../../db/ward-month-queries.ts";
import type { NamedAreas } from "../filter/expand-areas.ts";
import { refuse } from "../filter/parse-filter.ts";
import { resolveAreas } from "../filter/resolve-areas.ts";
import type { StatisticsContext } from "./statistics-context.ts";
import type { Ward, WardSource } from "./ward-source.ts";

/** Counts per ward, in their order, one array for each month of the list. @param months first days, ascending, without a gap */
export async function readWardMonths(
  { db }: StatisticsContext,
  { source, set, sets, wards, filter }: WardSource,
  months: readonly string[],
): Promise<Float64Array[]> {
  const matrix = months.map(() => new Float64Array(wards.length));
  const from = months[0];
  if (from === undefined) return matrix;
  const window = { ...filter, months, from, to: addMonths(months.at(-1) ?? from, 1) };
  const located = sets.chosen.some(({ id }) => id === set?.id);
  const rows =
    source === "points"
      ? (await countWardMonths(db.knex, window, { id: set?.id ?? 0, located })).map(({ areaId, ...row }) => ({
          key: areaId,
          ...row,
        }))
      : (await countPublishedMonths(db.knex, window, "ward")).map(({ code, ...row }) => ({ key: code, ...row }));
  const wardAt = new Map<number | string, number>(
    wards.map(({ id, code }, at) => [source === "points" ? id : code, at]),
  );
  const monthAt = new Map(months.map((month, at) => [month, at]));
  for (const { key, month, n } of rows) {
    const ward = wardAt.get(key);
    const counts = matrix[monthAt.get(month) ?? -1];
    if (ward !== undefined && counts !== undefined) counts[ward] = (counts[ward] ?? 0) + n;
  }
  return matrix;
}

/**
 * Which wards an area asks about: those it names, or those of the boroughs it names.
 * @returns one entry per ward
 * @throws DomainError invalid_query for an unknown code or an area without wards, mixed_vintages for codes of several sets
 */
export async function wardsOfArea({ db }: StatisticsContext, source: WardSource, area: NamedAreas): Promise<boolean[]> {
  const { set, sets, wards, dataset } = source;
  const codes = new Set(area.codes);
  const inside = (ward: Ward) => codes.has(ward.code) || (ward.borough !== null && codes.has(ward.borough));
  if (set !== null) {
    const boroughs = sets.all.filter(({ kind, synthetic }) => kind === "borough" && synthetic === dataset.synthetic);
    await resolveAreas(db.knex, area, [set, ...boroughs], sets);
  } else {
    const unknown = [...codes].find((code) => !wards.some((ward) => ward.code === code || ward.borough === code));
    if (unknown !== undefined)
      throw refuse("area", `Unknown area "${unknown.slice(0, 40)}": it is not among the published wards.`);
  }
  const members = wards.map(inside);
  if (members.includes(true)) return members;
  throw refuse("area", "This area holds no ward of the set that is counted in.");
}
