import type { Category, Generation, LocationFlag, LocationPrecision, Precision } from "../api/vocabulary.ts";

/** One incident as a format reader (or the demo generator) hands it on: validated, in WGS84, not yet located. */
export type IncidentRow = {
  /** The source's own id where rows are upserted by it; null where the source has none. */
  sourceId: string | null;
  /** First instant of the incident, ISO 8601 UTC ("2019-05-01T00:56:00Z"). */
  occurredFrom: string;
  /** Exclusive end of the interval it fell in, ISO 8601 UTC; null when it is a moment. */
  occurredTo: string | null;
  /** Calendar day in Europe/London, "YYYY-MM-DD" (the first of the month where only the month is known). */
  occurredOn: string;
  precision: Precision;
  category: Category;
  generation: Generation;
  /** WGS84 degrees; both null when the source gives no place. */
  lng: number | null;
  lat: number | null;
  locationPrecision: LocationPrecision;
  locationFlag: LocationFlag;
  /** Free text of the place, as the source writes it ("On or near Star Yard"). */
  locationText: string | null;
  /** A key that repeats for the same premises (UPRN, address key); null where the source has none. */
  locationKey: string | null;
  /** "cocaine", "heroin", "cannabis" …; null where unknown. */
  drug: string | null;
  /** "A" | "B" | "C" at that date; null where unknown. */
  drugClass: string | null;
  /** Home Office or source offence code ("92A"); null where unknown. */
  offenceCode: string | null;
  outcome: string | null;
  /** Channel the record came by ("999", "101", "crimestoppers", "patrol", "intelligence", "ambulance", "council"). */
  source: string | null;
};
