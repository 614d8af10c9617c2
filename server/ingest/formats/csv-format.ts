import type { Limits } from "../../config.ts";
import type { CsvRecord } from "../csv.ts";
import type { Header } from "../csv-header.ts";
import type { DatasetName, Format, ImportChoices, Reading } from "../reading.ts";

/** A file whose header is read, and how to read its records again from the start. */
export type CsvInput = {
  readonly file: string;
  readonly header: Header;
  /** A fresh stream at each call, the header record first. */
  readonly records: () => AsyncIterable<CsvRecord[]>;
  readonly choices: ImportChoices;
  readonly limits: Limits;
  readonly now: Date;
};

/** A format that is told by its header. */
export type CsvFormat = {
  readonly format: Format;
  /** What a person calls it: "police.uk street". */
  readonly title: string;
  /** Columns that must be there; each entry lists the names that will do. */
  readonly required: readonly (readonly string[])[];
  /** At least one column named YYYYMM must be there. */
  readonly months?: true;
  read(input: CsvInput): Reading;
};

export const MONTH_COLUMN = /^(19|20)\d{2}(0[1-9]|1[0-2])$/;

/** Columns of a format that a header lacks, as a person would look for them. */
export function missingColumns(format: CsvFormat, header: Header): string[] {
  const missing = format.required.filter((names) => header.column(...names) < 0).map((names) => names.join(" or "));
  if (format.months === true && !header.names.some((name) => MONTH_COLUMN.test(name))) missing.push("months as YYYYMM");
  return missing;
}

/** One entry for each column that has one name alone. */
export function columns(...names: readonly string[]): (readonly string[])[] {
  return names.map((name) => [name]);
}

/** The dataset the user chose, else the one of the format. */
export function chosenDataset(choices: ImportChoices, own: DatasetName): DatasetName {
  if (choices.dataset === undefined || choices.dataset === own.code) return own;
  return { code: choices.dataset, title: choices.dataset };
}

export const POLICE_UK: DatasetName = { code: "police-uk", title: "police.uk open data" };

/** What police.uk's files never say of an incident. */
export const UNSAID_BY_POLICE_UK = {
  locationKey: null,
  drug: null,
  drugClass: null,
  offenceCode: null,
  source: null,
} as const;
