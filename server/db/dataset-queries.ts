import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { PRECISIONS } from "../api/vocabulary.ts";
import { selectRows } from "./select-rows.ts";

const nullableText = Type.Union([Type.String(), Type.Null()]);

const DatasetRowSchema = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  title: Type.String(),
  synthetic: Type.Boolean(),
  version: Type.Integer(),
  updatedAt: Type.String(),
});
export type DatasetRow = Type.Static<typeof DatasetRowSchema>;
const datasetRow = Compile(DatasetRowSchema);

/** Published datasets, the newest first. */
export function listDatasets(knex: Knex): Promise<DatasetRow[]> {
  return selectRows(knex, datasetRow, {
    sql: `
      SELECT id, code, title, synthetic, version, extract(epoch FROM updated_at)::text AS "updatedAt"
      FROM dataset
      WHERE version > 0
      ORDER BY updated_at DESC, id DESC`,
    bindings: [],
  });
}

const versionRow = Compile(Type.Object({ version: Type.Integer() }));

/** The dataset's version now; null when it is gone. */
export async function currentVersion(knex: Knex, datasetId: number): Promise<number | null> {
  const [row] = await selectRows(knex, versionRow, {
    sql: "SELECT version FROM dataset WHERE id = ?",
    bindings: [datasetId],
  });
  return row?.version ?? null;
}

const ForceRowSchema = Type.Object({ id: Type.Integer(), code: Type.String(), name: Type.String() });
export type ForceRow = Type.Static<typeof ForceRowSchema>;
const forceRow = Compile(ForceRowSchema);

export function listForces(knex: Knex, datasetId: number): Promise<ForceRow[]> {
  return selectRows(knex, forceRow, {
    sql: `
      SELECT f.id, f.code, f.name
      FROM dataset_force df
      JOIN force f ON f.id = df.force_id
      WHERE df.dataset_id = ?
      ORDER BY f.code`,
    bindings: [datasetId],
  });
}

const MonthFactSchema = Type.Object({
  category: Type.Integer(),
  precision: Type.Enum(PRECISIONS),
  /** First of the month. */
  month: Type.String(),
  n: Type.Integer(),
  located: Type.Integer(),
  snapped: Type.Integer(),
  first: Type.String(),
  last: Type.String(),
});
export type MonthFact = Type.Static<typeof MonthFactSchema>;
const monthFact = Compile(MonthFactSchema);

/** What the incidents of a dataset are, per category, precision and month. Reads every row: keep the answer. */
export function listMonthFacts(knex: Knex, datasetId: number): Promise<MonthFact[]> {
  return selectRows(knex, monthFact, {
    sql: `
      SELECT category, precision, date_trunc('month', occurred_on)::date::text AS month,
        count(*)::int AS n,
        count(cell_9)::int AS located,
        count(*) FILTER (WHERE location_precision = 'snapped')::int AS snapped,
        min(occurred_on)::text AS first,
        max(occurred_on)::text AS last
      FROM incident
      WHERE dataset_id = ?
      GROUP BY 1, 2, 3
      ORDER BY 3, 1, 2`,
    bindings: [datasetId],
  });
}

const CountFactSchema = Type.Object({
  kind: Type.String(),
  category: Type.Integer(),
  n: Type.Integer(),
  first: Type.String(),
  last: Type.String(),
});
export type CountFact = Type.Static<typeof CountFactSchema>;
const countFact = Compile(CountFactSchema);

/** What the published counts of a dataset are, per kind of area and category. */
export function listCountFacts(knex: Knex, datasetId: number): Promise<CountFact[]> {
  return selectRows(knex, countFact, {
    sql: `
      SELECT area_kind AS kind, category, sum(n)::int AS n, min(month)::text AS first, max(month)::text AS last
      FROM area_count
      WHERE dataset_id = ?
      GROUP BY 1, 2
      ORDER BY 1, 2`,
    bindings: [datasetId],
  });
}

const WardSpanSchema = Type.Object({ code: Type.String(), first: Type.String(), last: Type.String() });
/** A ward that counts were published for, with the first and the last month of them. */
export type WardSpan = Type.Static<typeof WardSpanSchema>;
const wardSpan = Compile(WardSpanSchema);

export function listWardSpans(knex: Knex, datasetId: number): Promise<WardSpan[]> {
  return selectRows(knex, wardSpan, {
    sql: `
      SELECT area_code AS code, min(month)::text AS first, max(month)::text AS last
      FROM area_count
      WHERE dataset_id = ?
        AND area_kind = 'ward'
      GROUP BY area_code
      ORDER BY area_code COLLATE "C"`,
    bindings: [datasetId],
  });
}

const ChosenSetSchema = Type.Object({ kind: Type.String(), set: nullableText, pinned: Type.Boolean() });
export type ChosenSetRow = Type.Static<typeof ChosenSetSchema>;
const chosenSetRow = Compile(ChosenSetSchema);

export function listChosenSets(knex: Knex, datasetId: number): Promise<ChosenSetRow[]> {
  return selectRows(knex, chosenSetRow, {
    sql: `
      SELECT d.kind, s.code AS set, d.pinned
      FROM dataset_area_set d
      JOIN area_set s ON s.id = d.area_set_id
      WHERE d.dataset_id = ?
      ORDER BY d.kind`,
    bindings: [datasetId],
  });
}
