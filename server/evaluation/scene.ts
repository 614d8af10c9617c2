import type { Adjacency } from "../analytics/adjacency.ts";
import type { TestedIndicator } from "../api/evaluation-design.ts";
import type { NamedPlace } from "../statistics/name-place.ts";
import type { EvaluationDate } from "./date-counts.ts";

/** Rings of polygons as GeoJSON writes them. */
export type Polygons = readonly (readonly (readonly (readonly number[])[])[])[];

export type Borough = { readonly code: string; readonly name: string };

/** Cells of all boroughs on whole-number axes, in shared memory. */
export type GridColumns = {
  readonly res: number;
  readonly cells: Float64Array;
  readonly i: Int32Array;
  readonly j: Int32Array;
  readonly home: Int16Array;
};

/** The cells that hot places are made of, where their centres lie on the axes of the grid, and who neighbours whom. */
export type PlaceColumns = {
  readonly res: number;
  readonly cells: Float64Array;
  readonly i: Float64Array;
  readonly j: Float64Array;
  readonly near: Adjacency;
};

/** Incidents packed by the database, and what their numbers for boroughs stand for. */
export type PackedIncidents = { readonly bytes: Uint8Array; readonly boroughIds: readonly number[] };

export type PointSource = {
  readonly kind: "points";
  readonly grid: GridColumns;
  readonly places: PlaceColumns;
  readonly incidents: PackedIncidents;
  /** Ends of the analyst's own receiving places and control, as H3 ids of the places' resolution. */
  readonly named: {
    readonly receiving: readonly { readonly name: string; readonly cells: readonly string[] }[];
    readonly controlCells: readonly string[];
  };
};

/** Counts that were published per ward and month, in columns. */
export type WardSource = {
  readonly kind: "published";
  readonly wards: readonly { readonly code: string; readonly name: string; readonly borough: number }[];
  readonly touching: readonly (readonly number[])[];
  readonly inReach: readonly (readonly number[])[];
  readonly target: readonly number[];
  readonly hectares: readonly number[];
  readonly controlWards: readonly number[];
  readonly counts: {
    readonly ward: Uint32Array;
    readonly day: Int32Array;
    readonly indicators: Uint8Array;
    readonly n: Uint32Array;
  };
};

/** Where something was done elsewhere, and when it may have worked; not what, so that nothing can be told of it. */
export type OtherOperation = {
  readonly polygons: Polygons;
  readonly from: number;
  readonly to: number;
};

/** All that an evaluation is computed from: arrays, no database. */
export type SceneInput = {
  readonly source: PointSource | WardSource;
  readonly boroughs: readonly Borough[];
  /** boroughs × boroughs: 1 where two are neighbours. */
  readonly neighbours: Uint8Array;
  readonly target: Polygons;
  readonly others: readonly OtherOperation[];
  readonly indicator: TestedIndicator;
  readonly rings: number;
  readonly stripMetres: number;
  /** Boroughs that the analyst named as control; empty = suggested (unless cells or wards are named). */
  readonly controlBoroughs: readonly number[];
  /** The first is the operation's own. */
  readonly dates: readonly EvaluationDate[];
  /** The operation's first day; from then on its ground is disturbed. */
  readonly start: number;
  readonly unit: "week" | "month";
  /** First days of the steps of series, and the day after the last. */
  readonly steps: readonly number[];
  /** Steps that the windows are cut into for spreads over time; each of equal length. */
  readonly bins: { readonly before: readonly number[]; readonly after: readonly number[] };
  /** By what the two windows' counts are divided. */
  readonly weights: { readonly before: number; readonly after: number };
  readonly namedPlaces: readonly NamedPlace[];
};
