import type { Limits } from "../config.ts";
import { type CsvRecord, readRecords } from "./csv.ts";
import { readHeader } from "./csv-header.ts";
import { decodeText } from "./decode.ts";
import { readBoundaries } from "./formats/boundaries.ts";
import { type CsvFormat, missingColumns } from "./formats/csv-format.ts";
import { extractFormats } from "./formats/force-extract.ts";
import { mpsCounts } from "./formats/mps-counts.ts";
import { operationOutcomes } from "./formats/operation-outcomes.ts";
import { placeFormats } from "./formats/places.ts";
import { policeUkOutcomes } from "./formats/police-uk-outcomes.ts";
import { policeUkStopAndSearch } from "./formats/police-uk-stop-and-search.ts";
import { policeUkStreet } from "./formats/police-uk-street.ts";
import { holdsZones, readZones } from "./formats/zones.ts";
import type { ImportChoices, Reading, SourceFile } from "./reading.ts";
import { refuseFile } from "./refuse-file.ts";

const CSV_FORMATS: readonly CsvFormat[] = [
  policeUkStreet,
  policeUkOutcomes,
  policeUkStopAndSearch,
  ...mpsCounts,
  ...placeFormats,
  operationOutcomes,
];

/**
 * Tell what a file is by its header, never by its name, and get ready to read it. The file is opened anew for each
 * reading of the batches; nothing stays open in between.
 * @throws DomainError import_refused for what is no such file, here or while the batches are read
 */
export async function sniffAndRead(
  source: SourceFile,
  choices: ImportChoices,
  limits: Limits,
  now: Date,
): Promise<Reading> {
  if ((await firstMark(source)) === "csv") return readCsv({ source, choices, limits, now });
  const text = () => openText(source, choices);
  return (await holdsZones(text())) ? readZones({ source, text }) : readBoundaries({ source, text, choices, limits });
}

async function* openText(source: SourceFile, choices: ImportChoices): AsyncGenerator<string> {
  yield* decodeText(await source.open(), { file: source.name, encoding: choices.encoding ?? "utf-8" });
}

/** What the first bytes show; refuses what is nothing or no text. */
async function firstMark(source: SourceFile): Promise<"json" | "csv"> {
  let start = Buffer.alloc(0);
  for await (const chunk of await source.open()) {
    start = Buffer.concat([start, Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))]);
    if (start.length >= 4 && /[^\s\uFEFF]/.test(start.toString("utf8"))) break;
  }
  const bytes = start.subarray(0, 64 * 1024);
  if (bytes.toString("latin1", 0, 4) === "PK\u0003\u0004") {
    throw refuseFile(
      source.name,
      "a zip inside another file or under another name. Import the zip itself, or unpack it.",
    );
  }
  if (bytes.toString("latin1", 0, 4) === "%PDF") throw refuseFile(source.name, "a PDF holds no rows to import.");
  const text = bytes
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (text === "") throw refuseFile(source.name, "the file is empty.");
  return text.startsWith("{") || text.startsWith("[") ? "json" : "csv";
}

type CsvSource = {
  readonly source: SourceFile;
  readonly choices: ImportChoices;
  readonly limits: Limits;
  readonly now: Date;
};

async function readCsv({ source, choices, limits, now }: CsvSource): Promise<Reading> {
  const records = (): AsyncIterable<CsvRecord[]> =>
    readRecords(openText(source, choices), { file: source.name, rowBytes: limits.rowBytes });
  const first = await firstBatch(records());
  const [headerRecord] = first;
  if (headerRecord === undefined) throw refuseFile(source.name, "the file is empty.");
  const header = readHeader(headerRecord, source.name);
  const formats =
    choices.mapping === undefined ? [...CSV_FORMATS, ...extractFormats(undefined)] : extractFormats(choices.mapping);
  const format = formats
    .filter((candidate) => missingColumns(candidate, header).length === 0)
    .toSorted((a, b) => b.required.length - a.required.length)[0];
  if (format === undefined) throw unknownHeader(source.name, formats, header);
  if (first.length === 1) throw refuseFile(source.name, `a ${format.title} file with a header and no rows.`);
  return format.read({ file: source.name, header, records, choices, limits, now });
}

async function firstBatch(records: AsyncIterable<CsvRecord[]>): Promise<CsvRecord[]> {
  for await (const batch of records) return batch;
  return [];
}

function unknownHeader(file: string, formats: readonly CsvFormat[], header: Parameters<typeof missingColumns>[1]) {
  const ranked = formats
    .map((format) => ({ format, missing: missingColumns(format, header) }))
    .toSorted((a, b) => a.missing.length / a.format.required.length - b.missing.length / b.format.required.length);
  const nearest = ranked[0];
  const known = [...new Set(formats.map((format) => format.title)), "boundaries (GeoJSON)", "zones (GeoJSON)"].join(
    ", ",
  );
  const hint =
    nearest === undefined || nearest.missing.length > nearest.format.required.length / 2
      ? `It begins: ${header.names.slice(0, 6).join(", ").slice(0, 120)}.`
      : `Nearest: ${nearest.format.title}; missing columns: ${nearest.missing.join(", ")}.`;
  return refuseFile(
    file,
    `the header is of no format known here (${known}; or a mapping of your own with --mapping). ${hint}`,
    1,
  );
}
