import { type Excess, type Exposure, excessOver } from "./market-excess.ts";
import { distinctDays, type MarketRecords, type PlaceSpread, pickRecords, placeSpread } from "./market-records.ts";
import { type Refill, refills } from "./market-refill.ts";
import { halfRadius, TIGHT_METRES } from "./market-tightness.ts";
import { type RepeatedTimes, repeatedHours, repeatedWeekdays } from "./market-times.ts";

/*
 * What shows dealing in the open: seven indicators, each with its own evidence and its own rule.
 *
 * A single score would hide which of them speaks. Each is met, not met, or not in this data: what the data
 * cannot say is never counted against a place. Possession and stop and search are no indicators, because
 * police effort makes them; they serve only to see on which days police were there (see market-refill.ts).
 *
 *   a  public reports of dealing or drug nuisance, each place and day once: one a month or more, clearly more than what
 *      else happens there explains, and not most of them about one address
 *   b  tight in space (half within 150 m) and at repeated hours or weekdays
 *   c  supply offences in public: on three days or more, clearly more than expected
 *   d  finds (needles, wraps) and overdoses: on three days or more, clearly more than expected
 *   e  persistent: in three or more of the last six months, two or more records of a, c or d
 *   f  within 400 m (five minutes on foot) of a station, town centre or other named place
 *   g  refills within eight weeks of enforcement, at least every second time
 *
 * Example: a shopping street with 400 thefts and 6 drug reports a year meets f and, at most, e.
 */

const FEWEST_DAYS = 3;
const ONE_ADDRESS = 0.5;
const RECENT_MONTHS = 6;
const FEWEST_MONTHS = 3;
const FEWEST_A_MONTH = 2;
export const NEAR_METRES = 400;
const DAYS_A_MONTH = 365.25 / 12;

export type Status = "met" | "not_met" | "not_in_this_data";
export type Indicator<Evidence> = { readonly status: Status; readonly evidence: Evidence | null };

/** Days, first and first after. */
export type Span = { readonly from: number; readonly to: number };

/** What is recorded at one core. Records over the whole history, each place and day once. */
export type CoreEvidence = {
  readonly reports: MarketRecords;
  readonly supply: MarketRecords;
  readonly harm: MarketRecords;
  /** Public reports of everything that has nothing to do with drugs, in the window. */
  readonly other: number;
  /** Days of the records that police made by their own work, one each. */
  readonly police: Int32Array;
  readonly hectares: number;
  /** Metres to the nearest named place; null where the data names none. */
  readonly nearestMetres: number | null;
};

/** What the rest of the city has: everything outside the candidates, in the window. */
export type RestOfCity = {
  readonly reports: number;
  readonly supply: number;
  readonly harm: number;
  readonly other: number;
  readonly hectares: number;
  /** Its reports per hour of the day and per weekday (Monday first). */
  readonly hours: Float64Array;
  readonly weekdays: Float64Array;
};

/** What the data holds anywhere in the city. */
export type KnownKinds = { readonly reports: boolean; readonly supply: boolean; readonly harm: boolean };

export type Time = {
  readonly window: Span;
  /** Of what was read: the window, and what lies before it. */
  readonly history: Span;
  /** First days of the last six months, and the day after them; null where the data does not hold all six. */
  readonly recentMonths: readonly number[] | null;
};

export type Reports = { n: number; months: number; excess: Excess; spread: PlaceSpread | null };
export type Pattern = { radius: number | null; hours: RepeatedTimes | null; weekdays: RepeatedTimes | null };
export type DaysSeen = { n: number; days: number; excess: Excess };
export type Persistent = { months: number; of: number };
export type Refilled = { judged: readonly Refill[]; refilled: number };

export type OpenIndicators = {
  readonly publicReports: Indicator<Reports>;
  readonly tightAndRepeated: Indicator<Pattern>;
  readonly publicSupply: Indicator<DaysSeen>;
  readonly findsAndHarm: Indicator<DaysSeen>;
  readonly persistent: Indicator<Persistent>;
  readonly nearPlaces: Indicator<{ metres: number }>;
  readonly refills: Indicator<Refilled>;
};

export type City = { readonly rest: RestOfCity; readonly known: KnownKinds; readonly time: Time };

/** The seven indicators of one core. */
export function openIndicators(core: CoreEvidence, city: City): OpenIndicators {
  return {
    publicReports: publicReports(core, city),
    tightAndRepeated: tightAndRepeated(core, city),
    publicSupply: daysSeen("supply", core, city),
    findsAndHarm: daysSeen("harm", core, city),
    persistent: persistent(core, city),
    nearPlaces:
      core.nearestMetres === null
        ? NOT_IN_DATA
        : judged(core.nearestMetres <= NEAR_METRES, { metres: core.nearestMetres }),
    refills: refillsOf(core, city),
  };
}

