import type { Limits } from "../../server/config.ts";
import type { ErrorCode } from "../../server/errors.ts";
import type { ImportChoices, RejectReason } from "../../server/ingest/reading.ts";
import { badBoundaryFiles } from "./bad-boundary-files.ts";
import { badCsvFiles } from "./bad-csv-files.ts";
import { badZipFiles } from "./bad-zip-files.ts";

/** A file that must change nothing: refused with clear words, or with so many refused rows that it is refused whole. */
export type BadFile = {
  readonly name: string;
  readonly fileName: string;
  readonly bytes: () => Uint8Array;
  readonly expect:
    | { readonly code: ErrorCode; readonly message: RegExp }
    | { readonly rejects: Partial<Record<RejectReason, number>> };
  readonly choices?: ImportChoices;
  readonly limits?: Partial<Limits>;
  /** Reads well; it is the database that finds the fault. */
  readonly foundByDatabase?: true;
};

export const badFiles: readonly BadFile[] = [...badCsvFiles, ...badBoundaryFiles, ...badZipFiles];
