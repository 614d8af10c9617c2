import { monthReader } from "../dates.ts";
import { forceByName } from "../force-names.ts";
import { type RowParser, readRows } from "../read-rows.ts";
import type { OutcomeRow } from "../reading.ts";
import { isRefusal, quoted, refusal } from "../refusal.ts";
import { type CsvFormat, type CsvInput, chosenDataset, columns, POLICE_UK } from "./csv-format.ts";

/** police.uk outcomes: what became of crimes, joined to them by Crime ID. Its place columns repeat the crime's. */
export const policeUkOutcomes: CsvFormat = {
  format: "police-uk-outcomes",
  title: "police.uk outcomes",
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
    "Outcome type",
  ),
  read: (input) => ({
    format: "police-uk-outcomes",
    recognised: "police.uk outcomes file: outcomes by month, joined to crimes by Crime ID.",
    holds: "outcomes",
    dataset: chosenDataset(input.choices, POLICE_UK),
    batches: { [Symbol.asyncIterator]: () => readRows({ ...input, parser: () => ({ parse: outcomeParser(input) }) }) },
  }),
};

/** Parser of outcome rows: one without Crime ID or without outcome is refused, for it joins nothing. */
function outcomeParser({ header, now }: Pick<CsvInput, "header" | "now">): RowParser<OutcomeRow> {
  const months = monthReader(now);
  const crimeId = header.column("Crime ID");
  const monthColumn = header.column("Month");
  const fallsWithin = header.column("Falls within");
  const outcomeType = header.column("Outcome type");
  return (fields, emit) => {
    const sourceId = fields[crimeId] ?? "";
    if (sourceId === "") return refusal("id", "no Crime ID: the outcome cannot be joined to a crime");
    const month = months(fields[monthColumn] ?? "");
    if (isRefusal(month)) return month;
    const force = forceByName(fields[fallsWithin] ?? "");
    if (force === null) return refusal("force", `no force is called ${quoted(fields[fallsWithin] ?? "")}`);
    const outcome = fields[outcomeType] ?? "";
    if (outcome === "") return refusal("outcome", "the outcome is blank");
    emit({ forceCode: force.code, forceName: force.name, sourceId, month: month.on, outcome });
    return null;
  };
}
