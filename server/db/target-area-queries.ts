import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { TARGET_SOURCES, TARGET_STATUSES } from "../api/target-areas.ts";
import { marks, selectRows } from "./select-rows.ts";

const status = Type.Enum(TARGET_STATUSES);
const nullableText = Type.Union([Type.String(), Type.Null()]);

const TargetRowSchema = Type.Object({
  id: Type.Integer(),
  datasetId: Type.Integer(),
  dataset: Type.String(),
  synthetic: Type.Boolean(),
  name: Type.String(),
  source: Type.Enum(TARGET_SOURCES),
  proposedAt: Type.String(),
  status,
  reviewOn: nullableText,
  evidence: Type.String(),
  lng: Type.Number(),
  lat: Type.Number(),
  geometry: Type.String(),
});
export type TargetRow = Type.Static<typeof TargetRowSchema>;
const targetRow = Compile(TargetRowSchema);

/** ISO 8601 in UTC, alike on both databases. */
const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** Target areas with the decision that holds, the latest nominated first. Evidence and geometry are JSON text. */
export function listTargetAreas(
  knex: Knex,
  wanted: { readonly datasetId: number } | { readonly ids: readonly number[] },
): Promise<TargetRow[]> {
  const [where, bindings] =
    "ids" in wanted ? [`t.id IN (${marks(wanted.ids)})`, [...wanted.ids]] : ["t.dataset_id = ?", [wanted.datasetId]];
  return selectRows(knex, targetRow, {
    sql: `
      SELECT t.id, t.dataset_id AS "datasetId", s.code AS dataset, s.synthetic, t.name, t.source,
        ${iso("t.proposed_at")} AS "proposedAt", d.status, d.review_on::text AS "reviewOn", t.evidence::text AS evidence,
        round(ST_X(ST_PointOnSurface(t.geom))::numeric, 6)::float8 AS lng,
        round(ST_Y(ST_PointOnSurface(t.geom))::numeric, 6)::float8 AS lat,
        ST_AsGeoJSON(t.geom, 7) AS geometry
      FROM target_area t
      JOIN dataset s ON s.id = t.dataset_id
      JOIN target_area_decision d ON d.target_area_id = t.id
      WHERE ${where}
        AND d.position = (SELECT max(position) FROM target_area_decision WHERE target_area_id = t.id)
      ORDER BY t.id DESC`,
    bindings,
  });
}

const DecisionSchema = Type.Object({
  status,
  at: Type.String(),
  by: Type.String(),
  reason: Type.String(),
  reviewOn: nullableText,
});
export type DecisionRow = Type.Static<typeof DecisionSchema>;
const decisionRow = Compile(DecisionSchema);

/** Every decision on a target area, the first first. */
export function listDecisions(knex: Knex, id: number): Promise<DecisionRow[]> {
  return selectRows(knex, decisionRow, {
    sql: `
      SELECT status, ${iso("at")} AS at, principal AS by, reason, review_on::text AS "reviewOn"
      FROM target_area_decision
      WHERE target_area_id = ?
      ORDER BY position`,
    bindings: [id],
  });
}

export type NewTargetArea = {
  readonly datasetId: number;
  readonly name: string;
  readonly source: (typeof TARGET_SOURCES)[number];
  /** GeoJSON text of a MultiPolygon. */
  readonly geometry: string;
  readonly evidence: unknown;
  readonly at: Date;
};
export type NewDecision = Omit<DecisionRow, "at"> & { readonly at: Date };

const idRow = Compile(Type.Object({ id: Type.Integer() }));

/** Store a target area with its first decision and an audit event. @returns its id */
export function insertTargetArea(knex: Knex, area: NewTargetArea, decision: NewDecision): Promise<number> {
  return knex.transaction(async (trx) => {
    const [row] = await selectRows(trx, idRow, {
      sql: `
        INSERT INTO target_area (dataset_id, name, source, proposed_at, evidence, geom)
        VALUES (?, ?, ?, ?::timestamptz, ?::jsonb, ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(?), 4326)))
        RETURNING id`,
      bindings: [
        ...[area.datasetId, area.name, area.source, area.at.toISOString(), JSON.stringify(area.evidence)],
        area.geometry,
      ],
    });
    if (row === undefined) throw new Error("the target area was stored without an id");
    await addDecision(trx, row.id, { position: 0, decision });
    return row.id;
  });
}

/**
 * Add a decision to a target area, after looking at the one that holds: nobody can decide in between.
 * @param decide from the status that holds; throws what refuses the change
 * @returns false when there is no such area
 */
export function decideTargetArea(
  knex: Knex,
  id: number,
  decide: (held: DecisionRow["status"]) => NewDecision,
): Promise<boolean> {
  return knex.transaction(async (trx) => {
    const locked = await selectRows(trx, idRow, {
      sql: "SELECT id FROM target_area WHERE id = ? FOR UPDATE",
      bindings: [id],
    });
    if (locked.length === 0) return false;
    const held = await listDecisions(trx, id);
    const last = held.at(-1);
    if (last === undefined) throw new Error(`target area ${id} has no decision`);
    await addDecision(trx, id, { position: held.length, decision: decide(last.status) });
    return true;
  });
}

async function addDecision(
  trx: Knex,
  id: number,
  { position, decision }: { position: number; decision: NewDecision },
): Promise<void> {
  const { status: decided, at, by, reason, reviewOn } = decision;
  await trx.raw(
    `
    INSERT INTO target_area_decision (target_area_id, position, at, principal, status, reason, review_on)
    VALUES (?, ?, ?::timestamptz, ?, ?, ?, ?::date)
    `,
    [id, position, at.toISOString(), by, decided, reason, reviewOn],
  );
  await trx.raw("INSERT INTO audit_event (principal, action, subject, details) VALUES (?, ?, ?, ?::jsonb)", [
    ...[by, `target_area.${decided}`, `target_area/${id}`, JSON.stringify({ position, reviewOn })],
  ]);
}
