import type { Category, Generation } from "../../api/vocabulary.ts";
import type { Header } from "../csv-header.ts";
import { type Moment, readIsoMoment, readUkMoment } from "../dates.ts";
import { drugName } from "../drug-class.ts";
import type { Mapping } from "../mapping.ts";
import { offenceByCode } from "../offence-codes.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import { gridPointReader, type PointReader, pointReader } from "../validate-coordinates.ts";
import type { CsvInput } from "./csv-format.ts";
import { intervalOf } from "./extract-interval.ts";

type Fields = readonly string[];
type Text = (fields: Fields) => string | null;

/** A reader for each thing a mapping names: fields of a row in, its value out. Blank text is null. */
export function extractReaders(mapping: Mapping, { header, file, now }: Pick<CsvInput, "header" | "file" | "now">) {
  const place = placeReader(mapping, header, file);
  const categoryText = textReader(header, mapping.category.column);
  return {
    id: textReader(header, mapping.id),
    when: whenReader(mapping, header, now),
    categoryText,
    category: categoryReader(mapping.category, categoryText),
    place: place.read,
    check: place.check,
    generation: generationReader(mapping.generation, header),
    offenceCode: textReader(header, mapping.offenceCode),
    locationText: textReader(header, mapping.locationText),
    locationKey: textReader(header, mapping.locationKey),
    drug: drugReader(mapping, header),
    outcome: wordsReader(mapping.outcome, header),
    source: wordsReader(mapping.source, header),
  };
}

function textReader(header: Header, name: string | undefined): Text {
  const column = name === undefined ? -1 : header.column(name);
  return (fields) => fields[column]?.trim() || null;
}

function placeReader({ place }: Mapping, header: Header, file: string) {
  const isGrid = "easting" in place;
  const reader: PointReader = isGrid ? gridPointReader() : pointReader(file);
  const x = textReader(header, isGrid ? place.easting : place.longitude);
  const y = textReader(header, isGrid ? place.northing : place.latitude);
  return { read: (fields: Fields) => reader.read(x(fields) ?? "", y(fields) ?? ""), check: reader.check };
}

function whenReader({ occurredFrom, occurredTo }: Mapping, header: Header, now: Date) {
  const fromOf = textReader(header, occurredFrom.column);
  const toOf = textReader(header, occurredTo?.column);
  const readers = { iso: readIsoMoment, "dd/mm/yyyy HH:MM": readUkMoment };
  const read = (parser: keyof typeof readers, text: string): Moment | Refusal => readers[parser](text, now);
  return (fields: Fields) => {
    const fromText = fromOf(fields) ?? "";
    const toText = toOf(fields);
    const from = read(occurredFrom.parser, fromText);
    if (isRefusal(from)) return from;
    const to = occurredTo === undefined || toText === null ? null : read(occurredTo.parser, toText);
    if (to !== null && isRefusal(to)) return to;
    return intervalOf({ from, to, dayOnly: !fromText.includes(":") });
  };
}

function categoryReader(rule: Mapping["category"], text: Text): (fields: Fields) => Category | null {
  const otherwise = rule.otherwise ?? null;
  if (rule.parser === "offence-code") return (fields) => offenceByCode(text(fields) ?? "")?.category ?? otherwise;
  const values = byLowerCase(rule.values);
  return (fields) => values.get((text(fields) ?? "").toLowerCase()) ?? otherwise;
}

function generationReader(rule: Mapping["generation"], header: Header): (fields: Fields) => Generation {
  if ("always" in rule) return () => rule.always;
  const text = textReader(header, rule.column);
  const values = byLowerCase(rule.values);
  return (fields) => values.get((text(fields) ?? "").toLowerCase()) ?? rule.otherwise;
}

function wordsReader(rule: Mapping["drug"], header: Header): Text {
  const text = textReader(header, rule?.column);
  if (rule?.values === undefined) return text;
  const values = byLowerCase(rule.values);
  return (fields) => values.get((text(fields) ?? "").toLowerCase()) ?? null;
}

/** The drug as the source says, else as the offence code does (92E is cannabis). */
function drugReader(mapping: Mapping, header: Header): Text {
  const said = wordsReader(mapping.drug, header);
  const code = textReader(header, mapping.offenceCode);
  return (fields) => drugName(said(fields) ?? offenceByCode(code(fields) ?? "")?.drug ?? "");
}

function byLowerCase<Value>(values: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]));
}
