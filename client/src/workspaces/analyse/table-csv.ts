import type { DatasetInfo } from "../../../../server/api/types.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import { markingOf } from "../../vocabulary.ts";
import type { Frame } from "./frame.ts";

type Value = string | number | null;

/** Where rows are from, and what they are narrowed to; null or left out = everywhere. */
export type RowSource = Pick<DatasetInfo, "title" | "synthetic"> & { readonly where?: string | null };

/**
 * Every row of what the map shows, as a table that stands alone: each row carries its marking and its source (which says so
 * when it is synthetic), what is counted, its period, `to` exclusive, and where, unless that is everywhere. Cells without a count are left out, areas are not.
 */
export function tableCsv(shown: Frame, data: RowSource, method: string | null = null): string {
  const source = [`${data.title}, ${shown.dataset} version ${shown.version}`, ...(data.synthetic ? [WATERMARK] : [])];
  const { where = null } = data;
  const lead = [
    ...[markingOf(shown.category), source.join(" · "), shown.category, shown.period.from, shown.period.to],
    ...(where === null ? [] : [where]),
  ];
  const places = shown.kind === "areas" ? ["code", "name"] : ["cell"];
  const more = shown.kind === "classed" ? shown.columns.map((column) => column.key) : [];
  const asked = method === null || shown.kind !== "classed" ? [] : [["method", method] as const];
  const header = [
    "marking",
    "source",
    "category",
    "from",
    "to",
    ...(where === null ? [] : ["where"]),
    ...places,
    "n",
    ...more,
    ...asked.map(([name]) => name),
  ];
  return [header, ...placeRows(shown).map((row) => [...lead, ...row, ...asked.map(([, value]) => value)])]
    .map(csvLine)
    .join("");
}

function placeRows(shown: Frame): Value[][] {
  if (shown.kind === "classed") {
    const { order, geometry, values, columns } = shown;
    return order.map((row) => [geometry.cells[row] ?? "", values[row] ?? 0, ...columns.map(({ of }) => of(row))]);
  }
  if (shown.kind === "areas") return shown.rows.map(({ code, name, n }) => [code, name, n]);
  const counted = shown.geometry.cells.map((cell, i) => [cell, shown.values[i] ?? 0] as const);
  return counted.filter(([, n]) => n > 0).map(([cell, n]) => [cell, n]);
}

/**
 * A text that a spreadsheet would run as a formula gets a leading apostrophe
 * (OWASP, "CSV Injection": https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function csvLine(values: readonly Value[]): string {
  return `${values.map(csvValue).join(",")}\r\n`;
}

function csvValue(value: Value): string {
  // Nothing is known there: an empty field, never a zero.
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
