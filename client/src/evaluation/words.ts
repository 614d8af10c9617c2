import type { EvaluationResultBody } from "../../../server/api/types.ts";
import { formatCount, formatDay } from "../format.ts";
import { dayBefore } from "../months.ts";

/** "−31 %", "+4 %", "±0 %"; a dash where there is no value. */
export function changeWords(share: number | null): string {
  if (share === null) return "–";
  const rounded = Math.round(share * 100);
  return `${rounded < 0 ? "−" : rounded > 0 ? "+" : "±"}${formatCount(Math.abs(rounded))} %`;
}

/** "31 %", without a sign. */
export function shareWords(share: number | null): string {
  return share === null ? "–" : `${Math.round(Math.abs(share) * 100)} %`;
}

/** "0.014", "0.21", "< 0.001"; a dash where no p could be computed. */
export function pWords(p: number | null): string {
  if (p === null) return "–";
  return p < 0.001 ? "< 0.001" : p.toFixed(p < 0.1 ? 3 : 2);
}

/** A count that was expected rather than counted: one decimal while it is small. */
export function expectedWords(n: number | null): string {
  if (n === null) return "–";
  return n < 20 ? n.toFixed(1) : formatCount(Math.round(n));
}

/** After against expected; a share of next to nothing says nothing. */
export function beyondWords({ expected, beyondExpected }: EvaluationResultBody["target"]): string {
  return expected !== null && expected < 1 ? "–" : changeWords(beyondExpected);
}

type Window = { readonly from: string; readonly to: string };

/** "5 May – 2 Nov 2025": the last day is in it. */
export function windowWords({ from, to }: Window): string {
  const last = dayBefore(to);
  const first = formatDay(from);
  return `${from.slice(0, 4) === last.slice(0, 4) ? first.slice(0, -5) : first} – ${formatDay(last)}`;
}

const DAYS = { week: 7, month: 30.4 } as const;

/** "26 weeks", "6 months". */
export function lengthWords({ from, to }: Window, unit: "week" | "month"): string {
  const steps = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000 / DAYS[unit]);
  return `${steps} ${unit}${steps === 1 ? "" : "s"}`;
}
