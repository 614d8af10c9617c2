import type { Category, Generation, LocationFlag } from "../../../server/api/vocabulary.ts";
import type { IncidentRow } from "../../../server/ingest/row.ts";
import { dateOf, londonToUtc, weekdayOf } from "../calendar.ts";
import { drawIndex, type Random } from "../random.ts";
import type { Rhythm } from "./rhythm.ts";

/** Where one incident of a stream lies. */
export type Spot = {
  readonly at: readonly [number, number];
  readonly text: string;
  readonly key: string | null;
  readonly flag: LocationFlag;
};

/** A source of incidents of one category: how many a day, when, where, and who records them. */
export type Stream = {
  readonly category: Category;
  readonly generation: Generation;
  readonly sources: readonly string[];
  /** Expected incidents on a day, before its weekday's weight. */
  readonly perDay: (day: number) => number;
  /** "poisson", or "steady": the running total of the expectation, for effects that must show as planned. */
  readonly noise: "poisson" | "steady";
  /** The rhythm on a day. */
  readonly rhythm: (day: number) => Rhythm;
  readonly spot: (random: Random) => Spot;
  /** What follows some of its incidents, in the same place within two evenings; absent: nothing. */
  readonly echo?: Pick<Stream, "category" | "generation" | "sources"> & {
    readonly share: number;
    readonly rhythm: Rhythm;
  };
};

export type RawIncident = Omit<IncidentRow, "sourceId">;

/** All incidents of a stream over a stretch of days. */
export function expandStream(stream: Stream, days: { from: number; to: number }, random: Random): RawIncident[] {
  const rows: RawIncident[] = [];
  let owed = random.next();
  for (let day = days.from; day < days.to; day++) {
    const rhythm = stream.rhythm(day);
    const expected = stream.perDay(day) * (rhythm.days[weekdayOf(day)] ?? 1);
    let n: number;
    if (stream.noise === "steady") {
      owed += expected;
      n = Math.floor(owed);
      owed -= n;
    } else n = random.poisson(expected);
    for (let i = 0; i < n; i++) {
      const row = drawIncident(stream, { day, rhythm, random });
      rows.push(row);
      const followed = stream.echo !== undefined && random.next() < stream.echo.share;
      if (stream.echo && followed && day + 1 < days.to) rows.push(follow(row, stream.echo, { day, random }));
    }
  }
  return rows;
}

type Echo = NonNullable<Stream["echo"]>;

function follow(row: RawIncident, echo: Echo, { day, random }: Pick<Moment, "day" | "random">): RawIncident {
  const later = day + random.below(2);
  const at = [row.lng ?? 0, row.lat ?? 0] as const;
  const spot = () => ({ at, text: row.locationText ?? "", key: row.locationKey, flag: row.locationFlag });
  return drawIncident({ ...echo, spot }, { day: later, rhythm: echo.rhythm, random });
}

type Moment = { readonly day: number; readonly rhythm: Rhythm; readonly random: Random };

/** One incident of a stream on a day. */
export function drawIncident(
  stream: Pick<Stream, "category" | "generation" | "sources" | "spot">,
  moment: Moment,
): RawIncident {
  const { day, rhythm, random } = moment;
  const hour = drawIndex(rhythm.hours, random.next() * (rhythm.hours.at(-1) ?? 1));
  const spot = stream.spot(random);
  return {
    occurredFrom: londonToUtc(day, hour * 60 + random.below(60)),
    occurredTo: null,
    occurredOn: dateOf(day),
    precision: "minute",
    category: stream.category,
    generation: stream.generation,
    lng: spot.at[0],
    lat: spot.at[1],
    locationPrecision: "exact",
    locationFlag: spot.flag,
    locationText: spot.text,
    locationKey: spot.key,
    ...substance(stream.category, random),
    outcome: outcome(stream.category, random),
    source: random.pick(stream.sources),
  };
}

const DRUGS: readonly (readonly [weight: number, drug: string, drugClass: string])[] = [
  [0.68, "cannabis", "B"],
  [0.14, "cocaine", "A"],
  [0.07, "crack cocaine", "A"],
  [0.05, "heroin", "A"],
  [0.03, "MDMA", "A"],
  [0.03, "ketamine", "B"],
];
const SUPPLY_SHIFT = 0.45;

type Substance = Pick<RawIncident, "drug" | "drugClass" | "offenceCode">;

function substance(category: Category, random: Random): Substance {
  if (!["supply", "production", "possession", "drug_find", "drug_harm"].includes(category)) {
    return { drug: null, drugClass: null, offenceCode: null };
  }
  // Supply is about harder drugs than possession; production is cannabis growing.
  const u =
    category === "production"
      ? 0
      : category === "supply" || category === "drug_harm"
        ? SUPPLY_SHIFT + (1 - SUPPLY_SHIFT) * random.next()
        : random.next();
  let sum = 0;
  for (const [weight, drug, drugClass] of DRUGS) {
    sum += weight;
    if (u < sum) return { drug, drugClass, offenceCode: offenceCode(category, drug) };
  }
  return { drug: null, drugClass: null, offenceCode: null };
}

function offenceCode(category: Category, drug: string): string | null {
  if (category === "supply" || category === "production") return "92A";
  if (category !== "possession") return null;
  return drug === "cannabis" ? "92E" : "92D";
}

function outcome(category: Category, random: Random): string | null {
  const u = random.next();
  if (category === "possession")
    return u < 0.35 ? "Community resolution" : u < 0.6 ? "Charged" : u < 0.75 ? "Caution" : "No further action";
  if (category === "drug_search" || category === "search") return u < 0.27 ? "Item found" : "Nothing found";
  if (category === "supply" || category === "production") return u < 0.55 ? "Charged" : "Under investigation";
  return null;
}
