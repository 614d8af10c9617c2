import { cellToLatLng, getResolution, isValidCell } from "h3-js";
import { CATEGORIES, CATEGORY_GROUPS, RESOLUTIONS } from "../../api/vocabulary.ts";
import { addMonths, isCalendarDay, monthsBetween, startOfMonth } from "../../db/calendar.ts";
import type { CountFilter } from "../../db/count-filter.ts";
import { DomainError } from "../../errors.ts";

const DEFAULT_MONTHS = 12;

/** The numbers of a comma list of categories and groups; the group `drugs` when there is none. */
export function parseCategories(text: string | undefined): number[] {
  const names = splitList("category", text ?? "drugs");
  const groups = new Map<string, readonly string[]>(Object.entries(CATEGORY_GROUPS));
  const wanted = new Set(names.flatMap((name) => groups.get(name) ?? [name]));
  const ids = CATEGORIES.flatMap((category, id) => (wanted.delete(category) ? [id] : []));
  const [unknown] = wanted;
  if (unknown === undefined) return ids;
  throw refuse("category", `Unknown category "${unknown}"; allowed: ${[...CATEGORIES, ...groups.keys()].join(", ")}.`);
}

export type Window = Pick<CountFilter, "from" | "to" | "months">;

/**
 * The window of a query; by default the last 12 months of the data, counted in whole calendar months.
 * @param span first day of the data and the first day after it
 */
export function parseWindow(query: { from?: string; to?: string }, span: { from: string; to: string }): Window {
  for (const name of ["from", "to"] as const) {
    const day = query[name];
    if (day !== undefined && !isCalendarDay(day)) throw refuse(name, `${name}=${day} is not a day of the calendar.`);
  }
  const to = query.to ?? ceilMonth(span.to);
  const from = query.from ?? latest(addMonths(ceilMonth(to), -DEFAULT_MONTHS), startOfMonth(span.from), to);
  if (to <= from) {
    const end = query.to === undefined ? `the data ends before ${to}` : `to=${to}`;
    throw refuse(query.to === undefined ? "from" : "to", `to must be later than from; from=${from}, ${end}.`);
  }
  const whole = from === startOfMonth(from) && to === startOfMonth(to);
  return { from, to, months: whole ? monthsBetween(from, to) : null };
}

/** Cells of one resolution from a comma list of H3 ids; null when there is none. */
export function parseCells(text: string | undefined): CountFilter["cells"] {
  if (text === undefined) return null;
  const cells = splitList("cell", text);
  const resolutions = new Set(cells.map(resolutionOf));
  const [res] = resolutions;
  if (resolutions.size > 1 || res === undefined)
    throw refuse("cell", "The cells of one query must be of one resolution.");
  return { res, ids: cells.map((cell) => BigInt(`0x${cell}`).toString()) };
}

export type Box = { west: number; south: number; east: number; north: number };

/** @throws DomainError invalid_query unless it is four numbers in degrees, west < east and south < north */
export function parseBox(text: string | undefined): Box | null {
  if (text === undefined) return null;
  const parts = text.split(",");
  const [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN] = parts.map((part) =>
    /^-?\d{1,3}(\.\d{1,15})?$/.test(part.trim()) ? Number(part) : Number.NaN,
  );
  const fits = west >= -180 && east <= 180 && south >= -90 && north <= 90 && west < east && south < north;
  if (parts.length === 4 && fits) return { west, south, east, north };
  throw refuse("bbox", "bbox must be west,south,east,north in degrees, with west < east and south < north.");
}

/** The entries of a comma list, each once, in their order. */
export function splitList(field: string, text: string): string[] {
  const entries = text.split(",").map((entry) => entry.trim());
  if (entries.includes("")) throw refuse(field, `${field} has an empty entry in its comma list.`);
  return [...new Set(entries)];
}

export function refuse(field: string, message: string): DomainError {
  return new DomainError("invalid_query", message, { field });
}

function resolutionOf(cell: string): number {
  if (!/^8[0-9a-f]{14}$/.test(cell) || !isValidCell(cell) || cellToLatLng(cell).some(Number.isNaN)) {
    throw refuse("cell", `cell "${cell.slice(0, 40)}" is not an H3 cell of 15 hexadecimal digits.`);
  }
  const res = getResolution(cell);
  if (RESOLUTIONS.some((allowed) => allowed === res)) return res;
  throw refuse("cell", `cell "${cell}" is of resolution ${res}; allowed: ${RESOLUTIONS.join(", ")}.`);
}

function ceilMonth(day: string): string {
  const first = startOfMonth(day);
  return first === day ? day : addMonths(first, 1);
}

/** The default start: within the data, but never so late that a window before the data turns round. */
function latest(start: string, dataStart: string, to: string): string {
  return dataStart > start && dataStart < to ? dataStart : start;
}
