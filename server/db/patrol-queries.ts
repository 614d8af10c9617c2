import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { marks, selectRows } from "./select-rows.ts";

const CoverSchema = Type.Object({ stop: Type.Integer(), zone: Type.Integer(), whole: Type.Boolean() });
const cover = Compile(CoverSchema);

/**
 * Which of the zones lie on which of the circles.
 * @param circles GeoJSON text
 */
export async function coverStops(
  knex: Knex,
  zoneIds: readonly number[],
  circles: readonly string[],
): Promise<Type.Static<typeof CoverSchema>[]> {
  if (zoneIds.length === 0 || circles.length === 0) return [];
  return selectRows(knex, cover, {
    sql: `
      SELECT c.stop, z.id AS zone, ST_Covers(z.geom, c.geom) AS whole
      FROM (
        SELECT given.stop, ST_SetSRID(ST_GeomFromGeoJSON(given.circle), 4326) AS geom
        FROM (VALUES ${circles.map(() => "(?::int, ?::text)").join(", ")}) AS given (stop, circle)) c
      JOIN zone z ON ST_Intersects(z.geom, c.geom)
      WHERE z.id IN (${marks(zoneIds)})
      ORDER BY 1, 2`,
    bindings: [...circles.flatMap((circle, stop) => [stop, circle]), ...zoneIds],
  });
}

const VisitSchema = Type.Object({
  id: Type.Integer(),
  target: Type.Integer(),
  stop: Type.Union([Type.String(), Type.Null()]),
  arrivedAt: Type.String(),
  leftAt: Type.Union([Type.String(), Type.Null()]),
  minutes: Type.Union([Type.Integer(), Type.Null()]),
  note: Type.Union([Type.String(), Type.Null()]),
  by: Type.String(),
});
export type VisitRow = Type.Static<typeof VisitSchema>;
const visit = Compile(VisitSchema);

const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
const VISIT = `
  v.id, v.target_area_id AS target, v.stop, ${iso("v.arrived_at")} AS "arrivedAt", ${iso("v.left_at")} AS "leftAt",
  round(extract(epoch FROM v.left_at - v.arrived_at) / 60)::int AS minutes, v.note, v.principal AS by`;
const MOST_VISITS = 500;

export type VisitFilter = {
  readonly target?: number;
  readonly datasetId?: number;
  /** A day in London on which it began. */
  readonly date?: string;
};

/** Visits, the latest first. */
export function listVisits(knex: Knex, { target, datasetId, date }: VisitFilter): Promise<VisitRow[]> {
  const where = [
    ...(target === undefined ? [] : [{ sql: "v.target_area_id = ?", value: target }]),
    ...(datasetId === undefined ? [] : [{ sql: "t.dataset_id = ?", value: datasetId }]),
    ...(date === undefined
      ? []
      : [{ sql: "(v.arrived_at AT TIME ZONE 'Europe/London')::date = ?::date", value: date }]),
  ];
  return selectRows(knex, visit, {
    sql: `
      SELECT ${VISIT}
      FROM patrol_visit v
      JOIN target_area t ON t.id = v.target_area_id
      ${where.length === 0 ? "" : `WHERE ${where.map(({ sql }) => sql).join(" AND ")}`}
      ORDER BY v.arrived_at DESC, v.id DESC
      LIMIT ${MOST_VISITS}`,
    bindings: where.map(({ value }) => value),
  });
}

export async function findVisit(knex: Knex, id: number): Promise<VisitRow | null> {
  const [row] = await selectRows(knex, visit, {
    sql: `SELECT ${VISIT} FROM patrol_visit v WHERE v.id = ?`,
    bindings: [id],
  });
  return row ?? null;
}

const idRow = Compile(Type.Object({ id: Type.Integer() }));

export type NewVisit = Pick<VisitRow, "target" | "stop" | "note" | "by"> & { readonly arrivedAt: Date };

/** @returns the id of the visit */
export async function insertVisit(knex: Knex, { target, stop, arrivedAt, note, by }: NewVisit): Promise<number> {
  const [row] = await selectRows(knex, idRow, {
    sql: `
      INSERT INTO patrol_visit (target_area_id, stop, arrived_at, note, principal)
      VALUES (?, ?, ?::timestamptz, ?, ?)
      RETURNING id`,
    bindings: [target, stop, arrivedAt.toISOString(), note, by],
  });
  if (row === undefined) throw new Error("the visit was stored without an id");
  return row.id;
}

/** End a visit that lasts. @returns false when it ended before, or there is none */
export async function endVisit(
  knex: Knex,
  id: number,
  { leftAt, note }: { leftAt: Date; note: string | null },
): Promise<boolean> {
  const ended = await selectRows(knex, idRow, {
    sql: `
      UPDATE patrol_visit SET left_at = ?::timestamptz, note = coalesce(?, note)
      WHERE id = ? AND left_at IS NULL
      RETURNING id`,
    bindings: [leftAt.toISOString(), note, id],
  });
  return ended.length > 0;
}
