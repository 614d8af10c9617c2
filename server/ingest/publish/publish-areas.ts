import type { Knex } from "knex";
import type { StagedSet } from "../stage-context.ts";
import { stagingTables } from "../staging.ts";
import { validFrom } from "./choose-sets.ts";

/**
 * Replace one area set by its staged areas and their cells.
 * @returns areas of the earlier version that went
 */
export async function publishAreas(trx: Knex, importId: number, set: StagedSet): Promise<number> {
  const t = stagingTables(importId);
  const setId = await upsertSet(trx, set);
  await trx.raw("DELETE FROM area_cell WHERE area_id IN (SELECT id FROM area WHERE area_set_id = ?)", [setId]);
  const { rows } = await trx.raw(
    "WITH gone AS (DELETE FROM area WHERE area_set_id = ? RETURNING 1) SELECT count(*)::int AS n FROM gone",
    [setId],
  );
  await trx.raw(
    `
    INSERT INTO area (id, area_set_id, code, name, borough_code, borough_name, geom)
    SELECT id, ?::int, code, name, borough_code, borough_name, geom FROM ${t.area} WHERE set_id = ?
    `,
    [setId, set.id],
  );
  await trx.raw(
    `
    INSERT INTO area_cell (area_id, res, cell, centre_inside)
    SELECT area_id, res, cell, centre_inside
    FROM ${t.areaCell}
    WHERE area_id IN (SELECT id FROM ${t.area} WHERE set_id = ?)
    `,
    [set.id],
  );
  return rows[0].n;
}

/** @returns the number staged for the set, or another where somebody else published the set first */
async function upsertSet(trx: Knex, set: StagedSet): Promise<number> {
  const { rows } = await trx.raw(
    `
    INSERT INTO area_set AS s (id, code, kind, title, vintage, valid_from, synthetic, note)
    VALUES (?, ?, ?, ?, ?, ?::date, ?, ?)
    ON CONFLICT (code) DO UPDATE SET
      kind = EXCLUDED.kind, title = EXCLUDED.title, vintage = EXCLUDED.vintage, valid_from = EXCLUDED.valid_from,
      synthetic = EXCLUDED.synthetic, note = EXCLUDED.note, version = s.version + 1
    RETURNING id
    `,
    [set.id, set.code, set.kind, set.title, set.vintage, validFrom(set), set.synthetic, set.note],
  );
  return rows[0].id;
}
