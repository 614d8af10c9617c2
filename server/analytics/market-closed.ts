import { excessOver } from "./market-excess.ts";
import {
  countHours,
  countWeekdays,
  type Indicator,
  judged,
  monthsIn,
  NOT_IN_DATA,
  type RestOfCity,
  type Span,
} from "./market-open.ts";
import { distinctDays, type MarketRecords } from "./market-records.ts";
import { type RepeatedTimes, repeatedHours, repeatedWeekdays } from "./market-times.ts";

/*
 * What shows dealing behind doors.
 *
 * Nobody complains of a crowd; what there is, is about one address: intelligence on it and on the phone line that
 * takes the orders, now and then a warrant, at no fixed hours. So the drug records of a core (possession and
 * searches left out, as for open markets) are asked
 *
 *   premises                 is half of them or more at one address, and at least five?
 *   warrants                 was a warrant carried out at an address that has other drug records?
 *   few_callers              do the public reports come from at most two places, or less than once a month?
 *   no_fixed_hours           are there ten or more, and neither hours nor weekdays repeated?
 *   phone_line_intelligence  is there clearly more intelligence than expected, and more of it than public reports?
 *
 * Three of them make a closed market (see market-class.ts): one alone also fits a noisy flat.
 *
 * Example: 33 pieces of intelligence, 7 calls and 4 warrants at one address: all five.
 */

const ONE_ADDRESS = 0.5;
const FEWEST_RECORDS = 5;
const FEW_PLACES = 2;

/** Drug records of one core in the window, one entry each and none left out for its place or day. */
export type ClosedEvidence = {
  /** Every record but possession and searches; `place` is the source's own key of the address, −1 where it gives none. */
  readonly records: MarketRecords;
  /** Per record: whether it comes from a warrant. */
  readonly warrant: Uint8Array;
  /** Each place and day once. */
  readonly reports: MarketRecords;
  readonly intelligence: number;
  readonly other: number;
  readonly hectares: number;
};

export type ClosedCity = {
  readonly rest: Pick<RestOfCity, "other" | "hectares"> & {
    readonly intelligence: number;
    /** Drug records but possession and searches, per hour of the day and per weekday (Monday first). */
    readonly dealingHours: Float64Array;
    readonly dealingWeekdays: Float64Array;
  };
  readonly known: {
    readonly reports: boolean;
    /** Addresses have keys. */
    readonly keys: boolean;
    readonly warrants: boolean;
    readonly intelligence: boolean;
  };
  readonly window: Span;
};

export type ClosedIndicators = {
  readonly premises: Indicator<{ busiest: number; n: number }>;
  readonly warrants: Indicator<{ warrants: number }>;
  readonly fewCallers: Indicator<{ places: number; reports: number; records: number }>;
  readonly noFixedHours: Indicator<{ n: number; hours: RepeatedTimes | null; weekdays: RepeatedTimes | null }>;
  readonly phoneLineIntelligence: Indicator<{ n: number; expected: number; reports: number }>;
};

/** The five indicators of a closed market. */
export function closedIndicators(core: ClosedEvidence, city: ClosedCity): ClosedIndicators {
  const { known } = city;
  return {
    premises: known.keys ? premises(core) : NOT_IN_DATA,
    warrants: known.keys && known.warrants ? warrants(core) : NOT_IN_DATA,
    fewCallers: known.reports ? fewCallers(core, city) : NOT_IN_DATA,
    noFixedHours: noFixedHours(core, city),
    phoneLineIntelligence: known.intelligence ? intelligence(core, city) : NOT_IN_DATA,
  };
}

function premises({ records }: ClosedEvidence): ClosedIndicators["premises"] {
  const n = records.place.length;
  const busiest = Math.max(0, ...countPlaces(records.place).values());
  return judged(busiest >= FEWEST_RECORDS && busiest >= ONE_ADDRESS * n, { busiest, n });
}

function warrants({ records, warrant }: ClosedEvidence): ClosedIndicators["warrants"] {
  const others = countPlaces(records.place.filter((_, i) => warrant[i] === 0));
  const carriedOut = records.place.filter((place, i) => warrant[i] === 1 && others.has(place)).length;
  return judged(carriedOut > 0, { warrants: carriedOut });
}

function fewCallers({ records, reports }: ClosedEvidence, { window }: ClosedCity): ClosedIndicators["fewCallers"] {
  const known = reports.place.filter((place) => place >= 0);
  const places = new Set(known).size;
  const n = reports.day.length;
  const fromFew = known.length === n && places <= FEW_PLACES;
  const few = fromFew || n < Math.floor(monthsIn(window));
  return judged(few && records.day.length >= FEWEST_RECORDS, { places, reports: n, records: records.day.length });
}

function noFixedHours({ records }: ClosedEvidence, { rest }: ClosedCity): ClosedIndicators["noFixedHours"] {
  if (!rest.dealingHours.some((n) => n > 0)) return NOT_IN_DATA;
  const hours = repeatedHours(countHours(records), rest.dealingHours);
  const weekdays = repeatedWeekdays(countWeekdays(records), rest.dealingWeekdays);
  const told = hours !== null && weekdays !== null && distinctDays(records) >= FEWEST_RECORDS;
  return judged(told && !hours.repeated && !weekdays.repeated, { n: records.day.length, hours, weekdays });
}

function intelligence(core: ClosedEvidence, { rest }: ClosedCity): ClosedIndicators["phoneLineIntelligence"] {
  const { intelligence: n, other, hectares } = core;
  const excess = excessOver({ n, other, hectares }, { ...rest, n: rest.intelligence });
  const reports = core.reports.day.length;
  return judged(n >= FEWEST_RECORDS && excess.clear && n > reports, { n, expected: excess.expected, reports });
}

function countPlaces(places: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const place of places) if (place >= 0) counts.set(place, (counts.get(place) ?? 0) + 1);
  return counts;
}
