/**
 * The closed vocabularies of the service, in one place. The position of a category is its number in the
 * database (`category.id`), so entries are appended, never reordered.
 */
export const CATEGORIES = [
  "drug_unsplit",
  "supply",
  "production",
  "possession",
  "drug_asb",
  "drug_intelligence",
  "drug_find",
  "drug_harm",
  "drug_search",
  "search",
  "violence",
  "weapon",
  "robbery",
  "asb",
  "other",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** Named groups that a query may use in place of a list of categories. */
export const CATEGORY_GROUPS = {
  drugs: ["drug_unsplit", "supply", "production", "possession"],
} as const satisfies Record<string, readonly Category[]>;

/** Who made the record: decides what may be concluded from it. */
export const GENERATIONS = ["public_reported", "police_generated", "mixed"] as const;
export type Generation = (typeof GENERATIONS)[number];

/** How finely the time of an incident is known. Ordered from fine to coarse. */
export const PRECISIONS = ["minute", "hour", "day", "month"] as const;
export type Precision = (typeof PRECISIONS)[number];

/** How well the place of an incident is known. `none` = not mapped. */
export const LOCATION_PRECISIONS = ["exact", "snapped", "area", "none"] as const;
export type LocationPrecision = (typeof LOCATION_PRECISIONS)[number];

/** Why a located incident should be read with care: marked, never dropped. */
export const LOCATION_FLAGS = [
  "none",
  "zero_coordinates",
  "outside_force",
  "police_station",
  "custody_suite",
  "default_point",
] as const;
export type LocationFlag = (typeof LOCATION_FLAGS)[number];

export const AREA_KINDS = ["borough", "ward", "lsoa", "bcu", "cluster", "estate", "town_centre", "custom"] as const;
export type AreaKind = (typeof AREA_KINDS)[number];

/** H3 resolutions that are rolled up and can be asked for. */
export const RESOLUTIONS = [7, 8, 9, 10] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export const ZONE_KINDS = [
  "pspo",
  "dispersal",
  "closure_notice",
  "closure_order",
  "section_60",
  "cumulative_impact",
  "school_vicinity",
  "event_footprint",
  "patrol_hot_spot",
  "clear_hold_build",
  "target_area",
] as const;
export type ZoneKind = (typeof ZONE_KINDS)[number];

/** Police ranks from low to high; every other authority stands for itself alone. */
export const POLICE_RANKS = [
  "constable",
  "sergeant",
  "inspector",
  "chief_inspector",
  "superintendent",
  "chief_superintendent",
  "commander",
] as const;

/** Who can authorise or make a zone. */
export const ZONE_RANKS = [
  ...POLICE_RANKS,
  "local_authority",
  "council_chief_executive",
  "magistrates_court",
  "licensing_authority",
] as const;
export type ZoneRank = (typeof ZONE_RANKS)[number];

/** What an operation brought, as its ledger tells it apart. */
export const OUTCOME_KINDS = [
  "warrant",
  "arrest_possession",
  "arrest_supply",
  "person_charged",
  "charge",
  "judicial_disposal",
  "search",
  "seizure",
  "weapon",
  "referral",
  "premises_secured",
  "letter_to_neighbours",
] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** The units each kind is counted in, its own first. Kinds and units are never added to each other. */
export const OUTCOME_UNITS = {
  warrant: ["warrants"],
  arrest_possession: ["arrests"],
  arrest_supply: ["arrests"],
  person_charged: ["persons"],
  charge: ["charges"],
  judicial_disposal: ["disposals"],
  search: ["searches"],
  seizure: ["seizures", "grams", "wraps", "tablets", "plants", "pounds"],
  weapon: ["weapons"],
  referral: ["persons"],
  premises_secured: ["premises"],
  letter_to_neighbours: ["letters"],
} as const satisfies Record<OutcomeKind, readonly string[]>;
