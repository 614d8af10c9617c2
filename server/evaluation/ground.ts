/** Where incidents lie, in the finest pieces that are told apart: a cell's part in one borough, or a ward. */
export type Units = {
  readonly count: number;
  /** Borough of each unit; −1 = none. */
  readonly borough: Int16Array;
};

/** Incidents, or published counts, in columns of one length. */
export type Events = {
  readonly unit: Uint32Array;
  /** Days since 1970; of a published count the first of its month. */
  readonly day: Int32Array;
  /** The indicators that it counts for, a bit each. */
  readonly indicators: Uint8Array;
  /** Hour of the day in London; 255 = not known. */
  readonly hour: Uint8Array;
  readonly n: Uint32Array;
};

/** A ring's part in one borough, a border strip, or a receiving place. */
export type LayoutRow = {
  /** Rows of one kind scatter alike: "ring 1", "strip", "receiving". */
  readonly kind: string;
  readonly k: number | null;
  readonly borough: number;
  /** Position in the list of receiving places of the date; null for rings and strips. */
  readonly place: number | null;
  readonly units: readonly number[];
  /** Cells or wards, with or without incidents. */
  readonly pieces: number;
};

/** An area with everything about it: the target of the operation, or a placebo. */
export type Layout = {
  readonly homes: readonly number[];
  readonly target: readonly number[];
  /** Each unit of the displacement zone once. */
  readonly zone: readonly number[];
  /** Beside `zone`: the ring that it is in; 0 where a strip or a receiving place holds it whatever the rings. */
  readonly zoneRing: readonly number[];
  /** Units of one ring more, for a wider zone. */
  readonly wider: readonly number[];
  readonly rows: readonly LayoutRow[];
  /** Per borough: 1 where the target or its zone reaches it. */
  readonly touched: Uint8Array;
};

/** A place that may receive: busy before the date. */
export type HotPlace = {
  readonly cells: readonly number[];
  readonly found: "hot_place" | "hot_area" | "named";
  readonly units: Uint32Array;
  /** Incidents of the twelve months per entry of `units`. */
  readonly counts: Float64Array;
};

export type Ground = {
  readonly units: Units;
  readonly boroughs: number;
  /**
   * Areas of the target's size and kind that do not overlap, the busiest first.
   * @param weight per unit: what was recorded before
   */
  centres(weight: Float64Array): number[];
  /** Everything about the area at a centre; null where it does not fit onto the ground. */
  layOut(centre: number, places: readonly HotPlace[]): Layout | null;
  /** Whether the displacement zones about two centres share ground (receiving places apart). */
  overlap(centre: number, other: number): boolean;
  /** The same about the target itself. */
  own(places: readonly HotPlace[]): Layout;
};

export type GroundOptions = {
  /** Rings of the displacement zone; one more is measured, for a wider zone. */
  readonly rings: number;
  readonly stripMetres: number;
  /** boroughs × boroughs: 1 where two are neighbours. */
  readonly neighbours: Uint8Array;
};

/** How far a receiving place may be. */
export const RECEIVING_METRES = 3_000;
/** A borough with less than this share of a target is not where the target is. */
export const HOME_SHARE = 0.1;
