import { AREA_KINDS, type AreaKind, CATEGORIES, type Category } from "../api/vocabulary.ts";
import { readReferenceTable } from "./reference-table.ts";

/** A change in how incidents are recorded, and what it concerns. */
export type RecordingBreak = {
  readonly code: string;
  /** First day that is recorded the new way. */
  readonly date: string;
  readonly label: string;
  readonly reason: string;
  /** null = of any dataset, any force. */
  readonly dataset: string | null;
  readonly force: string | null;
  readonly counted: "points" | "published" | "any";
  /** Only counts of such areas; null = any. */
  readonly areaKind: AreaKind | null;
  /** Empty = any. */
  readonly categories: readonly Category[];
  readonly source: string;
  /** The day somebody looked the source up; null: to be verified. */
  readonly checkedOn: string | null;
};

const COUNTED = ["points", "published", "any"] as const;

let breaks: readonly RecordingBreak[] | null = null;

/** Every known break, the earliest first. Source: data/reference/recording-breaks.csv. */
export function recordingBreaks(): readonly RecordingBreak[] {
  breaks ??= readReferenceTable("recording-breaks.csv")
    .map(readBreak)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  return breaks;
}

function readBreak(row: Readonly<Record<string, string>>): RecordingBreak {
  const { code = "", date = "", label = "", reason = "", dataset, force, source = "", checked_on: checkedOn } = row;
  const known = <Value extends string>(values: readonly Value[], column: string, text: string): Value => {
    const found = values.find((value) => value === text);
    if (found === undefined) throw new Error(`data/reference/recording-breaks.csv: ${code}: ${column} "${text}"`);
    return found;
  };
  return {
    ...{ code, date, label, reason, source },
    dataset: dataset || null,
    force: force || null,
    counted: known(COUNTED, "counted", row["counted"] ?? ""),
    areaKind: row["area_kind"] ? known(AREA_KINDS, "area_kind", row["area_kind"]) : null,
    categories: (row["categories"] || "")
      .split("|")
      .flatMap((name) => (name ? [known(CATEGORIES, "categories", name)] : [])),
    checkedOn: checkedOn || null,
  };
}
