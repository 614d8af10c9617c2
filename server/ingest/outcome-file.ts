import { DomainError } from "../errors.ts";
import { recordsOf } from "./csv.ts";
import { type Header, readHeader } from "./csv-header.ts";
import type { OutcomeDraft, OutcomeFault } from "./read-outcome.ts";

/** A row of the file by its line, the header being line 1. */
export type OutcomeLine = { readonly line: number } & (
  | { readonly draft: OutcomeDraft }
  | { readonly fault: OutcomeFault }
);

const FILE = "outcomes";
const ROW_BYTES = 16 * 1024;
const REQUIRED = ["kind", "quantity", "date", "source"];
const KNOWN = [...REQUIRED, "unit", "area", "drug", "drug_class", "reference"];

/**
 * The rows of a CSV file of outcomes, each as a draft or with what is wrong in it.
 * @throws DomainError import_refused for a file without its columns, or with one that is not known
 */
export function readOutcomeFile(text: string): OutcomeLine[] {
  const [first, ...records] = recordsOf(text.replace(/^\uFEFF/, ""), { file: FILE, rowBytes: ROW_BYTES });
  if (first === undefined) throw refuse("the file is empty.");
  const header = readHeader(first, FILE);
  const missing = REQUIRED.filter((name) => header.column(name) < 0);
  if (missing.length > 0) throw refuse(`missing columns: ${missing.join(", ")}. Columns: ${KNOWN.join(", ")}.`);
  const unknown = header.names.find((name) => !KNOWN.includes(name.toLowerCase()));
  if (unknown !== undefined) throw refuse(`unknown column "${unknown.slice(0, 40)}". Columns: ${KNOWN.join(", ")}.`);
  if (records.length === 0) throw refuse("a header and no rows.");
  return records.map(({ line, fields, fault }) => {
    if (fault !== null) return { line, fault: { field: "row", detail: fault.detail } };
    if (fields.length !== header.names.length) {
      const detail = `${fields.length} columns, the header has ${header.names.length}`;
      return { line, fault: { field: "row", detail } };
    }
    return { line, draft: draftOf(header, fields) };
  });
}

function draftOf(header: Header, fields: readonly string[]): OutcomeDraft {
  const text = (name: string) => (fields[header.column(name)] ?? "").trim();
  const optional = (name: string) => text(name) || null;
  const quantity = text("quantity").replaceAll(/(?<=\d),(?=\d{3}\b)/g, "");
  return {
    kind: text("kind"),
    unit: optional("unit"),
    quantity: /^\d+(\.\d+)?$/.test(quantity) ? Number(quantity) : Number.NaN,
    date: isoDay(text("date")),
    area: optional("area"),
    source: text("source"),
    drug: optional("drug"),
    drugClass: optional("drug_class"),
    reference: optional("reference"),
  };
}

/** "24/12/2025" as spreadsheets in Britain write it; anything else as it stands. */
function isoDay(text: string): string {
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  return match === null ? text : `${match[3]}-${match[2]}-${match[1]}`;
}

function refuse(message: string): DomainError {
  return new DomainError("import_refused", `text: ${message} Nothing was saved.`, { field: "text" });
}
