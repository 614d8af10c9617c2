import type { Knex } from "knex";
import { isLockHolder, isProvablyGone, isThisProcess, thisProcess } from "../db/embedded/lock-holder.ts";
import { finishImport } from "./import-register.ts";
import { dropStaging } from "./staging.ts";

/**
 * Close the imports whose process is gone, and drop what they staged. Published tables were never touched by them.
 * @returns how many were closed
 */
export async function cleanDeadImports(knex: Knex): Promise<number> {
  const { rows } = await knex.raw("SELECT id, owner FROM import WHERE status IN ('queued', 'running', 'publishing')");
  let closed = 0;
  for (const { id, owner } of rows) {
    if (!ownerIsGone(owner)) continue;
    await dropStaging(knex, id);
    await finishImport(knex, id, {
      status: "failed",
      error: {
        code: "stopped",
        message: "The process that ran this import stopped; nothing was saved. Import the file again.",
      },
    });
    closed++;
  }
  await purgeUnpublished(knex, null);
  return closed;
}

/** Remove datasets and forces that an import registered and never published. */
export async function purgeUnpublished(knex: Knex, endedImportId: number | null): Promise<void> {
  const { rows } = await knex.raw(
    "SELECT 1 FROM import WHERE status IN ('queued', 'running', 'publishing') AND id IS DISTINCT FROM ?::int LIMIT 1",
    [endedImportId],
  );
  if (rows.length > 0) return;
  await knex.raw(
    "DELETE FROM dataset d WHERE version = 0 AND NOT EXISTS (SELECT 1 FROM import WHERE dataset_id = d.id)",
  );
  await knex.raw(`
    DELETE FROM force f
    WHERE NOT EXISTS (SELECT 1 FROM dataset_force WHERE force_id = f.id)
      AND NOT EXISTS (SELECT 1 FROM import WHERE force_id = f.id)
  `);
}

/** The process that runs an import, as the register keeps it. */
export function importOwner(): string {
  return JSON.stringify(thisProcess());
}

/** A process of another machine or container is never judged. */
function ownerIsGone(owner: string): boolean {
  const holder: unknown = JSON.parse(owner);
  return isLockHolder(holder) && !isThisProcess(holder) && isProvablyGone(holder);
}
