import type { Knex } from "knex";
import type { BoundarySet } from "../reading.ts";
import { stagingTables } from "../staging.ts";

/**
 * Replace one area set by its staged areas and their cells.
 * @returns areas of the earlier version that went
 */
export async function publishAreas(trx: Knex, importId: number, set: BoundarySet): Promise<number> {
  const t = stagingTables(importId);
  const setId = await upsertSet(trx, set);
  await trx.raw("DELETE FROM area_cell WHERE area_id IN (SELECT id FROM area WHERE area_set_id = ?)", [setId]);
  const { rows } = await trx.raw(
    "WITH gone AS (DELETE FROM area WHERE area_set_id = ? RETURNING 1) SELECT count(*)::int AS n FROM gone",
    [setId],
  );
  await trx.raw(
    `
    INSERT INTO area (area_set_id, code, name, borough_code, borough_name, geom)
    SELECT ?::int, code, name, borough_code, borough_name, geom FROM ${t.area} WHERE set_code = ? ORDER BY code
    `,
    [setId, set.code],
  );
  await trx.raw(
    `
    INSERT INTO area_cell (area_id, res, cell, centre_inside)
    SELECT a.id, c.res, c.cell, c.centre_inside
    FROM ${t.areaCell} c
    JOIN area a ON a.area_set_id = ? AND a.code = c.code
    WHERE c.set_code = ?
    `,
    [setId, set.code],
  );
  return rows[0].n;
}

async function upsertSet(trx: Knex, set: BoundarySet): Promise<number> {
  const { rows } = await trx.raw(
    `
    INSERT INTO area_set AS s (code, kind, title, vintage, valid_from, synthetic, note)
    VALUES (?, ?, ?, ?, ?::date, ?, ?)
    ON CONFLICT (code) DO UPDATE SET
      kind = EXCLUDED.kind, title = EXCLUDED.title, vintage = EXCLUDED.vintage, valid_from = EXCLUDED.valid_from,
      synthetic = EXCLUDED.synthetic, note = EXCLUDED.note, version = s.version + 1
    RETURNING id
    `,
    [set.code, set.kind, set.title, set.vintage, validFrom(set), set.synthetic, set.note],
  );
  return rows[0].id;
}

/** New ward boundaries take effect at the May elections of their year; other kinds on the first of January. */
function validFrom(set: BoundarySet): string {
  return set.kind === "ward" ? `${set.vintage}-05-01` : `${set.vintage}-01-01`;
}
