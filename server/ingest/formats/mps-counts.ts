import { categoryOfMpsHeading } from "../categories.ts";
import { forceByCode } from "../force-names.ts";
import { londonBoroughCode } from "../london-boroughs.ts";
import { type RowParser, readRows } from "../read-rows.ts";
import type { AreaCountRow, Format, Reading } from "../reading.ts";
import { quoted, type Refusal, refusal } from "../refusal.ts";
import { refuseFile } from "../refuse-file.ts";
import { type CsvFormat, type CsvInput, chosenDataset, MONTH_COLUMN } from "./csv-format.ts";

const BOROUGH = ["LookUp_BoroughName", "Borough", "BoroughName"];
const MAJOR = ["MajorText", "Group", "Major Category"];
const MINOR = ["MinorText", "SubGroup", "Minor Category"];

type Level = {
  readonly format: Format;
  readonly areaKind: "ward" | "borough" | "lsoa";
  readonly code: readonly string[];
  readonly name: readonly string[];
};

const WARD: Level = { format: "mps-ward-counts", areaKind: "ward", code: ["WardCode"], name: ["WardName"] };
const LSOA: Level = { format: "mps-lsoa-counts", areaKind: "lsoa", code: ["LSOA Code"], name: ["LSOA Name"] };
const BOROUGHS: Level = { format: "mps-borough-counts", areaKind: "borough", code: [], name: BOROUGH };

/**
 * The Metropolitan Police's published monthly counts (London Datastore): a row an area and type of crime, a column a
 * month. The order of columns and the case of their names vary from year to year; 2026 says Group and SubGroup.
 */
export const mpsCounts: readonly CsvFormat[] = [
  { ...wide(WARD), required: [["WardCode"], ["WardName"], MAJOR, MINOR] },
  { ...wide(LSOA), required: [["LSOA Code"], ["LSOA Name"], MAJOR, MINOR] },
  { ...wide(BOROUGHS), required: [BOROUGH, MAJOR, MINOR] },
];

function wide(level: Level): Pick<CsvFormat, "format" | "title" | "months" | "read"> {
  const title = `MPS ${level.areaKind === "lsoa" ? "LSOA" : level.areaKind} counts`;
  return { format: level.format, title, months: true, read: (input) => readCounts(level, title, input) };
}

function readCounts(level: Level, title: string, input: CsvInput): Reading {
  const months = monthColumns(input);
  const first = months[0]?.month.slice(0, 7);
  const last = months.at(-1)?.month.slice(0, 7);
  const batches = () => readRows({ ...input, parser: () => ({ parse: countParser(level, input) }) });
  return {
    format: level.format,
    recognised: `${title}: published counts of ${months.length} months, ${first} to ${last}.`,
    holds: "area-counts",
    dataset: chosenDataset(input.choices, { code: "mps", title: "MPS published counts" }),
    force: forceByCode("metropolitan") ?? { code: "metropolitan", name: "Metropolitan Police Service" },
    areaKind: level.areaKind,
    historical: isHistorical(level, input),
    batches: { [Symbol.asyncIterator]: batches },
  };
}

/** The historical file says so in its name; that of the wards also has the ward before the headings, the current one after. */
function isHistorical(level: Level, { file, header }: Pick<CsvInput, "file" | "header">): boolean {
  const heading = header.column(...MAJOR);
  return /historical/i.test(file) || (level.areaKind === "ward" && header.column("WardCode") < heading);
}

type MonthColumn = { readonly index: number; readonly month: string };

function monthColumns({ header, file, now }: Pick<CsvInput, "header" | "file" | "now">): MonthColumn[] {
  const found: MonthColumn[] = [];
  for (const [index, name] of header.names.entries()) {
    if (!MONTH_COLUMN.test(name)) continue;
    const month = `${name.slice(0, 4)}-${name.slice(4)}-01`;
    if (new Date(month) > now) throw refuseFile(file, `the column ${name} lies in the future.`, 1);
    found.push({ index, month });
  }
  return found.toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

/**
 * Parser of wide rows. An absent row means zero, so zeros are handed on only where they say something: the first row's,
 * which show the months the file covers, and one of each row, which shows the area it covers.
 */
function countParser(level: Level, input: Pick<CsvInput, "header" | "file" | "now">): RowParser<AreaCountRow> {
  const { header } = input;
  const months = monthColumns(input);
  const major = header.column(...MAJOR);
  const minor = header.column(...MINOR);
  const code = header.column(...level.code);
  const name = header.column(...level.name);
  const borough = header.column(...BOROUGH);
  let firstRow = true;
  return (fields, emit) => {
    const text = (index: number): string => (fields[index] ?? "").trim();
    const counts: number[] = [];
    for (const { index, month } of months) {
      const value = text(index);
      if (!/^\d{1,9}$/.test(value))
        return refusal("count", `${month.slice(0, 7)}: ${quoted(value)} is not a whole number`);
      counts.push(Number(value));
    }
    const areaName = text(name);
    const areaCode = level.areaKind === "borough" ? boroughUnit(areaName) : checkedCode(level, text(code));
    if (typeof areaCode !== "string") return areaCode;
    const area = { areaCode, areaName, boroughName: text(borough) || null };
    const heading = {
      major: text(major),
      minor: text(minor),
      category: categoryOfMpsHeading(text(major), text(minor)),
    };
    for (const [position, { month }] of months.entries()) {
      const n = counts[position] ?? 0;
      if (n > 0 || position === 0 || firstRow) emit({ ...area, month, ...heading, n });
    }
    firstRow = false;
    return null;
  };
}

function checkedCode(level: Level, code: string): string | Refusal {
  const pattern = level.areaKind === "ward" ? /^[EW]05\d{6}$/ : /^[EW]01\d{6}$/;
  return pattern.test(code) ? code : refusal("area_code", `${quoted(code)} is no code of a ${level.areaKind}`);
}

/** A borough's code; for a unit that is none (Aviation Security (SO18)) a code of its own: counted, and on no map. */
function boroughUnit(name: string): string | Refusal {
  if (name === "") return refusal("area_code", "the borough is blank");
  return (
    londonBoroughCode(name) ??
    `mps-${name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")}`
  );
}
