import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import type { EVENT_KINDS } from "../api/events.ts";
import type { Recorded } from "./operation-changes.ts";
import { auditAction, changedSince } from "./register-history.ts";
import { type Binding, selectRows } from "./select-rows.ts";

/** What may be changed of an event. */
export type EventWords = {
  readonly operationId: number | null;
  readonly kind: (typeof EVENT_KINDS)[number];
  readonly name: string;
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  readonly areas: readonly string[];
  readonly note: string | null;
};

export type EventValues = EventWords & {
  readonly datasetId: number | null;
  readonly origin: "made_here" | "demo";
};

const idRow = Compile(Type.Object({ id: Type.Integer() }));

/** @returns its id */
export async function insertEvent(trx: Knex, event: EventValues, by: string): Promise<number> {
  const [row] = await selectRows(trx, idRow, {
    sql: `
      INSERT INTO dated_event (dataset_id, origin, recorded_by, operation_id, kind, name, starts_on, ends_on, area_codes, note)
      VALUES (?::smallint, ?, ?, ?::integer, ?, ?, ?::date, ?::date, ?::jsonb, ?)
      RETURNING id`,
    bindings: [event.datasetId, event.origin, by, ...valuesOf(event)],
  });
  if (row === undefined) throw new Error("the event was not stored");
  await recordState(trx, row.id, "made", { by, reason: null });
  return row.id;
}

export type SeenEvent = { readonly id: number; readonly version: number };

/**
 * Put an event's new state in the place of the one the caller saw; the old one stays in its history.
 * @throws DomainError conflict when it has changed since
 */
export async function updateEvent(trx: Knex, seen: SeenEvent, event: EventWords, recorded: Recorded): Promise<void> {
  const rows = await selectRows(trx, idRow, {
    sql: `
      UPDATE dated_event
      SET operation_id = ?::integer, kind = ?, name = ?, starts_on = ?::date, ends_on = ?::date, area_codes = ?::jsonb, note = ?,
        version = version + 1
      WHERE id = ? AND version = ? AND withdrawn_at IS NULL
      RETURNING id`,
    bindings: [...valuesOf(event), seen.id, seen.version],
  });
  if (rows.length === 0) throw changedSince("event");
  await recordState(trx, seen.id, "edited", recorded);
}

/** Take an event off every series; the row stays, with who, when and why. @throws DomainError conflict when it has changed since */
export async function withdrawEvent(trx: Knex, { id, version }: SeenEvent, recorded: Recorded): Promise<void> {
  const rows = await selectRows(trx, idRow, {
    sql: `
      UPDATE dated_event
      SET withdrawn_at = now(), version = version + 1
      WHERE id = ? AND version = ? AND withdrawn_at IS NULL
      RETURNING id`,
    bindings: [id, version],
  });
  if (rows.length === 0) throw changedSince("event");
  await recordState(trx, id, "withdrawn", recorded);
}

function valuesOf({ operationId, kind, name, from, to, areas, note }: EventWords): Binding[] {
  return [operationId, kind, name, from, to, JSON.stringify(areas), note];
}

/** Written from the row itself, so that the history cannot say anything else than what was stored. */
async function recordState(
  trx: Knex,
  id: number,
  action: "made" | "edited" | "withdrawn",
  { by, reason }: Recorded,
): Promise<void> {
  await trx.raw(
    `
    INSERT INTO dated_event_version (event_id, version, action, recorded_by, reason, state)
    SELECT id, version, ?, ?, ?, jsonb_build_object('kind', kind, 'name', name, 'from', starts_on, 'to', ends_on,
      'note', note, 'areas', area_codes, 'operation', operation_id)
    FROM dated_event
    WHERE id = ?
    `,
    [action, by, reason, id],
  );
  await auditAction(trx, "event", { id, action, by });
}
