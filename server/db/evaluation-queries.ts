import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { compactFromHalves } from "../api/cell-columns.ts";
import type { Visibility } from "../api/operations.ts";
import { type CountFilter, incidentWhere } from "./count-filter.ts";
import { selectPacked } from "./select-packed.ts";
import { marks, selectRows } from "./select-rows.ts";

const nullableText = Type.Union([Type.String(), Type.Null()]);

const SubjectRowSchema = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  dataset: nullableText,
  part: Type.String(),
  /** First day and the day after the last; of a zone without an end null. */
  from: Type.String(),
  to: nullableText,
  geometry: Type.String(),
});
/** A phase of an operation, or a zone: what was done, when and where. */
export type SubjectRow = Type.Static<typeof SubjectRowSchema>;
const subjectRow = Compile(SubjectRowSchema);

const SELECT_PHASES = `
  SELECT o.id, o.name, d.code AS dataset, p.name AS part, p.starts_on::text AS "from", p.ends_on::text AS "to",
    ST_AsGeoJSON(p.geom, 7) AS geometry
  FROM operation o
  JOIN operation_phase p ON p.operation_id = o.id
  LEFT JOIN dataset d ON d.id = o.dataset_id`;

/** The phases of an operation, the earliest first; empty when there is none, or none that the asker may know of. */
export function readOperationPhases(knex: Knex, id: number, visible: readonly Visibility[]): Promise<SubjectRow[]> {
  return selectRows(knex, subjectRow, {
    sql: `${SELECT_PHASES} WHERE o.id = ? AND o.visibility IN (${marks(visible)}) ORDER BY p.starts_on, p.position`,
    bindings: [id, ...visible],
  });
}

/**
 * Phases of all other operations of a dataset; those of none are about every real dataset. Of every class: where police were
 * at work is no place to compare with, whoever asks, and nothing of it is told but that.
 */
export function listOtherPhases(
  knex: Knex,
  { except, dataset, synthetic }: { except: number | null; dataset: string; synthetic: boolean },
): Promise<SubjectRow[]> {
  return selectRows(knex, subjectRow, {
    sql: `${SELECT_PHASES}
      WHERE o.id IS DISTINCT FROM ?::int
        AND (d.code = ? OR (d.code IS NULL AND NOT ?::boolean))
      ORDER BY o.id, p.starts_on, p.position`,
    bindings: [except, dataset, synthetic],
  });
}

/** A zone by the London days it began and ended; empty when there is none. */
export function readZone(knex: Knex, id: number): Promise<SubjectRow[]> {
  return selectRows(knex, subjectRow, {
    sql: `
      SELECT z.id, z.title AS name, d.code AS dataset, z.title AS part,
        (z.effective_from AT TIME ZONE 'Europe/London')::date::text AS "from",
        (z.effective_to AT TIME ZONE 'Europe/London')::date::text AS "to",
        ST_AsGeoJSON(z.geom, 7) AS geometry
      FROM zone z
      LEFT JOIN dataset d ON d.id = z.dataset_id
      WHERE z.id = ?`,
    bindings: [id],
  });
}

/**
 * Incidents in the order that the database finds them, packed row by row: cell at `res`, cell at `placeRes`, borough id, days
 * since 1970, category × 3 + generation (public, police, mixed), hour in London (255 = not known).
 */
