import type { CopyTarget } from "../db/database.ts";
import { copyLine } from "./copy-text.ts";
import type { Batch, Reject } from "./reading.ts";
import type { StageContext, StagedFile } from "./stage-context.ts";

/**
 * Drive a reader's batches to their end: good rows go to `take`, refused ones are kept.
 * @throws AbortError when the import is cancelled
 */
export async function stageBatches<Row>(
  ctx: StageContext,
  file: StagedFile,
  batches: AsyncIterable<Batch<Row>>,
  take: (rows: readonly Row[]) => void | Promise<void>,
): Promise<void> {
  for await (const { rows, rejects } of batches) {
    ctx.signal.throwIfAborted();
    await take(rows);
    ctx.tally.addRead(rows.length + rejects.length);
    await saveRejects(ctx, file, rejects);
  }
}

const REJECTS: CopyTarget = {
  table: "import_reject",
  columns: ["import_id", "file_name", "line", "reason", "detail", "raw"],
};

/** At once, and outside of what is published: they stay where the import is refused. */
export async function saveRejects(
  ctx: StageContext,
  { fileName }: StagedFile,
  rejects: readonly Reject[],
): Promise<void> {
  if (rejects.length === 0) return;
  const lines = rejects.map(({ line, reason, detail, raw }) =>
    copyLine([ctx.importId, fileName, line, reason, detail, raw]),
  );
  for (const { reason } of rejects) ctx.tally.countReject(reason);
  await ctx.db.bulk.transaction((trx) => ctx.db.copyIn(trx, REJECTS, [lines.join("")]));
}
