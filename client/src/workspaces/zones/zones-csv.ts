import type { DatasetInfo, ZoneListBody } from "../../../../server/api/types.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import type { Marking } from "../../marking.ts";
import { csvLine } from "../analyse/table-csv.ts";

type ListedZone = ZoneListBody["zones"][number];
type Lead = {
  readonly at: string;
  readonly marking: Marking;
  readonly dataset: Pick<DatasetInfo, "title" | "synthetic">;
};

const HEADER = [
  "marking",
  "source",
  "at",
  "id",
  "kind",
  "title",
  "authority",
  "rank",
  "effective_from",
  "effective_to",
  "status",
  "what_may_be_done",
  "names_drugs",
  "prohibitions",
  "requirements",
  "exemptions",
  "times",
  "legal_reference",
  "note",
];

/** The rows of the list, each with its marking and its source; `effective_to` is exclusive, times are London's with offset. */
export function zonesCsv(zones: readonly ListedZone[], { at, marking, dataset }: Lead): string {
  const source = dataset.synthetic ? `${dataset.title} · ${WATERMARK}` : dataset.title;
  const rows = zones.map((zone) => [
    ...[marking, source, at, zone.id, zone.kind, zone.title, zone.authority, zone.rank],
    ...[zone.effectiveFrom, zone.effectiveTo, zone.status, zone.powers.short, zone.powers.drugs ? "yes" : "no"],
    ...[zone.prohibitions.join("; "), zone.requirements.join("; "), zone.exemptions.join("; ")],
    ...[zone.times, zone.legalReference, zone.powers.note],
  ]);
  return [HEADER, ...rows].map(csvLine).join("");
}