/** Records of the window. */
export function within(records: MarketRecords, { from, to }: Span): MarketRecords {
  const inside: number[] = [];
  for (const [i, day] of records.day.entries()) if (day >= from && day < to) inside.push(i);
  return pickRecords(records, inside);
}

/** How many records the window holds. */
export function countWithin({ day }: Pick<MarketRecords, "day">, { from, to }: Span): number {
  let n = 0;
  for (const one of day) if (one >= from && one < to) n++;
  return n;
}

export function monthsIn({ from, to }: Span): number {
  return (to - from) / DAYS_A_MONTH;
}

export const NOT_IN_DATA = { status: "not_in_this_data", evidence: null } as const;

export function judged<Evidence>(met: boolean, evidence: Evidence): Indicator<Evidence> {
  return { status: met ? "met" : "not_met", evidence };
}

function publicReports(core: CoreEvidence, { rest, known, time }: City): OpenIndicators["publicReports"] {
  if (!known.reports) return NOT_IN_DATA;
  const reports = within(core.reports, time.window);
  const n = reports.day.length;
  const months = monthsIn(time.window);
  const excess = excessOver(exposure(n, core), exposure(rest.reports, rest));
  const spread = placeSpread(reports);
  const oneAddress = spread !== null && spread.busiestShare > ONE_ADDRESS;
  return judged(n >= Math.floor(months) && excess.clear && !oneAddress, { n, months, excess, spread });
}

function tightAndRepeated(core: CoreEvidence, { rest, known, time }: City): OpenIndicators["tightAndRepeated"] {
  const timed = [rest.hours, rest.weekdays].some((counts) => counts.some((n) => n > 0));
  if (!known.reports || !timed) return NOT_IN_DATA;
  const reports = within(core.reports, time.window);
  const radius = halfRadius(reports.x, reports.y);
  const hours = repeatedHours(countHours(reports), rest.hours);
  const weekdays = repeatedWeekdays(countWeekdays(reports), rest.weekdays);
  const tight = radius !== null && radius <= TIGHT_METRES;
  return judged(tight && (hours?.repeated === true || weekdays?.repeated === true), { radius, hours, weekdays });
}

/** Records per hour of the day; of unknown hour in none. */
export function countHours({ hour }: MarketRecords): Float64Array {
  const counts = new Float64Array(24);
  for (const one of hour) if (one >= 0) counts[one]! += 1;
  return counts;
}

/** Records per weekday, Monday first; those known to the month only, which stand on its first day, in none. */
export function countWeekdays({ day, hour }: MarketRecords): Float64Array {
  const counts = new Float64Array(7);
  for (const [i, one] of day.entries()) if (hour[i]! >= -1) counts[((one % 7) + 7) % 7]! += 1;
  return counts;
}

function daysSeen(kind: "supply" | "harm", core: CoreEvidence, { rest, known, time }: City): Indicator<DaysSeen> {
  if (!known[kind]) return NOT_IN_DATA;
  const seen = within(core[kind], time.window);
  const n = seen.day.length;
  const days = distinctDays(seen);
  const excess = excessOver(exposure(days, core), exposure(rest[kind], rest));
  return judged(days >= FEWEST_DAYS && excess.clear, { n, days, excess });
}

function persistent(core: CoreEvidence, { known, time }: City): OpenIndicators["persistent"] {
  const kinds = (["reports", "supply", "harm"] as const).filter((kind) => known[kind]);
  if (kinds.length === 0 || time.recentMonths === null) return NOT_IN_DATA;
  const bounds = time.recentMonths;
  let months = 0;
  for (let m = 0; m < RECENT_MONTHS; m++) {
    const month = { from: bounds[m]!, to: bounds[m + 1]! };
    const n = kinds.reduce((sum, kind) => sum + countWithin(core[kind], month), 0);
    if (n >= FEWEST_A_MONTH) months++;
  }
  return judged(months >= FEWEST_MONTHS, { months, of: RECENT_MONTHS });
}

function refillsOf(core: CoreEvidence, { known, time }: City): OpenIndicators["refills"] {
  if (!known.reports) return NOT_IN_DATA;
  const found = refills({ police: core.police, reports: core.reports.day, span: time.history });
  if (found.length === 0) return NOT_IN_DATA;
  const refilled = found.filter((one) => one.refilled).length;
  return judged(2 * refilled >= found.length, { judged: found, refilled });
}

function exposure(n: number, { other, hectares }: Pick<RestOfCity, "other" | "hectares">): Exposure {
  return { n, other, hectares };
}
