import { Type } from "typebox";
import { closed, DatasetCode } from "./common.ts";

export const IMPORT_STATUSES = [
  "queued",
  "running",
  "publishing",
  "done",
  "unchanged",
  "refused",
  "failed",
  "cancelled",
] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

const nullableText = Type.Union([Type.String(), Type.Null()]);

export const ImportReport = Type.Object(
  {
    files: Type.Array(
      Type.Object({ name: Type.String(), format: Type.String(), rows: Type.Integer(), note: nullableText }, closed),
    ),
    read: Type.Integer(),
    accepted: Type.Integer(),
    /** Rows of earlier imports that these replace. */
    replaced: Type.Integer(),
    updated: Type.Integer(),
    refused: Type.Integer(),
    refusedByReason: Type.Record(Type.String(), Type.Integer()),
    notMapped: Type.Integer(),
    /** Rows kept but marked, by flag. */
    marked: Type.Record(Type.String(), Type.Integer()),
    /** Accepted rows with a location ÷ accepted rows; null when there are none. */
    geocodedShare: Type.Union([Type.Number(), Type.Null()]),
    /** First and last calendar day of the rows. */
    span: Type.Union([Type.Object({ from: Type.String(), to: Type.String() }, closed), Type.Null()]),
    categories: Type.Record(Type.String(), Type.Integer()),
    warnings: Type.Array(Type.String()),
  },
  closed,
);

export const ImportJob = Type.Object(
  {
    id: Type.Integer(),
    status: Type.Enum(IMPORT_STATUSES),
    fileName: Type.String(),
    format: nullableText,
    dataset: Type.Union([DatasetCode, Type.Null()]),
    phase: nullableText,
    rowsRead: Type.Integer(),
    bytesDone: Type.Integer(),
    bytesTotal: Type.Integer(),
    report: Type.Union([ImportReport, Type.Null()]),
    error: Type.Union([Type.Object({ code: Type.String(), message: Type.String() }, closed), Type.Null()]),
    startedAt: Type.String(),
    finishedAt: nullableText,
  },
  closed,
);
export const ImportList = Type.Object({ imports: Type.Array(ImportJob) }, closed);
export const ImportParams = Type.Object({ id: Type.Integer({ minimum: 1 }) }, closed);

/**
 * Options of an import, as fields of the upload or flags of the command: where the file does not say it itself.
 * `mapping`: the name of a shipped mapping (recorded-crime, cad-calls) or the JSON text of one.
 */
export const ImportOptions = Type.Object(
  {
    dataset: Type.Optional(DatasetCode),
    force: Type.Optional(Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,62}$" })),
    set: Type.Optional(Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,120}$" })),
    mapping: Type.Optional(Type.String({ maxLength: 100_000 })),
    /** Name or number of the operation, for a file of outcomes that does not say whose they are. */
    operation: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    encoding: Type.Optional(Type.Enum(["utf-8", "windows-1252"] as const)),
    allowBadRows: Type.Optional(Type.Boolean()),
  },
  closed,
);
