import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { type CountFilter, fitsRollup, incidentWhere, type LocatedColumn, rollupWhere } from "./count-filter.ts";
import { marks, type Sql, selectRows } from "./select-rows.ts";

const AreaCountRowSchema = Type.Object({ areaId: Type.Integer(), n: Type.Integer() });
const areaCountRow = Compile(AreaCountRowSchema);

/** The set to count in, and where incidents keep their area of it; null when they do not. */
export type CountingSet = { readonly id: number; readonly column: LocatedColumn | null };

/** Located incidents per area of a set; area 0 = in none of them. Areas without an incident have no row. */
export function countAreas(
  knex: Knex,
  filter: CountFilter,
  set: CountingSet,
): Promise<Type.Static<typeof AreaCountRowSchema>[]> {
  if (set.column === "borough_id" && fitsRollup(filter))
    return selectRows(knex, areaCountRow, boroughsFromRollup(filter));
  return selectRows(
    knex,
    areaCountRow,
    set.column === null ? joinOnTheSpot(filter, set.id) : stored(filter, set.column),
  );
}

function boroughsFromRollup(filter: CountFilter): Sql {
  const where = rollupWhere(filter, filter.cells?.res ?? 7);
  return {
    sql: `
      SELECT c.borough_id AS "areaId", sum(c.n)::int AS n
      FROM cell_count c
      WHERE ${where.sql}
      GROUP BY 1`,
    bindings: where.bindings,
  };
}

function stored(filter: CountFilter, column: LocatedColumn): Sql {
  const where = incidentWhere(filter);
  return {
    sql: `
      SELECT i.${column} AS "areaId", count(*)::int AS n
      FROM incident i
      WHERE ${where.sql}
      GROUP BY 1`,
    bindings: where.bindings,
  };
}

/** The area of a set that `point.geom` lies in: on a shared edge the lowest code wins. Binding: the set. */
export const HOME_OF_POINT = `
  SELECT a.id
  FROM area a
  WHERE a.area_set_id = ?
    AND ST_Covers(a.geom, point.geom)
  ORDER BY a.code COLLATE "C"
  LIMIT 1`;

/** Each distinct point is placed once: published points repeat. */
function joinOnTheSpot(filter: CountFilter, setId: number): Sql {
  const where = incidentWhere(filter);
  return {
    sql: `
      WITH point AS MATERIALIZED (
        SELECT i.geom, count(*) AS n
        FROM incident i
        WHERE ${where.sql}
        GROUP BY i.geom
      )
      SELECT coalesce(home.id, 0) AS "areaId", sum(point.n)::int AS n
      FROM point
      LEFT JOIN LATERAL (${HOME_OF_POINT}) home ON true
      GROUP BY 1`,
    bindings: [...where.bindings, setId],
  };
}

const PublishedRowSchema = Type.Object({ code: Type.String(), name: Type.String(), n: Type.Integer() });
export type PublishedRow = Type.Static<typeof PublishedRowSchema>;
const publishedRow = Compile(PublishedRowSchema);

/** Published counts per area code, zeros of the window included: an absent row of the source is a zero. */
export function countPublished(knex: Knex, filter: CountFilter, kind: string): Promise<PublishedRow[]> {
  return selectRows(knex, publishedRow, {
    sql: `
      SELECT area_code AS code, max(area_name) AS name,
        coalesce(sum(n) FILTER (
          WHERE month >= ?::date AND month < ?::date AND category IN (${marks(filter.categoryIds)})
        ), 0)::int AS n
      FROM area_count
      WHERE force_id IN (${marks(filter.forceIds)})
        AND dataset_id = ?
        AND area_kind = ?
      GROUP BY area_code
      ORDER BY area_code COLLATE "C"`,
    bindings: [filter.from, filter.to, ...filter.categoryIds, ...filter.forceIds, filter.datasetId, kind],
  });
}
