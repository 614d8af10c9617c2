import { monthOf } from "../../months.ts";

/** The numbers of the events that begin in each month, or before the first one. */
export function eventMonths(
  events: readonly { readonly from: string }[],
  months: readonly string[],
): { month: string; numbers: number[] }[] {
  const found = new Map<string, number[]>();
  for (const [i, { from }] of events.entries()) {
    const month = monthOf(from) < (months[0] ?? "") ? (months[0] ?? "") : monthOf(from);
    found.set(month, [...(found.get(month) ?? []), i + 1]);
  }
  return [...found].map(([month, numbers]) => ({ month, numbers }));
}

/** Numbers as the chart has them, each name once: "1 Campaign; 2, 3 Festival day". */
export function eventWords(events: readonly { readonly name: string }[]): string {
  const numbers = new Map<string, number[]>();
  for (const [i, { name }] of events.entries()) numbers.set(name, [...(numbers.get(name) ?? []), i + 1]);
  return [...numbers].map(([name, at]) => `${at.join(", ")} ${name}`).join("; ");
}
