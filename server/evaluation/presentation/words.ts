import type { TestedIndicator } from "../../api/evaluation-design.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
const DAY_MS = 86_400_000;

/** What is counted, as short as a wall needs it. */
export const COUNTED = {
  public_reports: "Public reports",
  recorded_offences: "Recorded drug offences",
  asb: "Anti-social behaviour",
  finds: "Drug finds",
  ambulance: "Ambulance, overdoses",
} as const satisfies Record<TestedIndicator, string>;

/** "2025-11-03" → "3 Nov 2025". */
function dayWords(day: string): string {
  return `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ""} ${day.slice(0, 4)}`;
}

/** Half-open days as people say them: both ends are inside. */
export function spanWords(from: string, to: string): string {
  return `${dayWords(from)} – ${dayWords(new Date(Date.parse(`${to}T00:00:00Z`) - DAY_MS).toISOString())}`;
}

/** 3 → "Three", 12 → "12". */
export function numberWord(n: number): string {
  return NUMBERS[n] ?? countWords(n);
}

/** 1200 → "1,200"; what was expected rather than counted keeps one decimal while it is small. */
export function countWords(n: number): string {
  return Number.isInteger(n) || n >= 20 ? Math.round(n).toLocaleString("en-GB") : n.toFixed(1);
}

/** "A", "A and B", "A, B and C". */
export function listWords(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

/** How many of m placebos are at least as extreme: p = (1 + k)/(1 + m). */
function asExtreme(p: number, m: number): number {
  return Math.max(0, Math.round(p * (m + 1)) - 1);
}

/** "None of 35", "5 of 85". */
export function ofPlaces(p: number, m: number): string {
  const k = asExtreme(p, m);
  return `${k === 0 ? "None" : countWords(k)} of ${countWords(m)}`;
}
