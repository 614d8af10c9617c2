import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import type { OutcomeKind } from "../api/vocabulary.ts";
import type { NamedAreaRow } from "./outcome-queries.ts";
import { selectRows } from "./select-rows.ts";

export type OutcomeValues = {
  readonly kind: OutcomeKind;
  readonly unit: string;
  readonly quantity: number;
  readonly date: string;
  readonly area: NamedAreaRow | null;
  readonly source: string;
  readonly drug: string | null;
  readonly drugClass: "A" | "B" | "C" | null;
  readonly reference: string | null;
};

const idRow = Compile(Type.Object({ id: Type.Integer() }));

/** @returns false when the ledger has the row already; nothing is stored then */
export async function insertOutcome(
  trx: Knex,
  operationId: number,
  outcome: OutcomeValues,
  by: string,
): Promise<boolean> {
  const { area } = outcome;
  const rows = await selectRows(trx, idRow, {
    sql: `
      INSERT INTO operation_outcome (operation_id, kind, unit, quantity, occurred_on, area_code, area_name, borough_code,
        borough_name, source, drug, drug_class, reference, recorded_by)
      VALUES (?, ?, ?, ?::float8, ?::date, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      RETURNING id`,
    bindings: [
      operationId,
      outcome.kind,
      outcome.unit,
      outcome.quantity,
      outcome.date,
      area?.code ?? null,
      area?.name ?? null,
      area?.borough ?? null,
      area?.boroughName ?? null,
      outcome.source,
      outcome.drug,
      outcome.drugClass,
      outcome.reference,
      by,
    ],
  });
  return rows.length > 0;
}

/** Take a row out of every count; it stays, with who, when and why. @returns false when there is no such row to withdraw */
export async function withdrawOutcome(
  trx: Knex,
  { operationId, id }: { readonly operationId: number; readonly id: number },
  { by, reason }: { readonly by: string; readonly reason: string },
): Promise<boolean> {
  const rows = await selectRows(trx, idRow, {
    sql: `
      UPDATE operation_outcome
      SET withdrawn_at = now(), withdrawn_by = ?, withdrawn_for = ?
      WHERE id = ? AND operation_id = ? AND withdrawn_at IS NULL
      RETURNING id`,
    bindings: [by, reason, id, operationId],
  });
  return rows.length > 0;
}
