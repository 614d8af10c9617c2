export type Figure = {
  readonly name: string;
  readonly measured: number;
  readonly unit: string;
  /** What DESIGN promises: at least or at most this much. null = a peer or a number to know, with no promise. */
  readonly budget: { readonly atLeast: number } | { readonly atMost: number } | null;
  readonly backend: string;
  /** What exactly was measured. */
  readonly note: string;
};

/** Whether the promise was kept; null where there is none. */
export function isKept({ measured, budget }: Figure): boolean | null {
  if (budget === null) return null;
  return "atLeast" in budget ? measured >= budget.atLeast : measured <= budget.atMost;
}

/** The p-quantile by the nearest-rank rule: the smallest value that at least p of the values do not exceed. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
  if (value === undefined) throw new Error("no values to take a quantile of");
  return value;
}

/** A table for the terminal that can be pasted into Markdown. */
export function printFigures(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => [
    figure.name,
    `${format(figure.measured)} ${figure.unit}`,
    figure.budget === null
      ? "–"
      : "atLeast" in figure.budget
        ? `≥ ${format(figure.budget.atLeast)}`
        : `≤ ${format(figure.budget.atMost)}`,
    { true: "ok", false: "MISSED", null: "" }[String(isKept(figure))] ?? "",
    figure.backend,
    figure.note,
  ]);
  const table = [["name", "measured", "budget", "ok", "backend", "what"], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = table;
  console.log(line(head));
  console.log(`|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`);
  for (const row of body) console.log(line(row));
}

function format(value: number): string {
  return value.toLocaleString("en-GB", { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });
}
