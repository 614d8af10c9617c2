import type { Knex } from "knex";
import type { ImportStatus } from "../api/imports.ts";
import type { ImportJobBody, ImportReportBody } from "../api/types.ts";
import type { ImportChoices } from "./reading.ts";

/** The queries of the import register: what was imported, from what, with what result. */

export type ReadFile = { readonly name: string; readonly sha256: string; readonly scopes: readonly string[] };

/** @returns the number of a new import in state "queued" */
export async function registerImport(knex: Knex, fileName: string, owner: string): Promise<number> {
  const { rows } = await knex.raw(
    "INSERT INTO import (status, file_name, owner) VALUES ('queued', ?, ?) RETURNING id",
    [fileName, owner],
  );
  return rows[0].id;
}

/** @returns the scopes of a file that was imported with the same choices and is still the source of all it provides; else null */
export async function unchangedScopes(
  knex: Knex,
  sha256: string,
  choices: ImportChoices,
): Promise<readonly string[] | null> {
  const key = choicesKey(choices);
  const { rows } = await knex.raw(
    `
    SELECT f.scopes
    FROM import_file f
    WHERE f.sha256 = ? AND f.choices = ?
      AND NOT EXISTS (
        SELECT 1
        FROM unnest(f.scopes) AS provided(scope)
        LEFT JOIN scope_source s ON s.scope = provided.scope AND s.sha256 = f.sha256 AND s.choices = f.choices
        WHERE s.scope IS NULL
      )
    `,
    [sha256, key],
  );
  return rows[0]?.scopes ?? null;
}

/** Remember, in the publishing transaction, which file each scope now comes from. */
export async function rememberFiles(
  trx: Knex,
  importId: number,
  files: readonly ReadFile[],
  choices: ImportChoices,
): Promise<void> {
  const key = choicesKey(choices);
  for (const { name, sha256, scopes } of files) {
    await trx.raw(
      `
      INSERT INTO import_file (sha256, choices, import_id, name, scopes) VALUES (?, ?, ?, ?, ?::text[])
      ON CONFLICT (sha256, choices) DO UPDATE SET import_id = EXCLUDED.import_id, name = EXCLUDED.name, scopes = EXCLUDED.scopes
      `,
      [sha256, key, importId, name, [...scopes]],
    );
    await trx.raw(
      `
      INSERT INTO scope_source (scope, sha256, choices) SELECT scope, ?, ? FROM unnest(?::text[]) AS provided(scope)
      ON CONFLICT (scope) DO UPDATE SET sha256 = EXCLUDED.sha256, choices = EXCLUDED.choices
      `,
      [sha256, key, [...scopes]],
    );
  }
}

export type Finished = {
  readonly status: ImportStatus;
  readonly report?: ImportReportBody | null;
  readonly error?: { code: string; message: string };
  readonly datasetId?: number | null;
};

/** Close an import in the register, with an audit event. */
export async function finishImport(
  knex: Knex,
  importId: number,
  { status, report, error, datasetId }: Finished,
): Promise<void> {
  await knex.raw(
    `
    UPDATE import
    SET status = ?, report = ?::jsonb, error = ?::jsonb, dataset_id = COALESCE(?::smallint, dataset_id), phase = NULL,
      rows_read = COALESCE(?::int, rows_read), format = COALESCE(?::text, format), finished_at = now()
    WHERE id = ?
    `,
    [
      status,
      report ? JSON.stringify(report) : null,
      error ? JSON.stringify(error) : null,
      datasetId ?? null,
      report?.read ?? null,
      report ? formatsOf(report) : null,
      importId,
    ],
  );
  await knex.raw(
    "INSERT INTO audit_event (principal, action, subject, details) VALUES ('local-analyst', 'import', ?, ?::jsonb)",
    [
      `import/${importId}`,
      JSON.stringify({
        status,
        read: report?.read ?? null,
        refused: report?.refused ?? null,
        error: error?.code ?? null,
      }),
    ],
  );
}

/** Write where a running import stands. */
export async function saveProgress(
  knex: Knex,
  importId: number,
  progress: { phase: string; rowsRead: number; bytesDone: number; bytesTotal: number },
): Promise<void> {
  await knex.raw(
    "UPDATE import SET status = 'running', phase = ?, rows_read = ?, bytes_done = ?, bytes_total = ? WHERE id = ? AND finished_at IS NULL",
    [progress.phase, progress.rowsRead, progress.bytesDone, progress.bytesTotal, importId],
  );
}

const IMPORT_COLUMNS = `
  i.id, i.status, i.file_name, i.format, d.code AS dataset, i.phase, i.rows_read,
  i.bytes_done, i.bytes_total, i.report, i.error, i.started_at, i.finished_at
`;

/** The newest imports, newest first. */
export async function readImports(knex: Knex, limit: number): Promise<ImportJobBody[]> {
  const { rows } = await knex.raw(
    `SELECT ${IMPORT_COLUMNS} FROM import i LEFT JOIN dataset d ON d.id = i.dataset_id ORDER BY i.id DESC LIMIT ?`,
    [limit],
  );
  return rows.map(toBody);
}

/** One import, or null. */
export async function readImport(knex: Knex, id: number): Promise<ImportJobBody | null> {
  const { rows } = await knex.raw(
    `SELECT ${IMPORT_COLUMNS} FROM import i LEFT JOIN dataset d ON d.id = i.dataset_id WHERE i.id = ?`,
    [id],
  );
  return rows[0] === undefined ? null : toBody(rows[0]);
}

type ImportRecord = {
  id: number;
  status: ImportStatus;
  file_name: string;
  format: string | null;
  dataset: string | null;
  phase: string | null;
  rows_read: number;
  bytes_done: string;
  bytes_total: string;
  report: ImportReportBody | null;
  error: { code: string; message: string } | null;
  started_at: Date;
  finished_at: Date | null;
};

function toBody(row: ImportRecord): ImportJobBody {
  return {
    id: row.id,
    status: row.status,
    fileName: row.file_name,
    format: row.format,
    dataset: row.dataset,
    phase: row.phase,
    rowsRead: row.rows_read,
    bytesDone: Number(row.bytes_done),
    bytesTotal: Number(row.bytes_total),
    report: row.report,
    error: row.error,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

function formatsOf(report: ImportReportBody): string {
  return [...new Set(report.files.map((file) => file.format).filter((format) => format !== ""))].join(", ");
}

function choicesKey({ dataset, force, set, mapping, encoding, operation }: ImportChoices): string {
  return JSON.stringify({ dataset, force, set, mapping, encoding, operation });
}
