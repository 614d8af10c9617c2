import { ZONE_KINDS, ZONE_RANKS } from "../api/vocabulary.ts";
import { parseDuration } from "../registers/moment.ts";
import { PAPER_FIELDS, type ZoneRule } from "../registers/zone-rules.ts";
import { readReferenceTable } from "./reference-table.ts";

let rules: readonly ZoneRule[] | null = null;

/** The dated rows of data/reference/zone-rules.csv: what each kind of zone takes and how long it may last. */
export function zoneRules(): readonly ZoneRule[] {
  rules ??= readReferenceTable("zone-rules.csv").map(readRule);
  return rules;
}

function readRule(row: Readonly<Record<string, string>>): ZoneRule {
  const text = (name: string) => row[name] || null;
  const duration = (name: string) => (row[name] ? parseDuration(row[name]) : null);
  return {
    kind: oneOf(ZONE_KINDS, row.kind ?? ""),
    who: listOf(ZONE_RANKS, row.who),
    maximum: duration("maximum"),
    extension: duration("extension"),
    extensionWho: listOf(ZONE_RANKS, row.extension_who),
    extensions: row.extensions ? Number(row.extensions) : null,
    total: duration("total"),
    variation: text("variation"),
    needs: listOf(PAPER_FIELDS, row.needs),
    records: listOf(PAPER_FIELDS, row.records),
    reference: row.reference ?? "",
    authority: row.authority ?? "",
    powers: row.powers ?? "",
    source: row.source ?? "",
    validFrom: text("valid_from"),
    validTo: text("valid_to"),
    checkedOn: text("checked_on"),
  };
}

function listOf<Value extends string>(known: readonly Value[], text: string | undefined): Value[] {
  return (text ?? "")
    .split("|")
    .filter((entry) => entry !== "")
    .map((entry) => oneOf(known, entry));
}

function oneOf<Value extends string>(known: readonly Value[], text: string): Value {
  const found = known.find((value) => value === text);
  if (found === undefined) throw new Error(`data/reference/zone-rules.csv: "${text}" is none of ${known.join(", ")}`);
  return found;
}
