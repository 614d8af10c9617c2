import { categoryOfSearchObject } from "../categories.ts";
import { readIsoMoment } from "../dates.ts";
import { type Force, forceByCode } from "../force-names.ts";
import { type FileParser, type RowParser, readRows } from "../read-rows.ts";
import type { ForcedRow } from "../reading.ts";
import { keepColumns } from "../redact.ts";
import { isRefusal } from "../refusal.ts";
import { refuseFile } from "../refuse-file.ts";
import { pointReader } from "../validate-coordinates.ts";
import { type CsvFormat, type CsvInput, chosenDataset, columns, POLICE_UK, UNSAID_BY_POLICE_UK } from "./csv-format.ts";

/**
 * police.uk stop and search: a row is a search, to the minute. Who was searched (gender, age, ethnicity) is never read
 * into a row, and is struck out of the raw text of refused rows.
 */
export const policeUkStopAndSearch: CsvFormat = {
  format: "police-uk-stop-and-search",
  title: "police.uk stop and search",
  required: columns("Type", "Date", "Latitude", "Longitude", "Legislation", "Object of search", "Outcome"),
  read: (input) => {
    const force = forceOfFile(input);
    return {
      format: "police-uk-stop-and-search",
      recognised: `police.uk stop and search file of ${force.name}: one row a search; nothing of the person is stored.`,
      holds: "incidents",
      dataset: chosenDataset(input.choices, POLICE_UK),
      recordKind: "stop-and-search",
      replaces: "months",
      batches: {
        [Symbol.asyncIterator]: () =>
          readRows({ ...input, parser: () => searchParser(input, force), rawText: keepColumns(input.header, KEPT) }),
      },
    };
  },
};

const FILE_NAME = /^\d{4}-\d{2}-([a-z-]+)-stop-and-search\.csv$/i;

/** The file has no column for the force: police.uk says it in the name. */
function forceOfFile({ file, choices }: CsvInput): Force {
  const baseName = file.slice(file.lastIndexOf("/") + 1);
  const slug = FILE_NAME.exec(baseName)?.[1]?.toLowerCase() ?? choices.force;
  const force = slug === undefined ? null : forceByCode(slug);
  if (force !== null) return force;
  const why = slug === undefined ? "does not say whose it is" : `names a force "${slug}" that is not known`;
  throw refuseFile(
    file,
    `a stop and search file that ${why}. Keep police.uk's name (2019-05-metropolitan-stop-and-search.csv) or say --force metropolitan.`,
  );
}

/** Parser of search rows. Exact duplicates are several searches and are kept. */
function searchParser(
  { header, file, now }: Pick<CsvInput, "header" | "file" | "now">,
  force: Force,
): FileParser<ForcedRow> {
  const date = header.column("Date");
  const longitude = header.column("Longitude");
  const latitude = header.column("Latitude");
  const object = header.column("Object of search");
  const outcome = header.column("Outcome");
  const points = pointReader(file);
  const parse: RowParser<ForcedRow> = (fields, emit) => {
    const moment = readIsoMoment(fields[date] ?? "", now);
    if (isRefusal(moment)) return moment;
    const place = points.read(fields[longitude] ?? "", fields[latitude] ?? "");
    if (isRefusal(place)) return place;
    emit({
      ...UNSAID_BY_POLICE_UK,
      sourceId: null,
      occurredFrom: moment.at,
      occurredTo: null,
      occurredOn: moment.on,
      precision: "minute",
      category: categoryOfSearchObject(fields[object] ?? ""),
      generation: "police_generated",
      lng: place.point?.lng ?? null,
      lat: place.point?.lat ?? null,
      locationPrecision: place.point === null ? "none" : "snapped",
      locationFlag: place.zero ? "zero_coordinates" : "none",
      locationText: null,
      outcome: fields[outcome] || null,
      forceCode: force.code,
      forceName: force.name,
    });
    return null;
  };
  return { parse, check: points.check };
}

const KEPT = ["Type", "Date", "Latitude", "Longitude", "Legislation", "Object of search", "Outcome"];
