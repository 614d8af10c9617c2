import type { Readable } from "node:stream";
import type { AreaKind, Category } from "../api/vocabulary.ts";
import type { ZoneFields } from "../db/zone-changes.ts";
import type { Premises } from "../registers/premises.ts";
import type { OutcomeLine } from "./read-outcome.ts";
import type { IncidentRow } from "./row.ts";

/** What the person who imports may say where the file does not. All optional. */
export type ImportChoices = {
  readonly dataset?: string;
  readonly force?: string;
  readonly set?: string;
  readonly mapping?: string;
  /** Name or number of the operation, for outcomes that do not say whose they are. */
  readonly operation?: string;
  readonly encoding?: "utf-8" | "windows-1252";
  readonly allowBadRows?: boolean;
};

/** One file to read, whether it lies in a folder, in a zip or in an upload. */
export type SourceFile = {
  /** Path as a person would recognise it: "2019-05/2019-05-metropolitan-street.csv". */
  readonly name: string;
  /** Size in bytes, uncompressed; null when unknown. */
  readonly bytes: number | null;
  open(): Promise<Readable>;
};

export const FORMATS = [
  "police-uk-street",
  "police-uk-outcomes",
  "police-uk-stop-and-search",
  "mps-ward-counts",
  "mps-borough-counts",
  "mps-lsoa-counts",
  "boundaries",
  "force-extract",
  "places",
  "zones",
  "operation-outcomes",
] as const;
export type Format = (typeof FORMATS)[number];

/** A refused row: kept with where it stood, why, and its raw text. Lines count from 1, the header included. */
export type Reject = {
  readonly line: number;
  readonly reason: RejectReason;
  readonly detail: string;
  readonly raw: string;
};

export const REJECT_REASONS = [
  "columns",
  "date",
  "date_out_of_range",
  "date_in_future",
  "category",
  "coordinates",
  "coordinates_swapped",
  "coordinates_grid",
  "id",
  "area_code",
  "count",
  "force",
  "too_long",
  "outcome",
  "name",
  "duplicate",
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** Rows of one stretch of the file, in order: good ones and refused ones apart. */
export type Batch<Row> = { readonly rows: readonly Row[]; readonly rejects: readonly Reject[] };

export type DatasetName = { readonly code: string; readonly title: string };

/** An incident and the force that holds it. */
export type ForcedRow = IncidentRow & { readonly forceCode: string; readonly forceName: string };

export type OutcomeRow = {
  readonly forceCode: string;
  readonly forceName: string;
  readonly sourceId: string;
  /** First of the month of the outcome, "YYYY-MM-01". */
  readonly month: string;
  readonly outcome: string;
};

/** One published count; several of the same area, month and type in one file are added by the publisher step. */
export type AreaCountRow = {
  readonly areaCode: string;
  readonly areaName: string;
  readonly boroughName: string | null;
  /** First of the month, "YYYY-MM-01". */
  readonly month: string;
  readonly major: string;
  readonly minor: string;
  readonly category: Category;
  readonly n: number;
};

export type PlaceRow = {
  readonly kind: string;
  readonly name: string;
  readonly detail: string | null;
  readonly lng: number;
  readonly lat: number;
};

/** One boundary, in WGS84: MultiPolygon coordinates [polygon][ring][vertex][lng, lat]. */
export type BoundaryRow = {
  readonly code: string;
  readonly name: string;
  readonly boroughCode: string | null;
  readonly boroughName: string | null;
  readonly coordinates: readonly (readonly (readonly (readonly [number, number])[])[])[];
};

/** A row of a ledger of outcomes, with the operation that it is said to belong to. */
export type LedgerRow = OutcomeLine & { readonly operation: string | null; readonly raw: string };

/** One real order as its file states it. Times in milliseconds since 1970; MultiPolygon coordinates as of a boundary. */
export type ZoneRow = ZoneFields & {
  readonly coordinates: BoundaryRow["coordinates"];
  /** What a closure is about; null = it came as an area. */
  readonly premises: Premises | null;
};

export type BoundarySet = {
  /** "london-wards-2018": stable id of the set. */
  readonly code: string;
  readonly kind: AreaKind;
  readonly title: string;
  /** Year of the boundaries: part of their identity. */
  readonly vintage: number;
  readonly synthetic: boolean;
  /** What was recognised and converted ("coordinates were British National Grid (EPSG:27700), converted to WGS84"), or null. */
  readonly note: string | null;
};

export type Replaces = "months" | "ids" | "dataset";

type Common = { readonly format: Format /** One sentence: what was recognised. */; readonly recognised: string };

/** A recognised file, ready to be read as a stream. What it replaces is decided by `recordKind` and `replaces`. */
export type Reading =
  | (Common & {
      readonly holds: "incidents";
      readonly dataset: DatasetName;
      /** Kept on every row; with months, (dataset, force, recordKind, month) is what a file replaces; with dataset, all of it. */
      readonly recordKind: "street" | "stop-and-search" | "extract";
      readonly replaces: Replaces;
      readonly batches: AsyncIterable<Batch<ForcedRow>>;
    })
  | (Common & {
      readonly holds: "outcomes";
      readonly dataset: DatasetName;
      readonly batches: AsyncIterable<Batch<OutcomeRow>>;
    })
  | (Common & {
      readonly holds: "area-counts";
      readonly dataset: DatasetName;
      readonly force: { readonly code: string; readonly name: string };
      readonly areaKind: "ward" | "borough" | "lsoa";
      /** The publisher's historical file: where both hold a month, it wins over the current one, whatever the order. */
      readonly historical: boolean;
      readonly batches: AsyncIterable<Batch<AreaCountRow>>;
    })
  | (Common & { readonly holds: "zones"; readonly zones: readonly ZoneRow[] })
  | (Common & { readonly holds: "operation-outcomes"; readonly batches: AsyncIterable<Batch<LedgerRow>> })
  | (Common & { readonly holds: "places"; readonly batches: AsyncIterable<Batch<PlaceRow>> })
  | (Common & { readonly holds: "boundaries"; readonly set: BoundarySet; readonly areas: readonly BoundaryRow[] });
