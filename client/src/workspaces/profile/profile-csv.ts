import { WATERMARK } from "../../layers/watermark.ts";
import { saveBlob } from "../../ui/save-blob.ts";
import { csvLine } from "../analyse/table-csv.ts";
import {
  categories,
  category,
  dataset,
  effort,
  hot,
  hours,
  period,
  ranks,
  repeats,
  scope,
  spikes,
  trend,
  zones,
} from "./answers.ts";
import { comparatorsOf } from "./comparators.ts";
import { methodNotes } from "./method-notes.ts";
import { notesOf } from "./notes-part.tsx";
import { profileMarking } from "./profile-marking.ts";
import { type CsvRow, profileRows } from "./profile-rows.ts";
import { repeatsIn } from "./repeat-part.tsx";
import { rankInBorough, spikeRows } from "./spike-rows.ts";
import { wholeName } from "./trend-part.tsx";
import { yearRows } from "./year-rows.ts";
import { zonesOver } from "./zones-over.ts";

/** Every table of the page as one table of numbers: what stands in which part, of which row, and what it is. */
export function downloadProfile(): void {
  const [data, place, when] = [dataset.peek(), scope.peek(), period.peek()];
  if (data === null || place === null || when === null) return;
  const line = trend.current.peek().value;
  const [tested, found] = [spikes.current.peek().value ?? [], repeats.current.peek().value];
  const rows = profileRows({
    months: line?.months ?? [],
    series:
      line === null ? [] : [{ name: place.name, counts: line.own }, ...comparatorsOf(line, place, wholeName(data))],
    years: yearRows(categories.current.peek().value ?? [], when),
    hours: hours.current.peek().value?.counts ?? null,
    effort: effort.current.peek().value,
    ranks: ranks.current.peek().value?.ranks ?? null,
    ward: place.ward?.code ?? null,
    home: place.ward === null ? null : rankInBorough(tested, place.ward.code),
    spikes: spikeRows(tested, place),
    clusters: hot.current.peek().value?.clusters ?? [],
    zones: zonesOver(zones.current.peek().value?.zones ?? [], place.outline),
    repeats: found === null ? [] : repeatsIn(found, place),
    notes: [
      ...notesOf({ scope: place, data, period: when }),
      ...methodNotes(when).map(({ part, how }) => `${part}: ${how}`),
    ],
  });
  const source = `${data.title}, ${data.id} version ${data.version}${data.synthetic ? ` · ${WATERMARK}` : ""}`;
  const lead = [profileMarking.peek(), source, place.code, place.name, category.peek(), when.from, when.to];
  const text = toCsv(rows, lead);
  const stem = `hexbeat-${data.id}${data.synthetic ? "-SYNTHETIC" : ""}-profile-${place.code}`;
  saveBlob(new Blob([text], { type: "text/csv" }), `${stem}-${when.from.slice(0, 7)}-to-${when.to.slice(0, 7)}.csv`);
}

function toCsv(rows: readonly CsvRow[], lead: readonly string[]): string {
  const header = [
    "marking",
    "source",
    "code",
    "area",
    "counted",
    "from",
    "to",
    "table",
    "row",
    "measure",
    "value",
    "note",
  ];
  return [header, ...rows.map((row) => [...lead, ...row])].map(csvLine).join("");
}
