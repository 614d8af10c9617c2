import type { CsvRecord } from "./csv.ts";
import type { Header } from "./csv-header.ts";

/**
 * Raw text for the rejects with nothing but these columns, so that a refused row does not store what an accepted one
 * may not. Where the columns stand is not known for a row of another width: it is withheld whole.
 */
export function keepColumns(header: Header, names: Iterable<string>): (record: CsvRecord) => string {
  const wanted = new Set([...names].map((name) => name.toLowerCase()));
  const kept = header.names.map((name) => wanted.has(name.toLowerCase()));
  return ({ fields, fault }) => {
    if (fault !== null || fields.length !== kept.length) return "[row withheld: it may tell who a person is]";
    return fields
      .map((field, index) => (kept[index] === true ? csvField(field) : field === "" ? "" : "[not stored]"))
      .join(",");
  };
}

function csvField(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
