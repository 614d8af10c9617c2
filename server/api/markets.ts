import { Type } from "typebox";
import {
  CalendarDate,
  CellId,
  closed,
  DatasetCode,
  filterProperties,
  MonthCounts,
  ResolutionSchema,
} from "./common.ts";
import { DefaultPoints } from "./hot-places.ts";
import { GateSchema, Method, UniverseSchema } from "./method.ts";

/**
 * Where drugs are dealt, and whether in the open: indicators with the evidence behind each, in `from` … `to` (default the
 * last 12 months). Which records count is fixed, so there is no `category`; `area` selects what is listed and never changes
 * an indicator.
 */
export const MarketsQuery = Type.Object(
  {
    dataset: filterProperties.dataset,
    from: filterProperties.from,
    to: filterProperties.to,
    area: filterProperties.area,
    set: filterProperties.set,
    universe: filterProperties.area,
    version: Type.Optional(Type.Integer()),
  },
  closed,
);

export const MARKET_CLASSES = ["open", "closed", "mixed", "not_enough_evidence"] as const;

/** The records that candidates are sought on: clusters of each, merged where they are one place. */
export const MARKET_SURFACES = ["drugs", "drug_asb", "drug_intelligence"] as const;

/** a … g, what shows dealing in the open. */
export const OPEN_INDICATORS = [
  "public_reports",
  "tight_and_repeated",
  "public_supply",
  "finds_and_harm",
  "persistent",
  "near_places",
  "refills",
] as const;

/** What shows dealing behind doors. */
export const CLOSED_INDICATORS = [
  "premises",
  "warrants",
  "few_callers",
  "no_fixed_hours",
  "phone_line_intelligence",
] as const;

const INDICATOR_STATUSES = ["met", "not_met", "not_in_this_data"] as const;
const nullableNumber = Type.Union([Type.Number(), Type.Null()]);

const indicator = <Codes extends readonly [string, ...string[]]>(codes: Codes) =>
  Type.Object(
    {
      code: Type.Enum(codes),
      status: Type.Enum(INDICATOR_STATUSES),
      /** What was counted or measured here, in the unit that `says` names; null where it is not in this data. */
      value: nullableNumber,
      /** What it is held against: the rest of the universe, or the least that the rule asks for. */
      comparison: nullableNumber,
      /** The evidence in words: value, comparison and rule. */
      says: Type.String(),
    },
    closed,
  );

const AreaShare = Type.Object({ code: Type.String(), name: Type.String(), n: Type.Integer() }, closed);

export const Market = Type.Object(
  {
    /** Its busiest cell of resolution 9. */
    id: CellId,
    name: Type.String(),
    /** In the order of open indicators met, then of strength; in the whole universe, whatever is listed. */
    rank: Type.Integer(),
    class: Type.Enum(MARKET_CLASSES),
    /** The class in words: which rule it follows from. */
    why: Type.String(),
    /** Of the seven open indicators: met, and met or not met. */
    met: Type.Integer(),
    available: Type.Integer(),
    /** Of the indicators of a closed market. */
    closedMet: Type.Integer(),
    closedAvailable: Type.Integer(),
    /** Days and places with a public report, a supply offence in public, a find or an overdose, a month. */
    strength: Type.Number(),
    foundBy: Type.Array(Type.Enum(MARKET_SURFACES)),
    cells: Type.Array(CellId),
    core: Type.Object(
      {
        /** The busiest first: the fewest that hold 60 % of the drug records of its cells. */
        cells: Type.Array(CellId),
        res: Type.Integer(),
        n: Type.Integer(),
        hectares: Type.Number(),
        places: Type.Array(Type.Object({ kind: Type.String(), name: Type.String(), metres: Type.Integer() }, closed)),
      },
      closed,
    ),
    /** Middle of the core's busiest cell, degrees. */
    lng: Type.Number(),
    lat: Type.Number(),
    /** By the drug records of its cells, the most first. */
    boroughs: Type.Array(AreaShare),
    wards: Type.Array(AreaShare),
    indicators: Type.Array(indicator(OPEN_INDICATORS)),
    closedIndicators: Type.Array(indicator(CLOSED_INDICATORS)),
    defaultPoints: DefaultPoints,
    /** Public reports of the core by month, each place and day once. */
    trend: MonthCounts,
  },
  closed,
);

export const Markets = Type.Object(
  {
    dataset: DatasetCode,
    res: ResolutionSchema,
    from: CalendarDate,
    to: CalendarDate,
    universe: UniverseSchema,
    /** null when candidates could be sought on at least one surface. */
    gate: GateSchema,
    gates: Type.Array(
      Type.Object({ surface: Type.Enum(MARKET_SURFACES), areas: GateSchema, places: GateSchema }, closed),
    ),
    /** Candidates in the universe, whatever is listed. */
    found: Type.Integer(),
    classes: Type.Object(
      {
        open: Type.Integer(),
        closed: Type.Integer(),
        mixed: Type.Integer(),
        not_enough_evidence: Type.Integer(),
      },
      closed,
    ),
    markets: Type.Array(Market),
    method: Method,
  },
  closed,
);
