import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { OUTCOME_KINDS, type OutcomeKind } from "../api/vocabulary.ts";
import { type Binding, marks, selectRows } from "./select-rows.ts";

const nullableText = Type.Union([Type.String(), Type.Null()]);

const OutcomeRowSchema = Type.Object({
  id: Type.Integer(),
  kind: Type.Enum(OUTCOME_KINDS),
  unit: Type.String(),
  quantity: Type.Number(),
  date: Type.String(),
  area: nullableText,
  areaName: nullableText,
  borough: nullableText,
  boroughName: nullableText,
  source: Type.String(),
  drug: nullableText,
  drugClass: Type.Union([Type.Enum(["A", "B", "C"]), Type.Null()]),
  reference: nullableText,
  /** Milliseconds since 1970. */
  recordedAt: Type.Number(),
});
export type OutcomeRow = Type.Static<typeof OutcomeRowSchema>;
const outcomeRow = Compile(OutcomeRowSchema);

export type OutcomeFilter = {
  readonly operationId: number;
  readonly kind: OutcomeKind | null;
  readonly from: string | null;
  readonly to: string | null;
};

const where = ({ operationId, kind, from, to }: OutcomeFilter): { sql: string; bindings: Binding[] } => ({
  sql: `WHERE operation_id = ? AND withdrawn_at IS NULL
    ${kind === null ? "" : "AND kind = ?"} ${from === null ? "" : "AND occurred_on >= ?::date"} ${to === null ? "" : "AND occurred_on < ?::date"}`,
  bindings: [operationId, ...[kind, from, to].filter((value) => value !== null)],
});

/** Rows of an operation's ledger by date, withdrawn ones left out. */
export function listOutcomes(knex: Knex, filter: OutcomeFilter): Promise<OutcomeRow[]> {
  const { sql, bindings } = where(filter);
  return selectRows(knex, outcomeRow, {
    sql: `
      SELECT id, kind, unit, quantity, occurred_on::text AS date, area_code AS area, area_name AS "areaName",
        borough_code AS borough, borough_name AS "boroughName", source, drug, drug_class AS "drugClass", reference,
        (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt"
      FROM operation_outcome
      ${sql}
      ORDER BY occurred_on, id`,
    bindings,
  });
}

const TotalSchema = Type.Object({
  kind: Type.Enum(OUTCOME_KINDS),
  unit: Type.String(),
  rows: Type.Integer(),
  quantity: Type.Number(),
});
const totalRow = Compile(TotalSchema);

/** Sums by kind and unit: there is no other sum of a ledger. */
export function sumOutcomes(knex: Knex, filter: OutcomeFilter): Promise<Type.Static<typeof TotalSchema>[]> {
  const { sql, bindings } = where(filter);
  return selectRows(knex, totalRow, {
    sql: `
      SELECT kind, unit, count(*)::int AS rows, sum(quantity) AS quantity
      FROM operation_outcome
      ${sql}
      GROUP BY kind, unit
      ORDER BY kind COLLATE "C", unit COLLATE "C"`,
    bindings,
  });
}

const NamedAreaSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  borough: nullableText,
  boroughName: nullableText,
});
export type NamedAreaRow = Type.Static<typeof NamedAreaSchema>;
const namedArea = Compile(NamedAreaSchema);

/** Boroughs and wards by code, each once: the latest real set that has it, for a synthetic operation the illustrative one. */
export function nameAreas(knex: Knex, codes: readonly string[], synthetic: boolean): Promise<NamedAreaRow[]> {
  return selectRows(knex, namedArea, {
    sql: `
      SELECT DISTINCT ON (a.code) a.code, a.name, s.kind,
        CASE s.kind WHEN 'borough' THEN a.code ELSE a.borough_code END AS borough,
        CASE s.kind WHEN 'borough' THEN a.name ELSE a.borough_name END AS "boroughName"
      FROM area a
      JOIN area_set s ON s.id = a.area_set_id
      WHERE s.kind IN ('borough', 'ward') AND s.synthetic = ? AND a.code IN (${marks(codes)})
      ORDER BY a.code, s.vintage DESC, s.id`,
    bindings: [synthetic, ...codes],
  });
}

const LedgerSchema = Type.Object({ id: Type.Integer(), synthetic: Type.Boolean() });
const ledgerRow = Compile(LedgerSchema);

/** Operations that a text names: by number, or by name without regard to case. */
export function findLedger(knex: Knex, text: string): Promise<Type.Static<typeof LedgerSchema>[]> {
  return selectRows(knex, ledgerRow, {
    sql: `
      SELECT o.id, coalesce(d.synthetic, false) AS synthetic
      FROM operation o
      LEFT JOIN dataset d ON d.id = o.dataset_id
      WHERE o.id::text = ? OR lower(o.name) = lower(?)
      ORDER BY o.id`,
    bindings: [text.trim(), text.trim()],
  });
}
