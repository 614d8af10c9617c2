import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { AREA_KINDS } from "../api/vocabulary.ts";
import { marks, selectRows } from "./select-rows.ts";

const nullableText = Type.Union([Type.String(), Type.Null()]);
const kind = Type.Enum(AREA_KINDS);

const AreaSetRowSchema = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  kind,
  title: Type.String(),
  vintage: Type.Integer(),
  validFrom: Type.String(),
  synthetic: Type.Boolean(),
  source: nullableText,
  note: nullableText,
  version: Type.Integer(),
  areas: Type.Integer(),
});
export type AreaSetRow = Type.Static<typeof AreaSetRowSchema>;
const areaSetRow = Compile(AreaSetRowSchema);

/** Every area set with its number of areas, by kind and the latest vintage first. */
export function listAreaSets(knex: Knex): Promise<AreaSetRow[]> {
  return selectRows(knex, areaSetRow, {
    sql: `
      SELECT s.id, s.code, s.kind, s.title, s.vintage, s.valid_from::text AS "validFrom", s.synthetic, s.source, s.note,
        s.version, (SELECT count(*)::int FROM area a WHERE a.area_set_id = s.id) AS areas
      FROM area_set s
      ORDER BY s.kind, s.vintage DESC, s.code`,
    bindings: [],
  });
}

const ChosenSetIdSchema = Type.Object({ id: Type.Integer(), kind });
const chosenSetId = Compile(ChosenSetIdSchema);

/** The set of each kind that the dataset's incidents are located in. */
export function listChosenSetIds(knex: Knex, datasetId: number): Promise<Type.Static<typeof ChosenSetIdSchema>[]> {
  return selectRows(knex, chosenSetId, {
    sql: "SELECT area_set_id AS id, kind FROM dataset_area_set WHERE dataset_id = ?",
    bindings: [datasetId],
  });
}

const AreaCodeSchema = Type.Object({ id: Type.Integer(), setId: Type.Integer(), code: Type.String() });
export type AreaCodeRow = Type.Static<typeof AreaCodeSchema>;
const areaCodeRow = Compile(AreaCodeSchema);

/** Where these codes stand, in whichever sets. */
export async function findAreaCodes(knex: Knex, codes: readonly string[]): Promise<AreaCodeRow[]> {
  return selectRows(knex, areaCodeRow, {
    sql: `SELECT id, area_set_id AS "setId", code FROM area WHERE code IN (${marks(codes)}) ORDER BY code, area_set_id`,
    bindings: [...codes],
  });
}

const AreaNameSchema = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  borough: nullableText,
});
export type AreaNameRow = Type.Static<typeof AreaNameSchema>;
const areaNameRow = Compile(AreaNameSchema);

/** The areas of a set, by code. */
export function listAreas(knex: Knex, setId: number): Promise<AreaNameRow[]> {
  return selectRows(knex, areaNameRow, {
    sql: `
      SELECT id, code, name, borough_code AS borough
      FROM area
      WHERE area_set_id = ?
      ORDER BY code COLLATE "C"`,
    bindings: [setId],
  });
}

const AreaShapeSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  borough: nullableText,
  boroughName: nullableText,
  lng: Type.Number(),
  lat: Type.Number(),
  geometry: Type.String(),
});
export type AreaShapeRow = Type.Static<typeof AreaShapeSchema>;
const areaShapeRow = Compile(AreaShapeSchema);

/**
 * The areas of a set with their outlines as GeoJSON text to a tenth of a metre and a point inside each.
 * @param boroughs codes; null = all
 */
export function listAreaShapes(knex: Knex, setId: number, boroughs: readonly string[] | null): Promise<AreaShapeRow[]> {
  const within = boroughs === null ? "" : `AND (borough_code IN (${marks(boroughs)}) OR code IN (${marks(boroughs)}))`;
  return selectRows(knex, areaShapeRow, {
    sql: `
      SELECT code, name, borough_code AS borough, borough_name AS "boroughName",
        round(ST_X(label)::numeric, 6)::float8 AS lng,
        round(ST_Y(label)::numeric, 6)::float8 AS lat,
        ST_AsGeoJSON(geom, 6) AS geometry
      FROM (SELECT *, ST_PointOnSurface(geom) AS label FROM area WHERE area_set_id = ? ${within}) shaped
      ORDER BY code COLLATE "C"`,
    bindings: boroughs === null ? [setId] : [setId, ...boroughs, ...boroughs],
  });
}
