import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { FOUR_P, VISIBILITIES, type Visibility } from "../api/operations.ts";
import { ShapeOrigin } from "../api/shapes.ts";
import { type Binding, marks, selectRows } from "./select-rows.ts";

const nullableText = Type.Union([Type.String(), Type.Null()]);

const OperationRowSchema = Type.Object({
  id: Type.Integer(),
  version: Type.Integer(),
  dataset: nullableText,
  datasetId: Type.Union([Type.Integer(), Type.Null()]),
  synthetic: Type.Boolean(),
  name: Type.String(),
  lead: Type.String(),
  nimLevel: Type.Union([Type.Enum([1, 2, 3]), Type.Null()]),
  fourP: Type.Array(Type.Enum(FOUR_P)),
  priorities: Type.Array(Type.String()),
  summary: nullableText,
  costPounds: Type.Union([Type.Number(), Type.Null()]),
  costNote: nullableText,
  visibility: Type.Enum(VISIBILITIES),
  from: Type.String(),
  to: Type.String(),
  /** Milliseconds since 1970. */
  updatedAt: Type.Number(),
});
export type OperationRow = Type.Static<typeof OperationRowSchema>;
const operationRow = Compile(OperationRowSchema);

const SELECT_OPERATION = `
  SELECT o.id, o.version, d.code AS dataset, o.dataset_id AS "datasetId", coalesce(d.synthetic, false) AS synthetic, o.name,
    o.lead, o.nim_level AS "nimLevel", o.four_p AS "fourP", o.priorities, o.summary, o.cost_pounds AS "costPounds",
    o.cost_note AS "costNote", o.visibility, p.first::text AS "from", p.last::text AS "to",
    (extract(epoch FROM o.updated_at) * 1000)::float8 AS "updatedAt"
  FROM operation o
  JOIN (SELECT operation_id, min(starts_on) AS first, max(ends_on) AS last FROM operation_phase GROUP BY operation_id) p
    ON p.operation_id = o.id
  LEFT JOIN dataset d ON d.id = o.dataset_id`;

export type OperationFilter = {
  /** Classes the asker may know of: every list is cut by it. */
  readonly visible: readonly Visibility[];
  /** Those of a synthetic dataset alone, or those of no dataset or of this one; null = all. */
  readonly dataset: { readonly id: number; readonly synthetic: boolean } | null;
  readonly from: string | null;
  readonly to: string | null;
};

/** Operations that touch [from, to), by their first day. */
export function listOperations(knex: Knex, { visible, dataset, from, to }: OperationFilter): Promise<OperationRow[]> {
  const where = [`o.visibility IN (${marks(visible)})`];
  const bindings: Binding[] = [...visible];
  const add = (sql: string, value: Binding) => {
    where.push(sql);
    bindings.push(value);
  };
  if (dataset !== null)
    add(dataset.synthetic ? "o.dataset_id = ?" : "(o.dataset_id IS NULL OR o.dataset_id = ?)", dataset.id);
  if (from !== null) add("p.last > ?::date", from);
  if (to !== null) add("p.first < ?::date", to);
  return selectRows(knex, operationRow, {
    sql: `${SELECT_OPERATION} WHERE ${where.join(" AND ")} ORDER BY p.first, o.id`,
    bindings,
  });
}

/** @returns null when there is none, or none that the asker may know of */
export async function findOperation(
  knex: Knex,
  id: number,
  visible: readonly Visibility[],
): Promise<OperationRow | null> {
  const [row] = await selectRows(knex, operationRow, {
    sql: `${SELECT_OPERATION} WHERE o.id = ? AND o.visibility IN (${marks(visible)})`,
    bindings: [id, ...visible],
  });
  return row ?? null;
}

const PhaseRowSchema = Type.Object({
  operationId: Type.Integer(),
  position: Type.Integer(),
  name: Type.String(),
  from: Type.String(),
  to: Type.String(),
  shape: ShapeOrigin,
  areaSquareMetres: Type.Integer(),
  lng: Type.Number(),
  lat: Type.Number(),
});
export type PhaseRow = Type.Static<typeof PhaseRowSchema>;
const phaseRow = Compile(PhaseRowSchema);

/** The phases of operations, in their order. */
export function listPhases(knex: Knex, operationIds: readonly number[]): Promise<PhaseRow[]> {
  return selectRows(knex, phaseRow, {
    sql: `
      SELECT operation_id AS "operationId", position::int, name, starts_on::text AS "from", ends_on::text AS "to",
        came_from AS shape, round(ST_Area(geom::geography))::int AS "areaSquareMetres",
        round(ST_X(inside)::numeric, 6)::float8 AS lng, round(ST_Y(inside)::numeric, 6)::float8 AS lat
      FROM (SELECT *, ST_PointOnSurface(geom) AS inside FROM operation_phase WHERE operation_id IN (${marks(operationIds)})) p
      ORDER BY operation_id, position`,
    bindings: [...operationIds],
  });
}

const PhaseShapeSchema = Type.Object({ position: Type.Integer(), outline: Type.String(), exact: Type.String() });
export type PhaseShapeRow = Type.Static<typeof PhaseShapeSchema>;
const phaseShapeRow = Compile(PhaseShapeSchema);

/** The polygons of one operation's phases as GeoJSON text: as they travel, and to their last digit. */
export function listPhaseShapes(knex: Knex, operationId: number): Promise<PhaseShapeRow[]> {
  return selectRows(knex, phaseShapeRow, {
    sql: `
      SELECT position::int, ST_AsGeoJSON(geom, 6) AS outline, ST_AsGeoJSON(geom, 15) AS exact
      FROM operation_phase
      WHERE operation_id = ?
      ORDER BY position`,
    bindings: [operationId],
  });
}
