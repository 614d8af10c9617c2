import { DomainError } from "../errors.ts";
import { type CsvRecord, recordsOf } from "./csv.ts";
import { type Header, readHeader } from "./csv-header.ts";
import type { OutcomeDraft, OutcomeLine } from "./read-outcome.ts";

/** A row, and the operation that the file says it belongs to: by name or number, null where it does not say. */
export type LedgerLine = OutcomeLine & { readonly operation: string | null };

const FILE = "outcomes";
const ROW_BYTES = 16 * 1024;
export const OUTCOME_COLUMNS = ["kind", "quantity", "date", "source"] as const;
const KNOWN: readonly string[] = [...OUTCOME_COLUMNS, "unit", "area", "drug", "drug_class", "reference", "operation"];

/**
 * The rows of a CSV file of outcomes, each as a draft or with what is wrong in it.
 * @throws DomainError import_refused for a file without its columns, or with one that is not known
 */
export function readOutcomeFile(text: string): LedgerLine[] {
  const [first, ...records] = recordsOf(text.replace(/^\uFEFF/, ""), { file: FILE, rowBytes: ROW_BYTES });
  if (first === undefined) throw refuse("the file is empty.");
  const header = readHeader(first, FILE);
  const missing = OUTCOME_COLUMNS.filter((name) => header.column(name) < 0);
  if (missing.length > 0) throw refuse(`missing columns: ${missing.join(", ")}. Columns: ${KNOWN.join(", ")}.`);
  const unknown = unknownColumn(header);
  if (unknown !== null) throw refuse(unknown);
  if (records.length === 0) throw refuse("a header and no rows.");
  return records.map((record) => ledgerLine(header, record));
}

/** What is wrong with a header that has a column too many, in words; null when nothing is. */
export function unknownColumn(header: Header): string | null {
  const unknown = header.names.find((name) => !KNOWN.includes(name.toLowerCase()));
  return unknown === undefined ? null : `unknown column "${unknown.slice(0, 40)}". Columns: ${KNOWN.join(", ")}.`;
}

/** One record of such a file. */
export function ledgerLine(header: Header, { line, fields, fault }: CsvRecord): LedgerLine {
  if (fault !== null) return { line, operation: null, fault: { field: "row", detail: fault.detail } };
  if (fields.length !== header.names.length) {
    const detail = `${fields.length} columns, the header has ${header.names.length}`;
    return { line, operation: null, fault: { field: "row", detail } };
  }
  const operation = (fields[header.column("operation")] ?? "").trim() || null;
  return { line, operation, draft: draftOf(header, fields) };
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
