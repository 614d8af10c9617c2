import type { ClosedCity } from "../analytics/market-closed.ts";
import type { City, RestOfCity, Time } from "../analytics/market-open.ts";
import type { KnownIncidents } from "./market-evidence.ts";
import { type RecordKind, recordKind } from "./market-kinds.ts";

/** So many records of one kind in the universe outside the candidates, each place and day once. */
export type RestRow = {
  readonly category: number;
  readonly generation: number;
  readonly warrant: boolean;
  readonly keyed: boolean;
  /** 0–23; −1 where only the day is known, −2 where only the month is. */
  readonly hour: number;
  /** 0 = Monday. */
  readonly weekday: number;
  readonly n: number;
};

/**
 * What the cores are held against: the rest of the city, and which kinds of record the data holds at all.
 * @param known the incidents of the candidates
 * @param about.hectares of the universe outside the candidates; @param about.firstDay of the columns' day 0
 */
export function describeCity(
  rows: readonly RestRow[],
  known: KnownIncidents,
  { time, hectares, firstDay }: { time: Time; hectares: number; firstDay: number },
): { city: City; closedCity: ClosedCity } {
  const held = heldInside(known, { from: time.window.from - firstDay });
  const told = rows.map((row) => ({ ...row, kind: recordKind(row) }));
  const total = (wanted: (row: (typeof told)[number]) => boolean) =>
    told.reduce((sum, row) => sum + (wanted(row) ? row.n : 0), 0);
  const of = (kind: keyof RecordKind) => total((row) => row.kind[kind]);
  const hoursOf = (kind: keyof RecordKind) =>
    Float64Array.from({ length: 24 }, (_, i) => total((row) => row.kind[kind] && row.hour === i));
  // Known to the month only, a record stands on the month's first day.
  const weekdaysOf = (kind: keyof RecordKind) =>
    Float64Array.from({ length: 7 }, (_, i) => total((row) => row.kind[kind] && row.hour >= -1 && row.weekday === i));
  const rest: RestOfCity & ClosedCity["rest"] = {
    ...{ reports: of("report"), supply: of("supply"), harm: of("harm"), other: of("other"), hectares },
    intelligence: of("intelligence"),
    ...{ hours: hoursOf("report"), weekdays: weekdaysOf("report") },
    ...{ dealingHours: hoursOf("dealing"), dealingWeekdays: weekdaysOf("dealing") },
  };
  const reports = held.reports || rest.reports > 0;
  return {
    city: { rest, known: { reports, supply: held.supply || rest.supply > 0, harm: held.harm || rest.harm > 0 }, time },
    closedCity: {
      rest,
      window: time.window,
      known: {
        reports,
        keys: held.keys || total(({ keyed }) => keyed) > 0,
        warrants: held.warrants || total(({ keyed, warrant }) => keyed && warrant) > 0,
        intelligence: held.intelligence || rest.intelligence > 0,
      },
    },
  };
}

/** What the data holds at all: a kind that is recorded nowhere is not in this data. */
type Held = Readonly<Record<"reports" | "supply" | "harm" | "intelligence" | "keys" | "warrants", boolean>>;

/** @param from first day of the window, from the columns' day 0 on */
function heldInside({ incidents, kinds }: KnownIncidents, { from }: { from: number }): Held {
  const some = (wanted: (i: number) => boolean) =>
    kinds.some((_, i) => (incidents.day[i] ?? 0) >= from && incidents.flagged[i] === 0 && wanted(i));
  return {
    reports: some((i) => kinds[i]?.report === true),
    supply: some((i) => kinds[i]?.supply === true),
    harm: some((i) => kinds[i]?.harm === true),
    intelligence: some((i) => kinds[i]?.intelligence === true),
    keys: some((i) => incidents.key[i] !== 0),
    warrants: some((i) => incidents.key[i] !== 0 && incidents.warrant[i] === 1),
  };
}
