import type { DisposalsBody } from "../../api/types.ts";
import { addMonths, monthsBetween, startOfMonth } from "../../db/calendar.ts";
import type { OutcomeRow } from "../../db/outcome-queries.ts";
import { COUNTING_RULE } from "../../registers/outcome-rules.ts";

const NOT_STATED = "not stated";

/** Judicial disposals by month, Class A drug and borough, with how they are counted in the caption. */
export function chartDisposals(operation: { id: number; name: string }, rows: readonly OutcomeRow[]): DisposalsBody {
  const disposals = rows.filter((row) => row.kind === "judicial_disposal");
  const classA = disposals.filter((row) => row.drugClass === "A");
  const days = classA.map((row) => startOfMonth(row.date)).sort();
  const [first] = days;
  const last = days.at(-1);
  const sum = (among: readonly OutcomeRow[]) => among.reduce((total, row) => total + row.quantity, 0);
  return {
    operation: operation.id,
    caption: `Judicial disposals of ${operation.name} by month, Class A drug and borough. ${COUNTING_RULE}`,
    months: first === undefined || last === undefined ? [] : monthsBetween(first, addMonths(last, 1)),
    drugs: [...new Set(classA.map(drugOf))].sort(),
    boroughs: boroughsOf(classA),
    rows: cellsOf(classA),
    left: {
      otherClass: sum(disposals.filter((row) => row.drugClass === "B" || row.drugClass === "C")),
      noClass: sum(disposals.filter((row) => row.drugClass === null)),
    },
  };
}

function boroughsOf(rows: readonly OutcomeRow[]): DisposalsBody["boroughs"] {
  const names = new Map(rows.map((row) => [row.borough, row.boroughName ?? row.borough ?? NOT_STATED]));
  return [...names].map(([code, name]) => ({ code, name })).sort((a, b) => a.name.localeCompare(b.name, "en"));
}

function cellsOf(rows: readonly OutcomeRow[]): DisposalsBody["rows"] {
  const cells = new Map<string, DisposalsBody["rows"][number]>();
  for (const row of rows) {
    const cell = { month: startOfMonth(row.date), drug: drugOf(row), borough: row.borough };
    const key = JSON.stringify(cell);
    cells.set(key, { ...cell, disposals: (cells.get(key)?.disposals ?? 0) + row.quantity });
  }
  return [...cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

function drugOf(row: OutcomeRow): string {
  return row.drug ?? NOT_STATED;
}
