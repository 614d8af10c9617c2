/** Located incidents in columns, in no order: one entry of each for every incident, as queries hand them to statistics. */
export type IncidentColumns = {
  readonly n: number;
  /** H3 ids of resolution 9 and 10, by the incident's own point. */
  readonly cell9: BigInt64Array;
  readonly cell10: BigInt64Array;
  /** Degrees times 100,000, rounded: about a metre. */
  readonly lng: Int32Array;
  readonly lat: Int32Array;
  readonly boroughId: Int32Array;
  readonly wardId: Int32Array;
  /** A number for the source's own key of the address; 0 where it gives none. */
  readonly key: Int32Array;
  /** Days since the first of the filter. */
  readonly day: Int16Array;
  /** 0–23 in London; −1 where only the day is known, −2 where only the month is. */
  readonly hour: Int8Array;
  /** Positions in `CATEGORIES` and `GENERATIONS`. */
  readonly category: Uint8Array;
  readonly generation: Uint8Array;
  /** 1 where the point is exact, where it comes from a warrant, where it is a place that records are put at by default. */
  readonly exact: Uint8Array;
  readonly warrant: Uint8Array;
  readonly flagged: Uint8Array;
};
