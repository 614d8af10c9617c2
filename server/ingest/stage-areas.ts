import type { Knex } from "knex";
import type { CopyTarget } from "../db/database.ts";
import { DomainError } from "../errors.ts";
import { areaCellRows } from "./area-cells-beside.ts";
import type { BoundaryRow, BoundarySet, Reading } from "./reading.ts";
import { refuseMixingSets } from "./refuse-mixing.ts";
import type { StageContext, StagedFile } from "./stage-context.ts";
import { STAGED_AREA_CELL_COLUMNS, stagingTables } from "./staging.ts";

type BoundaryReading = Extract<Reading, { holds: "boundaries" }>;

/** Areas sent in one statement. */
const AREAS_PER_INSERT = 50;

/** Stage boundaries with their cells, and refuse what PostGIS finds invalid: repairing would move borders unseen. */
export async function stageAreas(ctx: StageContext, file: StagedFile, reading: BoundaryReading): Promise<void> {
  const { set, areas } = reading;
  const table = stagingTables(ctx.importId).area;
  const setId = await numberOfSet(ctx.db.bulk, set);
  const ids = new Map<string, number>();
  for (let at = 0; at < areas.length; at += AREAS_PER_INSERT) {
    ctx.signal.throwIfAborted();
    const inserted = await insertAreas(ctx.db.bulk, { table, setId, areas: areas.slice(at, at + AREAS_PER_INSERT) });
    for (const { code, id } of inserted) ids.set(code, id);
  }
  await refuseInvalid(ctx, file, setId);
  await stageAreaCells(
    ctx,
    areas.map(({ code, coordinates }) => ({ areaId: ids.get(code) ?? 0, coordinates })),
  );
  ctx.sets.push({ ...set, id: setId, areas: areas.length });
}

/**
 * The set and its areas get the numbers that they will have when published: points can be located in them before.
 * @throws DomainError import_refused where the set of that name is of the other sort, illustrative or real
 */
async function numberOfSet(knex: Knex, { code, synthetic }: BoundarySet): Promise<number> {
  const known = await knex.raw("SELECT id, code, title, synthetic FROM area_set WHERE code = ?", [code]);
  const [set] = known.rows;
  if (set !== undefined && set.synthetic !== synthetic) throw refuseMixingSets(set);
  if (set !== undefined) return set.id;
  const { rows } = await knex.raw("SELECT nextval(pg_get_serial_sequence('area_set', 'id'))::int AS id");
  return rows[0].id;
}

type Areas = { readonly table: string; readonly setId: number; readonly areas: readonly BoundaryRow[] };

async function insertAreas(knex: Knex, { table, setId, areas }: Areas): Promise<{ code: string; id: number }[]> {
  const texts = areas.map(({ coordinates, ...area }) => ({
    ...area,
    geometry: JSON.stringify({ type: "MultiPolygon", coordinates }),
  }));
  const { rows } = await knex.raw(
    `
    INSERT INTO ${table} (id, set_id, code, name, borough_code, borough_name, geom)
    SELECT nextval(pg_get_serial_sequence('area', 'id')), given.set_id, a.code, a.name, a."boroughCode", a."boroughName",
      ST_SetSRID(ST_GeomFromGeoJSON(a.geometry), 4326)
    FROM json_to_recordset(?::json) AS a(code text, name text, "boroughCode" text, "boroughName" text, geometry text)
    CROSS JOIN (SELECT ?::int AS set_id) given
    RETURNING code, id
    `,
    [JSON.stringify(texts), setId],
  );
  return rows;
}

async function refuseInvalid(ctx: StageContext, { fileName }: StagedFile, setId: number): Promise<void> {
  const { rows } = await ctx.db.bulk.raw(
    `
    SELECT code, name, ST_IsValidReason(geom) AS reason
    FROM ${stagingTables(ctx.importId).area}
    WHERE set_id = ? AND NOT ST_IsValid(geom)
    ORDER BY code
    LIMIT 1
    `,
    [setId],
  );
  const [invalid] = rows;
  if (invalid === undefined) return;
  throw new DomainError(
    "import_refused",
    `${fileName}: the boundary of ${invalid.name} (${invalid.code}) is not a valid polygon: ${invalid.reason} (longitude latitude). Mend it in the source and import again; nothing was saved.`,
    { file: fileName, code: invalid.code },
  );
}

async function stageAreaCells(ctx: StageContext, areas: Parameters<typeof areaCellRows>[0]): Promise<void> {
  const into: CopyTarget = { table: stagingTables(ctx.importId).areaCell, columns: STAGED_AREA_CELL_COLUMNS };
  for await (const { text, rows } of areaCellRows(areas, ctx.signal)) {
    await ctx.copies.add(into, text, rows);
    ctx.tally.addRead(1);
  }
}
