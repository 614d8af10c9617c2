import type { BreakBody } from "../../../../../server/api/types.ts";

/** Positions of the months between recording breaks. */
export function unbroken(rows: readonly { readonly month: string }[], breaks: readonly BreakBody[]): number[][] {
  const starts = new Set(breaks.map(({ date }) => date.slice(0, 7)));
  const parts: number[][] = [];
  for (const [at, { month }] of rows.entries()) {
    const open = parts.at(-1);
    if (open === undefined || starts.has(month)) parts.push([at]);
    else open.push(at);
  }
  return parts;
}
