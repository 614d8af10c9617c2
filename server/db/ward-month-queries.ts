import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import type { AreaKind } from "../api/vocabulary.ts";
import { HOME_OF_POINT } from "./area-count-queries.ts";
import { type CountFilter, incidentWhere } from "./count-filter.ts";
import { marks, type Sql, selectRows } from "./select-rows.ts";

const WardMonthSchema = Type.Object({ areaId: Type.Integer(), month: Type.String(), n: Type.Integer() });
export type WardMonth = Type.Static<typeof WardMonthSchema>;
const wardMonth = Compile(WardMonthSchema);

/**
 * Located incidents per ward of a set and month; zeros have no row.
 * @param set the wards are stored with the incident where `located`, else joined on the spot
 */
export function countWardMonths(
  knex: Knex,
  filter: CountFilter,
  set: { readonly id: number; readonly located: boolean },
): Promise<WardMonth[]> {
  return selectRows(knex, wardMonth, set.located ? stored(filter) : joined(filter, set.id));
}

function stored(filter: CountFilter): Sql {
  const where = incidentWhere(filter);
  return {
    sql: `
      SELECT i.ward_id AS "areaId", date_trunc('month', i.occurred_on)::date::text AS month, count(*)::int AS n
      FROM incident i
      WHERE ${where.sql}
      GROUP BY 1, 2`,
    bindings: where.bindings,
  };
}

function joined(filter: CountFilter, setId: number): Sql {
  const where = incidentWhere(filter);
  return {
    sql: `
      WITH point AS MATERIALIZED (
        SELECT i.geom, date_trunc('month', i.occurred_on)::date AS month, count(*) AS n
        FROM incident i
        WHERE ${where.sql}
        GROUP BY 1, 2
      )
      SELECT home.id AS "areaId", point.month::text AS month, sum(point.n)::int AS n
      FROM point
      JOIN LATERAL (${HOME_OF_POINT}) home ON true
      GROUP BY 1, 2`,
    bindings: [...where.bindings, setId],
  };
}

const PublishedMonthSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  month: Type.String(),
  n: Type.Integer(),
});
export type PublishedMonth = Type.Static<typeof PublishedMonthSchema>;
const publishedMonth = Compile(PublishedMonthSchema);

/** Published counts per area code and month; several rows of one area and month are added, absent rows are zeros. */
export function countPublishedMonths(knex: Knex, filter: CountFilter, kind: AreaKind): Promise<PublishedMonth[]> {
  return selectRows(knex, publishedMonth, {
    sql: `
      SELECT area_code AS code, max(area_name) AS name, month::text AS month,
        coalesce(sum(n) FILTER (WHERE category IN (${marks(filter.categoryIds)})), 0)::int AS n
      FROM area_count
      WHERE force_id IN (${marks(filter.forceIds)})
        AND dataset_id = ?
        AND area_kind = ?
        AND month >= ?::date
        AND month < ?::date
      GROUP BY area_code, month
      ORDER BY area_code COLLATE "C", month`,
    bindings: [...filter.categoryIds, ...filter.forceIds, filter.datasetId, kind, filter.from, filter.to],
  });
}

const HeldMonthSchema = Type.Object({ month: Type.String() });
const heldMonth = Compile(HeldMonthSchema);

/** The months that published counts of a kind of area are held for, ascending. */
export async function listPublishedMonths(knex: Knex, datasetId: number, kind: AreaKind): Promise<string[]> {
  const rows = await selectRows(knex, heldMonth, {
    sql: `
      SELECT DISTINCT month::text AS month
      FROM area_count
      WHERE dataset_id = ?
        AND area_kind = ?
      ORDER BY 1`,
    bindings: [datasetId, kind],
  });
  return rows.map(({ month }) => month);
}
