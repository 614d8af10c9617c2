import { NEAR_METRES, type Time } from "../../../analytics/market-open.ts";
import { type AreaNameRow, listAreas } from "../../../db/area-queries.ts";
import { addMonths, monthsBetween, startOfMonth } from "../../../db/calendar.ts";
import type { CountFilter } from "../../../db/count-filter.ts";
import { categoryIds, countRestOfCity, readPlacedIncidents } from "../../../db/market-queries.ts";
import { hectaresOf } from "../../../statistics/cut-core.ts";
import type { MarketReadings } from "../../../statistics/judge-markets.ts";
import type { Candidate } from "../../../statistics/market-candidates.ts";
import type { Universe } from "../../../statistics/universe.ts";
import { readDefaultPoints } from "../default-points.ts";
import type { Frame } from "../resolve-frame.ts";
import type { StatisticsContext } from "../statistics-context.ts";
import { biasFacts, missingMonths, monthsEnding } from "../window-facts.ts";
import type { Surface } from "./find-candidates.ts";

const HISTORY_MONTHS = 12;
const RECENT_MONTHS = 6;
const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday: three days on from a Monday. */
const MONDAY_BEFORE_1970 = 3;

/** Days from a Monday on. @param day YYYY-MM-DD */
function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS + MONDAY_BEFORE_1970;
}

type Reading = {
  readonly candidates: readonly Candidate<Surface>[];
  readonly places: MarketReadings["places"];
  readonly signal: AbortSignal;
};

/** Everything that the candidates are judged by, read once for all of them. */
export async function readEvidence(
  context: StatisticsContext,
  frame: Frame,
  { candidates, places, signal }: Reading,
): Promise<MarketReadings> {
  const { knex } = context.db;
  const { universe, filter, dataset } = frame;
  const { from, time } = resolveTime(frame);
  const told = candidates.map(({ members, foundBy }) => ({
    cells: Array.from(members, (i) => universe.cells[i] ?? ""),
    foundBy: [...foundBy],
  }));
  const ids = told.flatMap(({ cells }) => cells.map((cell) => BigInt(`0x${cell}`).toString()));
  const cells = { res: universe.res, ids };
  const [incidents, rest, nearShare, boroughs, wards, flags] = await Promise.all([
    readPlacedIncidents(knex, { ...filter, from, cells }),
    countRestOfCity(knex, ofKinds(filter), { set: universe.set, areas: universe.areas, candidates: ids }),
    context.pool.run("shareNearPlaces", { compact: universe.compact, places, metres: NEAR_METRES }, signal),
    areasOf(knex, frame, "borough"),
    areasOf(knex, frame, "ward"),
    readDefaultPoints(context, frame, { filter: { ...filter, cells }, res: universe.res }),
  ]);
  return {
    ...{ candidates: told, incidents, rest, time, places, nearShare, boroughs, wards, flags },
    restHectares: restHectares(universe, ids.length),
    snapped: biasFacts(dataset.facts, filter, dataset.synthetic).snapped,
    firstDay: dayNumber(from),
    months: monthsBetween(startOfMonth(filter.from), filter.to).map((month) => ({
      ...{ month: month.slice(0, 7), from: dayNumber(month), to: dayNumber(addMonths(month, 1)) },
    })),
  };
}

/** Cells of one city differ in area by a hundredth or two. */
function restHectares({ cells }: Universe, candidates: number): number {
  const middle = cells[cells.length >> 1];
  return middle === undefined ? 0 : hectaresOf([middle]) * (cells.length - candidates);
}

/** Possession and searches are nobody's yardstick. */
function ofKinds(filter: CountFilter): CountFilter {
  const left = categoryIds(["possession", "drug_search", "search"]);
  return { ...filter, categoryIds: filter.categoryIds.filter((id) => !left.includes(id)) };
}

/** The window, and twelve months to look back on where the data has them. */
function resolveTime({ filter, dataset }: Frame): { from: string; time: Time } {
  const begun = dataset.facts.span?.from ?? filter.from;
  const back = addMonths(startOfMonth(filter.to), -HISTORY_MONTHS);
  const longer = back < filter.from ? back : filter.from;
  const from = longer < begun ? begun : longer;
  const recent = monthsEnding(filter.to, RECENT_MONTHS);
  const held = missingMonths(dataset.facts, recent).length === 0;
  const to = dayNumber(filter.to);
  const bounds = [...recent, startOfMonth(filter.to)].map(dayNumber);
  return {
    from,
    time: {
      window: { from: dayNumber(filter.from), to },
      history: { from: dayNumber(from), to },
      recentMonths: held ? bounds : null,
    },
  };
}

async function areasOf(
  knex: StatisticsContext["db"]["knex"],
  { sets }: Frame,
  kind: "borough" | "ward",
): Promise<Map<number, AreaNameRow>> {
  const set = sets.chosen.find((chosen) => chosen.kind === kind);
  const areas = set === undefined ? [] : await listAreas(knex, set.id);
  return new Map(areas.map((area) => [area.id, area]));
}
