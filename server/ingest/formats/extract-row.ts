import { drugClassOn } from "../drug-class.ts";
import type { Force } from "../force-names.ts";
import { flagOfLocation } from "../location-flag.ts";
import type { Mapping } from "../mapping.ts";
import type { FileParser, RowParser } from "../read-rows.ts";
import type { ForcedRow } from "../reading.ts";
import { isRefusal, quoted, type Refusal, refusal } from "../refusal.ts";
import type { CsvInput } from "./csv-format.ts";
import { extractReaders } from "./extract-readers.ts";

/** Parser of a force's rows through its mapping. A row without id is refused, for rows are upserted by it. */
export function extractParser(
  mapping: Mapping,
  force: Force,
  input: Pick<CsvInput, "header" | "file" | "now">,
): FileParser<ForcedRow> {
  const read = extractReaders(mapping, input);
  const parse: RowParser<ForcedRow> = (fields, emit) => {
    const sourceId = read.id(fields);
    if (sourceId === null) return refusal("id", `${mapping.id} is blank: the row could not be updated later`);
    const when = read.when(fields);
    if (isRefusal(when)) return when;
    const category = read.category(fields);
    if (category === null) return notInMapping(mapping, read.categoryText(fields));
    const place = read.place(fields);
    if (isRefusal(place)) return place;
    const drug = read.drug(fields);
    const locationText = read.locationText(fields);
    emit({
      sourceId,
      ...when,
      category,
      generation: read.generation(fields),
      lng: place.point?.lng ?? null,
      lat: place.point?.lat ?? null,
      locationPrecision: place.point === null ? "none" : (mapping.locationPrecision ?? "exact"),
      locationFlag: place.zero ? "zero_coordinates" : flagOfLocation(locationText ?? ""),
      locationText,
      locationKey: read.locationKey(fields),
      drug,
      drugClass: drug === null ? null : drugClassOn(drug, when.occurredOn),
      offenceCode: read.offenceCode(fields),
      outcome: read.outcome(fields),
      source: read.source(fields),
      forceCode: force.code,
      forceName: force.name,
    });
    return null;
  };
  return { parse, check: read.check };
}

function notInMapping(mapping: Mapping, text: string | null): Refusal {
  return refusal("category", `${mapping.category.column} ${quoted(text ?? "")} is not in the mapping`);
}