export async function packIncidents(
  knex: Knex,
  filter: CountFilter,
  { res, placeRes }: { res: number; placeRes: number },
): Promise<Uint8Array> {
  const where = incidentWhere(filter);
  const view = await selectPacked(knex, {
    sql: `
      SELECT string_agg(
        int8send(i.cell_${res}) || int8send(i.cell_${placeRes}) || int4send(i.borough_id)
          || int4send(i.occurred_on - DATE '1970-01-01')
          || int2send((i.category * 3
            + CASE i.generation WHEN 'public_reported' THEN 0 WHEN 'police_generated' THEN 1 ELSE 2 END)::int2)
          || int2send(CASE WHEN i.precision IN ('minute', 'hour')
            THEN extract(hour FROM i.occurred_from AT TIME ZONE 'Europe/London')::int2 ELSE 255::int2 END),
        ''::bytea) AS packed
      FROM incident i
      WHERE ${where.sql}`,
    bindings: where.bindings,
  });
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

const foundRow = Compile(Type.Object({ found: Type.Boolean() }));

/** Whether a dataset holds reports of the public in these categories. */
export async function hasPublicReports(
  knex: Knex,
  datasetId: number,
  categoryIds: readonly number[],
): Promise<boolean> {
  const [row] = await selectRows(knex, foundRow, {
    sql: `
      SELECT EXISTS (
        SELECT 1
        FROM incident
        WHERE dataset_id = ?
          AND category IN (${marks(categoryIds)})
          AND generation = 'public_reported') AS found`,
    bindings: [datasetId, ...categoryIds],
  });
  return row?.found ?? false;
}

/** Which cells the areas of a set overlap, by cell: three columns of one length. */
export type AreaCellColumns = {
  readonly cell: Float64Array;
  /** area.id. */
  readonly area: Int32Array;
  /** 1 where the cell's centre is inside. */
  readonly centre: Uint8Array;
};

const AREA_CELL_BYTES = 14;

export async function listAreaCellColumns(knex: Knex, setId: number, res: number): Promise<AreaCellColumns> {
  const view = await selectPacked(knex, {
    sql: `
      SELECT string_agg(int8send(cell) || int4send(area_id) || int2send(centre_inside::int::int2), ''::bytea) AS packed
      FROM (
        SELECT c.cell, c.area_id, c.centre_inside
        FROM area_cell c
        JOIN area a ON a.id = c.area_id
        WHERE a.area_set_id = ?
          AND c.res = ?
        ORDER BY c.cell, a.code COLLATE "C") held`,
    bindings: [setId, res],
  });
  const rows = view.byteLength / AREA_CELL_BYTES;
  const columns = { cell: new Float64Array(rows), area: new Int32Array(rows), centre: new Uint8Array(rows) };
  for (let row = 0; row < rows; row++) {
    const at = row * AREA_CELL_BYTES;
    columns.cell[row] = compactFromHalves(view.getUint32(at), view.getUint32(at + 4), res);
    columns.area[row] = view.getInt32(at + 8);
    columns.centre[row] = view.getInt16(at + 12);
  }
  return columns;
}

const PairSchema = Type.Object({ one: Type.Integer(), other: Type.Integer() });
const pairRow = Compile(PairSchema);
const METRES_PER_DEGREE = 111_195;

/**
 * Pairs of areas of a set whose polygons lie within so many metres of each other; each pair once. Measured on a plane through
 * the middle of the set, true to half a per cent over a city: distances on the globe cost a hundred times as much.
 */
export function listNeighbouringAreas(
  knex: Knex,
  setId: number,
  metres: number,
): Promise<Type.Static<typeof PairSchema>[]> {
  return selectRows(knex, pairRow, {
    sql: `
      WITH middle AS (SELECT avg(ST_Y(ST_Centroid(geom))) AS lat FROM area WHERE area_set_id = ?),
      plane AS MATERIALIZED (
        SELECT a.id, ST_Scale(a.geom, ?::float8 * cos(radians(middle.lat)), ?::float8) AS geom
        FROM area a, middle
        WHERE a.area_set_id = ?)
      SELECT a.id AS one, b.id AS other
      FROM plane a
      JOIN plane b ON b.id > a.id AND ST_DWithin(a.geom, b.geom, ?)
      ORDER BY a.id, b.id`,
    bindings: [setId, METRES_PER_DEGREE, METRES_PER_DEGREE, setId, metres],
  });
}

const OverlapSchema = Type.Object({ code: Type.String(), share: Type.Number(), hectares: Type.Number() });
const overlapRow = Compile(OverlapSchema);

/** Areas of a set that a shape touches, and the share of each that it covers. @param geometry GeoJSON */
export function listOverlaps(
  knex: Knex,
  setId: number,
  geometry: string,
): Promise<Type.Static<typeof OverlapSchema>[]> {
  return selectRows(knex, overlapRow, {
    sql: `
      WITH shape AS (SELECT ST_SetSRID(ST_GeomFromGeoJSON(?), 4326) AS geom)
      SELECT a.code, (ST_Area(ST_Intersection(a.geom, shape.geom)) / ST_Area(a.geom))::float8 AS share,
        (ST_Area(a.geom::geography) / 10000)::float8 AS hectares
      FROM area a, shape
      WHERE a.area_set_id = ?
        AND ST_Intersects(a.geom, shape.geom)
      ORDER BY a.code COLLATE "C"`,
    bindings: [geometry, setId],
  });
}
