import type { Knex } from "knex";
import { findLedger } from "../db/outcome-queries.ts";
import type { LedgerRow, Reading, Reject, RejectReason } from "./reading.ts";
import { refuseFile } from "./refuse-file.ts";
import { saveRejects } from "./stage-batches.ts";
import type { StageContext, StagedFile } from "./stage-context.ts";
import { type LedgerOf, type RefusedLine, storeOutcomes } from "./store-outcomes.ts";

/** Rows of one operation that can be stored, held until the import is published. */
export type StagedLedger = { readonly operation: LedgerOf; readonly lines: readonly LedgerRow[] };

/** A ledger is written by people. */
const MOST_ROWS = 20_000;
const BY = "import";

/** Hold outcomes for publishing. Which of them cannot be stored is found by storing them and taking that back. */
export async function stageLedger(
  ctx: StageContext,
  file: StagedFile,
  { batches }: Extract<Reading, { holds: "operation-outcomes" }>,
): Promise<void> {
  const rows: LedgerRow[] = [];
  for await (const batch of batches) {
    ctx.signal.throwIfAborted();
    rows.push(...batch.rows);
    if (rows.length > MOST_ROWS)
      throw refuseFile(file.fileName, `more than ${MOST_ROWS} outcomes in one file. Divide it.`);
  }
  const ledgers = await byOperation(ctx.db.bulk, file, rows);
  const rejects: Reject[] = [];
  for (const { operation, lines } of ledgers) {
    const refused = await tryOut(ctx, { operation, lines });
    const bad = new Set(refused.map(({ line }) => line));
    rejects.push(...refused.map((one) => rejectOf(one, lines)));
    const good = lines.filter(({ line }) => !bad.has(line));
    if (good.length > 0) ctx.tally.ledgers.push({ operation, lines: good });
    for (const row of good)
      if ("draft" in row) ctx.tally.countDated(row.draft.date, `operation-outcomes/${operation.id}/${file.fileNo}`);
  }
  ctx.tally.addRead(rows.length);
  await saveRejects(
    ctx,
    file,
    rejects.sort((a, b) => a.line - b.line),
  );
}

/** @throws DomainError import_refused for a row of an operation that is not recorded: it would be nobody's */
async function byOperation(knex: Knex, { fileName }: StagedFile, rows: readonly LedgerRow[]): Promise<StagedLedger[]> {
  const named = Map.groupBy(rows, ({ operation }) => operation);
  const ledgers = new Map<number, { operation: LedgerOf; lines: LedgerRow[] }>();
  for (const [name, lines] of named) {
    const line = lines[0]?.line ?? 1;
    if (name === null)
      throw refuseFile(fileName, "the row names no operation. Every row must, or say it with --operation.", line);
    const found = await findLedger(knex, name);
    const shown = name.slice(0, 80);
    if (found.length > 1) {
      const numbers = found.map(({ id }) => id).join(", ");
      throw refuseFile(
        fileName,
        `${found.length} operations are called "${shown}": name it by its number (${numbers}).`,
        line,
      );
    }
    const [operation] = found;
    if (operation === undefined) {
      throw refuseFile(
        fileName,
        `there is no operation "${shown}". Record it first (Evaluate, Record an operation), or correct its name or number.`,
        line,
      );
    }
    const held = ledgers.get(operation.id) ?? { operation, lines: [] };
    held.lines.push(...lines);
    ledgers.set(operation.id, held);
  }
  return [...ledgers.values()];
}

/** Thrown to take back what was tried out. */
class TakenBack extends Error {}

async function tryOut({ db }: StageContext, ledger: StagedLedger): Promise<RefusedLine[]> {
  let refused: RefusedLine[] = [];
  try {
    await db.bulk.transaction(async (trx) => {
      refused = await storeOutcomes(trx, { ...ledger, by: BY });
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return refused;
}

/** A field at fault as the reason that the list of refused rows has for it. */
const REASONS: Readonly<Record<string, RejectReason>> = {
  row: "columns",
  date: "date",
  area: "area_code",
  quantity: "count",
  duplicate: "duplicate",
};

function rejectOf({ line, reason, detail }: RefusedLine, lines: readonly LedgerRow[]): Reject {
  const raw = lines.find((row) => row.line === line)?.raw ?? "";
  return { line, reason: REASONS[reason] ?? "outcome", detail: `${reason}: ${detail}`, raw };
}
