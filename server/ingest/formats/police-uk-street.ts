import { categoryOfCrimeType } from "../categories.ts";
import { monthReader } from "../dates.ts";
import { forceByName } from "../force-names.ts";
import { flagOfLocation } from "../location-flag.ts";
import { type FileParser, type RowParser, readRows } from "../read-rows.ts";
import type { ForcedRow } from "../reading.ts";
import { isRefusal, quoted, refusal } from "../refusal.ts";
import { pointReader } from "../validate-coordinates.ts";
import { type CsvFormat, type CsvInput, chosenDataset, columns, POLICE_UK, UNSAID_BY_POLICE_UK } from "./csv-format.ts";

/** police.uk street crime: a row is an offence or an ASB incident in a month, at one of police.uk's anonymous places. */
export const policeUkStreet: CsvFormat = {
  format: "police-uk-street",
  title: "police.uk street",
  required: columns(
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
  ),
  read: (input) => ({
    format: "police-uk-street",
    recognised: "police.uk street file: one row an offence, by month, at an anonymised place.",
    holds: "incidents",
    dataset: chosenDataset(input.choices, POLICE_UK),
    recordKind: "street",
    replaces: "months",
    batches: { [Symbol.asyncIterator]: () => readRows({ ...input, parser: () => streetParser(input) }) },
  }),
};

/** Parser of street rows. Rows with the same content are several incidents, never duplicates. */
function streetParser(input: Pick<CsvInput, "header" | "file" | "now">): FileParser<ForcedRow> {
  const at = streetColumns(input);
  const months = monthReader(input.now);
  const points = pointReader(input.file);
  const parse: RowParser<ForcedRow> = (fields, emit) => {
    const text = (column: number): string => fields[column] ?? "";
    const month = months(text(at.month));
    if (isRefusal(month)) return month;
    const category = categoryOfCrimeType(text(at.crimeType));
    if (category === null)
      return refusal("category", `crime type ${quoted(text(at.crimeType))} is not in police.uk's list`);
    const force = forceByName(text(at.fallsWithin));
    if (force === null) return refusal("force", `no force is called ${quoted(text(at.fallsWithin))}`);
    const place = points.read(text(at.longitude), text(at.latitude));
    if (isRefusal(place)) return place;
    const location = text(at.location);
    emit({
      ...UNSAID_BY_POLICE_UK,
      sourceId: text(at.crimeId) || null,
      occurredFrom: month.from,
      occurredTo: month.to,
      occurredOn: month.on,
      precision: "month",
      category,
      generation: "mixed",
      lng: place.point?.lng ?? null,
      lat: place.point?.lat ?? null,
      locationPrecision: place.point === null ? "none" : "snapped",
      locationFlag: place.zero ? "zero_coordinates" : flagOfLocation(location),
      locationText: location || null,
      outcome: text(at.outcome) || null,
      forceCode: force.code,
      forceName: force.name,
    });
    return null;
  };
  return { parse, check: points.check };
}

function streetColumns({ header }: Pick<CsvInput, "header">) {
  return {
    crimeId: header.column("Crime ID"),
    month: header.column("Month"),
    fallsWithin: header.column("Falls within"),
    longitude: header.column("Longitude"),
    latitude: header.column("Latitude"),
    location: header.column("Location"),
    crimeType: header.column("Crime type"),
    outcome: header.column("Last outcome category"),
  };
}
