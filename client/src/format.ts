import { lastMonth, monthOf } from "./months.ts";

const MONTH_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const grouped = new Intl.NumberFormat("en-GB");

/** 44704 → "44,704". */
export function formatCount(n: number): string {
  return grouped.format(n);
}

/** "2019-05" → "May 2019". */
export function formatMonth(month: string): string {
  return `${MONTH_NAMES[Number(month.slice(5, 7)) - 1] ?? "?"} ${month.slice(0, 4)}`;
}

/** "2026-11-21…" → "21 Nov 2026". */
export function formatDay(day: string): string {
  return `${Number(day.slice(8, 10))} ${formatMonth(day)}`;
}

/** Half-open days to words: a whole year is "2019", one month "May 2019", else "Feb 2019 – Jan 2020". */
export function formatPeriod(from: string, to: string): string {
  const first = monthOf(from);
  const last = lastMonth(to);
  if (first === last) return formatMonth(first);
  const wholeYear = first.slice(0, 4) === last.slice(0, 4) && first.endsWith("-01") && last.endsWith("-12");
  return wholeYear ? first.slice(0, 4) : `${formatMonth(first)} – ${formatMonth(last)}`;
}

/** 1536 → "1.5 kB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** 0.8512 → "85.1 %". */
export function formatShare(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** A q or p as people read it: 0.034 → "3.4 %", 0.0000001 → "< 0.1 %"; its spaces do not break. */
export function formatQ(q: number): string {
  if (q < 0.001) return "<\u00a00.1\u00a0%";
  return `${(q * 100).toFixed(q < 0.0995 ? 1 : 0)}\u00a0%`;
}

/** 1234 → "+1,234", −5 → "−5", 0 → "0". */
export function formatChange(n: number): string {
  if (n === 0) return "0";
  return n > 0 ? `+${formatCount(n)}` : `−${formatCount(-n)}`;
}
