import type { ImportJobBody } from "../api/types.ts";
import type { AreaKind } from "../api/vocabulary.ts";
import type { ImportChoices } from "./reading.ts";

/** A file that waits on this machine's disk, and what its sender calls it. */
export type UploadedFile = { readonly path: string; readonly name: string };

export type RejectedRow = {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly detail: string;
  readonly raw: string;
};

/** Imports as the routes see them: one at a time, each all or nothing. */
export type ImportService = {
  /**
   * Queue files as one import. Once this resolves the files belong to the service, which deletes them and their folder when
   * the job ends; when it rejects they stay the caller's.
   */
  submit(files: UploadedFile[], choices: ImportChoices): Promise<ImportJobBody>;
  /** The newest first. */
  list(): Promise<ImportJobBody[]>;
  get(id: number): Promise<ImportJobBody | null>;
  /** @returns false when there is no such import or it has ended */
  cancel(id: number): Promise<boolean>;
  rejects(id: number): AsyncIterable<RejectedRow>;
  /** True while a publish holds the embedded database's one connection. */
  isPublishing(): boolean;
  /**
   * Choose the area set a dataset is located in and re-locate its incidents; null = the latest vintage valid in its last month.
   * @throws DomainError invalid_query for a set that does not fit
   */
  chooseSet(dataset: string, kind: AreaKind, set: string | null): Promise<void>;
  close(): Promise<void>;
};
