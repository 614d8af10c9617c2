import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { marks, selectRows } from "./select-rows.ts";

const GroupRowSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  codes: Type.Array(Type.String()),
  source: Type.Union([Type.String(), Type.Null()]),
});
export type AreaGroupRow = Type.Static<typeof GroupRowSchema>;
const groupRow = Compile(GroupRowSchema);

/** Groups of areas that were saved here, by name. */
export function listAreaGroups(knex: Knex): Promise<AreaGroupRow[]> {
  return selectRows(knex, groupRow, {
    sql: `SELECT code AS id, name, area_codes AS codes, source FROM area_group ORDER BY name COLLATE "C", code`,
    bindings: [],
  });
}

const codeRow = Compile(Type.Object({ code: Type.String() }));

/** @returns false when the id is taken; nothing is stored then */
export async function insertAreaGroup(knex: Knex, group: AreaGroupRow, by: string): Promise<boolean> {
  const rows = await selectRows(knex, codeRow, {
    sql: `
      INSERT INTO area_group (code, name, area_codes, source, recorded_by) VALUES (?, ?, ?::jsonb, ?, ?)
      ON CONFLICT DO NOTHING
      RETURNING code`,
    bindings: [group.id, group.name, JSON.stringify(group.codes), group.source, by],
  });
  return rows.length > 0;
}

/** Those of the codes that some loaded area set has. */
export async function knownAreaCodes(knex: Knex, codes: readonly string[]): Promise<Set<string>> {
  const rows = await selectRows(knex, codeRow, {
    sql: `SELECT DISTINCT code FROM area WHERE code IN (${marks(codes)})`,
    bindings: [...codes],
  });
  return new Set(rows.map((row) => row.code));
}
