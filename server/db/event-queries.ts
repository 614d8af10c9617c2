import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { EVENT_KINDS } from "../api/events.ts";
import type { Visibility } from "../api/operations.ts";
import { type Binding, marks, selectRows } from "./select-rows.ts";

const EventRowSchema = Type.Object({
  id: Type.Integer(),
  version: Type.Integer(),
  kind: Type.Enum(EVENT_KINDS),
  name: Type.String(),
  from: Type.String(),
  to: Type.String(),
  note: Type.Union([Type.String(), Type.Null()]),
  dataset: Type.Union([Type.String(), Type.Null()]),
  synthetic: Type.Boolean(),
  areas: Type.Array(Type.String()),
  operation: Type.Union([Type.Integer(), Type.Null()]),
});
export type EventRow = Type.Static<typeof EventRowSchema>;
const eventRow = Compile(EventRowSchema);

export type EventFilter = {
  /** Classes of operations the asker may know of: an event of another is not there for them. */
  readonly visible: readonly Visibility[];
  readonly dataset: { readonly id: number; readonly synthetic: boolean } | null;
  readonly from: string | null;
  readonly to: string | null;
  /** About one of these areas, the borough of one, a ward of one, or everywhere; null = all. */
  readonly areas: readonly string[] | null;
  readonly operationId: number | null;
  readonly id: number | null;
  /** Also those that were withdrawn; left out: no. */
  readonly withdrawnToo?: boolean;
};

/** Dated events by their first day. */
export function listEvents(knex: Knex, filter: EventFilter): Promise<EventRow[]> {
  const { visible, dataset, from, to, areas, operationId, id, withdrawnToo = false } = filter;
  const where = [`(e.operation_id IS NULL OR o.visibility IN (${marks(visible)}))`];
  const bindings: Binding[] = [...visible];
  const add = (sql: string, ...values: readonly Binding[]) => {
    where.push(sql);
    bindings.push(...values);
  };
  if (!withdrawnToo) add("e.withdrawn_at IS NULL");
  if (dataset !== null)
    add(dataset.synthetic ? "e.dataset_id = ?" : "(e.dataset_id IS NULL OR e.dataset_id = ?)", dataset.id);
  if (from !== null) add("e.ends_on > ?::date", from);
  if (to !== null) add("e.starts_on < ?::date", to);
  if (operationId !== null) add("e.operation_id = ?", operationId);
  if (id !== null) add("e.id = ?", id);
  if (areas !== null) add(ABOUT_AREAS.replaceAll("LIST", marks(areas)), ...areas, ...areas, ...areas);
  return selectRows(knex, eventRow, {
    sql: `
      SELECT e.id, e.version, e.kind, e.name, e.starts_on::text AS "from", e.ends_on::text AS "to", e.note, d.code AS dataset,
        coalesce(d.synthetic, false) AS synthetic, e.area_codes AS areas, e.operation_id AS operation
      FROM dated_event e
      LEFT JOIN dataset d ON d.id = e.dataset_id
      LEFT JOIN operation o ON o.id = e.operation_id
      WHERE ${where.join(" AND ")}
      ORDER BY e.starts_on, e.id`,
    bindings,
  });
}

const ABOUT_AREAS = `(e.area_codes = '[]'::jsonb OR EXISTS (
  SELECT 1
  FROM jsonb_array_elements_text(e.area_codes) about(code)
  LEFT JOIN area a ON a.code = about.code
  LEFT JOIN area asked ON asked.borough_code = about.code AND asked.code IN (LIST)
  WHERE about.code IN (LIST) OR a.borough_code IN (LIST) OR asked.id IS NOT NULL))`;
