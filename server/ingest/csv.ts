import { CsvError, type Options, parse } from "csv-parse/sync";
import { type Refusal, refusal } from "./refusal.ts";
import { refuseFile } from "./refuse-file.ts";

/** One record of a CSV file. With a `fault` its fields are not to be trusted. */
export type CsvRecord = {
  /** Line it begins on; the header is line 1. */
  readonly line: number;
  readonly fields: readonly string[];
  /** The record as it stands in the file, cut where it is over-long. */
  readonly raw: string;
  readonly fault: Refusal | null;
};

export type CsvOptions = { readonly file: string; readonly rowBytes: number };

const BATCH_RECORDS = 2_000;
/** Fewer, because who wants to know the format reads no more than the first batch. */
const FIRST_BATCH_RECORDS = 250;
const RAW_KEPT = 1_000;
const WELL_QUOTED = /^(?:"[^"]*(?:""[^"]*)*"|[^",]*)(?:,(?:"[^"]*(?:""[^"]*)*"|[^",]*))*$/;

/** Widths and stray quotes are judged row by row, here and by the formats: csv-parse would give up the whole file. */
const RELAXED = {
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
} satisfies Options;

/**
 * Read the records of an RFC 4180 file in batches of about 2,000 (the first is smaller), the header among them. Blank
 * lines are skipped.
 * csv-parse finds the fields where there are quotes. The lines are ours: it counts a CRLF inside quotes as two, cannot pass over a row that is
 * too long and go on, and names the end of the file, not the record, where a quote is never closed.
 * @throws DomainError import_refused for a quote that is never closed
 */
export async function* readRecords(text: AsyncIterable<string>, options: CsvOptions): AsyncGenerator<CsvRecord[]> {
  const scan = newScan(options);
  let enough = FIRST_BATCH_RECORDS;
  for await (const piece of text) {
    takePiece(scan, piece);
    if (scan.records.length >= enough) {
      yield scan.records;
      scan.records = [];
      enough = BATCH_RECORDS;
    }
  }
  takeEnd(scan);
  if (scan.records.length > 0) yield scan.records;
}

/** The records of a text that is at hand whole. Throws as `readRecords` does. */
export function recordsOf(text: string, options: CsvOptions): CsvRecord[] {
  const scan = newScan(options);
  takePiece(scan, text);
  takeEnd(scan);
  return scan.records;
}

type Scan = {
  readonly options: CsvOptions;
  records: CsvRecord[];
  /** Whole lines; those before `next` are in records, those from it on belong to a record that is not yet whole. */
  lines: string[];
  next: number;
  /** Number in the file of the line at `next`. */
  line: number;
  /** Text after the last newline, cut where the line is too long whatever follows. */
  rest: string;
};

function newScan(options: CsvOptions): Scan {
  return { options, records: [], lines: [], next: 0, line: 1, rest: "" };
}

function takePiece(scan: Scan, piece: string): void {
  const { rowBytes } = scan.options;
  const lines = (scan.rest + piece).split("\n");
  scan.rest = (lines.pop() ?? "").slice(0, Math.max(rowBytes + 2, RAW_KEPT));
  if (lines.length === 0) return;
  scan.lines = scan.lines.slice(scan.next).concat(lines);
  scan.next = 0;
  for (const fields of wholeRecords(scan)) takeRecord(scan, fields);
  passBlankLines(scan);
  // A quote that is never closed must not gather the rest of a big file in memory.
  if (waiting(scan).length > rowBytes) throw neverClosed(scan.options, scan.line);
}

function takeEnd(scan: Scan): void {
  if (scan.rest !== "") takePiece(scan, "\n");
  if (scan.next < scan.lines.length) throw neverClosed(scan.options, scan.line);
}

/** The records of the lines at hand, without the last where its quote is still open. */
function wholeRecords({ lines, options }: Scan): string[][] {
  // A line that is too long is passed over as an empty one.
  const short = lines.map((line) => (isTooLong(line, options.rowBytes) ? "" : line));
  const text = `${short.join("\n")}\n`;
  return text.includes('"') ? quotedRecords(text) : plainRecords(short);
}

/** Without a quote every line is a record and every comma parts two fields. */
function plainRecords(lines: readonly string[]): string[][] {
  const records: string[][] = [];
  for (const line of lines) {
    const record = withoutReturn(line);
    if (record !== "") records.push(record.split(","));
  }
  return records;
}

function quotedRecords(text: string): string[][] {
  // csv-parse looks for each of its line ends at every byte: one alone is faster.
  const options = { ...RELAXED, record_delimiter: text.includes("\r") ? ["\r\n", "\n"] : "\n" };
  try {
    return parse(text, options);
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== "CSV_QUOTE_NOT_CLOSED") throw error;
    const whole = Number(error.records);
    return whole === 0 ? [] : parse(text, { ...options, to: whole });
  }
}

function takeRecord(scan: Scan, fields: string[]): void {
  passBlankLines(scan);
  const { line } = scan;
  const first = nextLine(scan);
  if (!first.includes('"')) {
    scan.records.push({ line, fields, raw: first, fault: null });
    return;
  }
  let raw = first;
  for (let more = newlinesIn(fields); more > 0; more -= 1) {
    if (raw.length > scan.options.rowBytes) throw neverClosed(scan.options, line);
    raw += `\n${nextLine(scan)}`;
  }
  const stray = !WELL_QUOTED.test(raw);
  const fault = stray ? refusal("columns", "a quote inside a field that is not quoted as a whole") : null;
  scan.records.push({ line, fields, raw, fault });
}

function newlinesIn(fields: readonly string[]): number {
  return fields.reduce((sum, field) => sum + field.split("\n").length - 1, 0);
}

/** Go to the line on which the next record begins, past blank ones and those that are too long. */
function passBlankLines(scan: Scan): void {
  const { rowBytes } = scan.options;
  while (scan.next < scan.lines.length) {
    const text = scan.lines[scan.next] ?? "";
    if (isTooLong(text, rowBytes)) {
      const fault = refusal("too_long", `longer than ${rowBytes} characters`);
      scan.records.push({ line: scan.line, fields: [], raw: withoutReturn(text).slice(0, RAW_KEPT), fault });
    } else if (withoutReturn(text) !== "") return;
    nextLine(scan);
  }
}

function nextLine(scan: Scan): string {
  const text = scan.lines[scan.next] ?? "";
  scan.next += 1;
  scan.line += 1;
  return withoutReturn(text);
}

function isTooLong(line: string, rowBytes: number): boolean {
  return line.length > rowBytes && withoutReturn(line).length > rowBytes;
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

/** The lines of the record that is not yet whole. */
function waiting(scan: Scan): string {
  return scan.lines.slice(scan.next).map(withoutReturn).join("\n");
}

function neverClosed(options: CsvOptions, line: number) {
  return refuseFile(options.file, `a quote opened in the record on line ${line} is never closed.`, line);
}
