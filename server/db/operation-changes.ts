import type { Knex } from "knex";
import type { Static } from "typebox";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import type { FOUR_P, Visibility } from "../api/operations.ts";
import type { ShapeOrigin } from "../api/shapes.ts";
import { auditAction, changedSince } from "./register-history.ts";
import { type Binding, selectRows } from "./select-rows.ts";

/** What may be changed of an operation beside its phases. */
export type OperationWords = {
  readonly name: string;
  readonly lead: string;
  readonly nimLevel: 1 | 2 | 3 | null;
  readonly fourP: readonly (typeof FOUR_P)[number][];
  readonly priorities: readonly string[];
  readonly summary: string | null;
  readonly costPounds: number | null;
  readonly costNote: string | null;
  readonly visibility: Visibility;
};

export type OperationValues = OperationWords & {
  readonly datasetId: number | null;
  readonly origin: "made_here" | "demo";
};

export type PhaseValues = {
  readonly name: string;
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  readonly shape: Static<typeof ShapeOrigin>;
  /** GeoJSON text of a polygon that is valid. */
  readonly geometry: string;
};

export type Recorded = { readonly by: string; readonly reason: string | null };

const idRow = Compile(Type.Object({ id: Type.Integer() }));

/** @returns its id */
export async function insertOperation(
  trx: Knex,
  operation: OperationValues,
  phases: readonly PhaseValues[],
  recorded: Recorded,
): Promise<number> {
  const [row] = await selectRows(trx, idRow, {
    sql: `
      INSERT INTO operation (dataset_id, origin, name, lead, nim_level, four_p, priorities, summary, cost_pounds, cost_note, visibility)
      VALUES (?::smallint, ?, ?, ?, ?::smallint, ?::jsonb, ?::jsonb, ?, ?::float8, ?, ?)
      RETURNING id`,
    bindings: [operation.datasetId, operation.origin, ...valuesOf(operation)],
  });
  if (row === undefined) throw new Error("the operation was not stored");
  await replacePhases(trx, row.id, phases);
  await recordState(trx, row.id, "made", recorded);
  return row.id;
}

export type SeenOperation = { readonly id: number; readonly version: number };

/**
 * Put an operation's new state in the place of the one the caller saw; the old one stays in its history.
 * @throws DomainError conflict when it has changed since
 */
export async function updateOperation(
  trx: Knex,
  { id, version }: SeenOperation,
  { operation, phases }: { readonly operation: OperationWords; readonly phases: readonly PhaseValues[] },
  recorded: Recorded,
): Promise<void> {
  const rows = await selectRows(trx, idRow, {
    sql: `
      UPDATE operation
      SET name = ?, lead = ?, nim_level = ?::smallint, four_p = ?::jsonb, priorities = ?::jsonb, summary = ?,
        cost_pounds = ?::float8, cost_note = ?, visibility = ?, version = version + 1, updated_at = now()
      WHERE id = ? AND version = ?
      RETURNING id`,
    bindings: [...valuesOf(operation), id, version],
  });
  if (rows.length === 0) throw changedSince("operation");
  await replacePhases(trx, id, phases);
  await recordState(trx, id, "edited", recorded);
}

function valuesOf(operation: OperationWords): Binding[] {
  return [
    operation.name,
    operation.lead,
    operation.nimLevel,
    JSON.stringify(operation.fourP),
    JSON.stringify(operation.priorities),
    operation.summary,
    operation.costPounds,
    operation.costNote,
    operation.visibility,
  ];
}

async function replacePhases(trx: Knex, id: number, phases: readonly PhaseValues[]): Promise<void> {
  await trx.raw("DELETE FROM operation_phase WHERE operation_id = ?", [id]);
  for (const [position, phase] of phases.entries()) {
    await trx.raw(
      `
      INSERT INTO operation_phase (operation_id, position, name, starts_on, ends_on, came_from, geom)
      VALUES (?, ?, ?, ?::date, ?::date, ?::jsonb, ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(?::text), 4326)))
      `,
      [id, position, phase.name, phase.from, phase.to, JSON.stringify(phase.shape), phase.geometry],
    );
  }
}

/** Written from the rows themselves, so that the history cannot say anything else than what was stored. */
async function recordState(trx: Knex, id: number, action: "made" | "edited", { by, reason }: Recorded): Promise<void> {
  await trx.raw(
    `
    INSERT INTO operation_version (operation_id, version, action, recorded_by, reason, state)
    SELECT o.id, o.version, ?, ?, ?, jsonb_build_object(
      'name', o.name, 'lead', o.lead, 'nimLevel', o.nim_level, 'fourP', o.four_p, 'priorities', o.priorities,
      'summary', o.summary, 'costPounds', o.cost_pounds, 'costNote', o.cost_note, 'visibility', o.visibility,
      'phases', (
        SELECT jsonb_agg(jsonb_build_object('name', p.name, 'from', p.starts_on, 'to', p.ends_on, 'shape', p.came_from,
          'geometry', ST_AsGeoJSON(p.geom, 15)::jsonb) ORDER BY p.position)
        FROM operation_phase p
        WHERE p.operation_id = o.id))
    FROM operation o
    WHERE o.id = ?
    `,
    [action, by, reason, id],
  );
  await auditAction(trx, "operation", { id, action, by });
}
