import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { EvaluationInput, TESTED_INDICATORS } from "../api/evaluation-design.ts";
import { VerdictRule } from "../api/evaluation-result.ts";
import { EVALUATION_STATUSES, type EvaluationStatus } from "../api/evaluations.ts";
import { selectRows } from "./select-rows.ts";

const nullableText = Type.Union([Type.String(), Type.Null()]);

export type Subject = { readonly kind: "operation" | "zone"; readonly id: number };

const JobRowSchema = Type.Object({
  id: Type.Integer(),
  operationId: Type.Union([Type.Integer(), Type.Null()]),
  zoneId: Type.Union([Type.Integer(), Type.Null()]),
  dataset: Type.String(),
  version: Type.Integer(),
  indicator: Type.Enum(TESTED_INDICATORS),
  status: Type.Enum(EVALUATION_STATUSES),
  progress: Type.Number(),
  phase: nullableText,
  input: EvaluationInput,
  verdict: Type.Union([VerdictRule, Type.Null()]),
  error: Type.Union([
    Type.Object({
      code: Type.String(),
      message: Type.String(),
      needed: Type.Union([Type.Integer(), Type.Null()]),
    }),
    Type.Null(),
  ]),
  owner: Type.String(),
  createdAt: Type.String(),
  finishedAt: nullableText,
});
export type EvaluationRow = Type.Static<typeof JobRowSchema>;
const jobRow = Compile(JobRowSchema);

const JOB_COLUMNS = `
  e.id, e.operation_id AS "operationId", e.zone_id AS "zoneId", d.code AS dataset, e.dataset_version AS version, e.indicator,
  e.status, e.progress, e.phase, e.input, e.verdict, e.error, e.owner,
  to_char(e.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "createdAt",
  to_char(e.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "finishedAt"`;

export type NewEvaluation = {
  readonly subject: Subject;
  readonly datasetId: number;
  readonly version: number;
  readonly indicator: string;
  readonly input: Type.Static<typeof EvaluationInput>;
  readonly owner: string;
};

/** @returns the number of a new evaluation in state "queued" */
export async function registerEvaluation(knex: Knex, of: NewEvaluation): Promise<number> {
  const [row] = await selectRows(knex, Compile(Type.Object({ id: Type.Integer() })), {
    sql: `
      INSERT INTO evaluation (operation_id, zone_id, dataset_id, dataset_version, indicator, status, input, owner)
      VALUES (?, ?, ?, ?, ?, 'queued', ?::jsonb, ?)
      RETURNING id`,
    bindings: [
      ...[of.subject.kind === "operation" ? of.subject.id : null, of.subject.kind === "zone" ? of.subject.id : null],
      ...[of.datasetId, of.version, of.indicator, JSON.stringify(of.input), of.owner],
    ],
  });
  if (row === undefined) throw new Error("an evaluation was registered without a number");
  return row.id;
}

/** Evaluations of a subject, the newest first. */
export function listEvaluations(knex: Knex, { kind, id }: Subject): Promise<EvaluationRow[]> {
  return selectRows(knex, jobRow, {
    sql: `
      SELECT ${JOB_COLUMNS}
      FROM evaluation e
      JOIN dataset d ON d.id = e.dataset_id
      WHERE e.${kind}_id = ?
      ORDER BY e.id DESC
      LIMIT 200`,
    bindings: [id],
  });
}

/** One evaluation of a subject; null when it has none of this number. */
export async function readEvaluation(knex: Knex, { kind, id }: Subject, number: number): Promise<EvaluationRow | null> {
  const [row] = await selectRows(knex, jobRow, {
    sql: `
      SELECT ${JOB_COLUMNS}
      FROM evaluation e
      JOIN dataset d ON d.id = e.dataset_id
      WHERE e.${kind}_id = ?
        AND e.id = ?`,
    bindings: [id, number],
  });
  return row ?? null;
}

const resultRow = Compile(Type.Object({ result: nullableText }));

/** The result as it was written; null while there is none. */
export async function readResult(knex: Knex, number: number): Promise<string | null> {
  const [row] = await selectRows(knex, resultRow, {
    sql: "SELECT result FROM evaluation WHERE id = ?",
    bindings: [number],
  });
  return row?.result ?? null;
}

export async function saveEvaluationProgress(
  knex: Knex,
  number: number,
  { progress, phase }: { progress: number; phase: string },
): Promise<void> {
  await knex.raw(
    "UPDATE evaluation SET status = 'running', progress = ?, phase = ? WHERE id = ? AND status IN ('queued', 'running')",
    [progress, phase, number],
  );
}

export type Ending = {
  readonly status: Exclude<EvaluationStatus, "queued" | "running">;
  readonly result?: string;
  readonly verdict?: Type.Static<typeof VerdictRule>;
  readonly error?: EvaluationRow["error"];
};

/** Close an evaluation that has not ended yet: one statement, so that nothing half is kept. */
export async function finishEvaluation(knex: Knex, number: number, ending: Ending): Promise<void> {
  const { status, result = null, verdict = null, error = null } = ending;
  await knex.raw(
    `
    UPDATE evaluation
    SET status = ?, progress = CASE WHEN ? = 'done' THEN 1 ELSE progress END, phase = NULL, result = ?, verdict = ?::jsonb,
      error = ?::jsonb, finished_at = now()
    WHERE id = ? AND status IN ('queued', 'running')`,
    [
      ...[status, status, result],
      ...[verdict === null ? null : JSON.stringify(verdict), error === null ? null : JSON.stringify(error), number],
    ],
  );
}

const openRow = Compile(Type.Object({ id: Type.Integer(), owner: Type.String() }));

/** Evaluations that somebody is still at, or was. */
export function listOpenEvaluations(knex: Knex): Promise<{ id: number; owner: string }[]> {
  return selectRows(knex, openRow, {
    sql: "SELECT id, owner FROM evaluation WHERE status IN ('queued', 'running') ORDER BY id",
    bindings: [],
  });
}
