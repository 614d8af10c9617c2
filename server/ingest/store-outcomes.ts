import type { Knex } from "knex";
import { insertOutcome } from "../db/outcome-changes.ts";
import { nameAreas } from "../db/outcome-queries.ts";
import { londonDay } from "./london-time.ts";
import { isFault, type OutcomeLine, readOutcome } from "./read-outcome.ts";

/** Whose ledger it is, and whether real boundaries or illustrative ones are meant. */
export type LedgerOf = { readonly id: number; readonly synthetic: boolean };
export type RefusedLine = { readonly line: number; readonly reason: string; readonly detail: string };

/** Whether a text names it: by number, or by name without regard to case. */
export function isNamed({ id, name }: { readonly id: number; readonly name: string }, text: string): boolean {
  const said = text.trim();
  return said === String(id) || said.toLowerCase() === name.toLowerCase();
}

/** Reasons are the field at fault, or this. */
export const DUPLICATE = "duplicate";

/**
 * Store the rows that can be stored in the caller's transaction, and tell the others. A row that the ledger, or an earlier
 * line, has already in all but quantity is a duplicate.
 */
export async function storeOutcomes(
  trx: Knex,
  { operation, lines, by }: { operation: LedgerOf; lines: readonly OutcomeLine[]; by: string },
): Promise<RefusedLine[]> {
  const codes = new Set(
    lines.flatMap((line) => ("draft" in line && line.draft.area !== null ? [line.draft.area] : [])),
  );
  const areas = new Map((await nameAreas(trx, [...codes], operation.synthetic)).map((area) => [area.code, area]));
  const today = londonDay(Date.now());
  const refused: RefusedLine[] = [];
  for (const line of lines) {
    const read = "fault" in line ? line.fault : readOutcome(line.draft, areas, today);
    if (isFault(read)) refused.push({ line: line.line, reason: read.field, detail: read.detail });
    else if (!(await insertOutcome(trx, operation.id, read, by))) {
      const detail = `a row of ${read.kind} in ${read.unit} on ${read.date} with the same area, drug, source and reference stands already; tell two events apart by reference, or withdraw the other`;
      refused.push({ line: line.line, reason: DUPLICATE, detail });
    }
  }
  return refused;
}
