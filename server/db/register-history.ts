import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { DomainError } from "../errors.ts";
import { selectRows } from "./select-rows.ts";

/** The registers that keep every state: where each lies, and by what its versions name it. */
const REGISTERS = {
  zone: { table: "zone", key: "zone_id" },
  operation: { table: "operation", key: "operation_id" },
  event: { table: "dated_event", key: "event_id" },
} as const;
export type Register = keyof typeof REGISTERS;

const VersionSchema = Type.Object({
  version: Type.Integer(),
  action: Type.String(),
  /** Milliseconds since 1970. */
  recordedAt: Type.Number(),
  recordedBy: Type.String(),
  reason: Type.Union([Type.String(), Type.Null()]),
  /** JSON text of the state. */
  state: Type.String(),
});
export type VersionRow = Type.Static<typeof VersionSchema>;
const versionRow = Compile(VersionSchema);

/** What every action left of an entry, the newest first. */
export function listVersions(knex: Knex, register: Register, id: number): Promise<VersionRow[]> {
  const { table, key } = REGISTERS[register];
  return selectRows(knex, versionRow, {
    sql: `
      SELECT version, action, (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt", recorded_by AS "recordedBy",
        reason, state::text AS state
      FROM ${table}_version
      WHERE ${key} = ?
      ORDER BY version DESC`,
    bindings: [id],
  });
}

export type Acted = { readonly id: number; readonly action: string; readonly by: string };

/** Who did what to which state of an entry; never what it says or why. */
export async function auditAction(trx: Knex, register: Register, { id, action, by }: Acted): Promise<void> {
  await trx.raw(
    `
    INSERT INTO audit_event (principal, action, subject, details)
    SELECT ?, ?, ?, jsonb_build_object('version', version)
    FROM ${REGISTERS[register].table}
    WHERE id = ?
    `,
    [by, `${register}.${action}`, `${register}/${id}`, id],
  );
}

/** For a change of a state that is no longer the last one. */
export function changedSince(register: Register): DomainError {
  const message = `version: the ${register} has changed since it was read. Read it again.`;
  return new DomainError("conflict", message, { field: "version" });
}
