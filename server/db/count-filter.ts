import type { AreaKind } from "../api/vocabulary.ts";
import { type Binding, marks, type Sql } from "./select-rows.ts";

/** What is counted, when and where, with every name resolved to the database's own numbers. */
export type CountFilter = {
  readonly datasetId: number;
  readonly forceIds: readonly number[];
  readonly categoryIds: readonly number[];
  /** First day, and the first day after the window: YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  /** The first days of the months in the window when it is whole months; null when it cuts one. */
  readonly months: readonly string[] | null;
  /** null = everywhere. */
  readonly area: AreaFilter | null;
  /** H3 cells of one resolution, as decimal text; null = every cell. */
  readonly cells: { readonly res: number; readonly ids: readonly string[] } | null;
};

export type AreaFilter = {
  readonly setId: number;
  readonly kind: AreaKind;
  readonly areaIds: readonly number[];
  /** Where each incident keeps its area of this set; null when the set is not one the dataset is located in. */
  readonly column: LocatedColumn | null;
};

export type LocatedColumn = "borough_id" | "ward_id" | "lsoa_id";

/** Columns of the kinds of set that incidents are located in at import. */
export const LOCATED_COLUMNS: Readonly<Partial<Record<AreaKind, LocatedColumn>>> = {
  borough: "borough_id",
  ward: "ward_id",
  lsoa: "lsoa_id",
};

/** True when the rollup holds all the filter asks: whole months, and no area finer than the boroughs it is keyed by. */
export function fitsRollup(filter: CountFilter): boolean {
  if (filter.months === null) return false;
  return filter.area === null || filter.area.column === "borough_id";
}

/** Conditions on `cell_count c`, in the order of its key. */
export function rollupWhere(filter: CountFilter, res: number): Sql {
  const parts: Sql[] = [
    { sql: `c.force_id IN (${marks(filter.forceIds)})`, bindings: filter.forceIds },
    { sql: "c.dataset_id = ? AND c.res = ?", bindings: [filter.datasetId, res] },
    { sql: `c.month IN (${marks(filter.months ?? [])})`, bindings: filter.months ?? [] },
    { sql: `c.category IN (${marks(filter.categoryIds)})`, bindings: filter.categoryIds },
  ];
  if (filter.cells) parts.push({ sql: `c.cell IN (${marks(filter.cells.ids)})`, bindings: filter.cells.ids });
  if (filter.area)
    parts.push({ sql: `c.borough_id IN (${marks(filter.area.areaIds)})`, bindings: filter.area.areaIds });
  return all(parts);
}

/**
 * What a filter asks of the rollup, as a FROM item: one look into its key for each force, month and category `asked`. Told so
 * by OFFSET 0, because a planner that has no statistics yet, just after an import, reads the other months and categories too.
 * @param columns of `cell_count c`, or what to make of the rows of one look
 */
export function rollupRows(filter: CountFilter, res: number, columns: string): Sql {
  const { forceIds, months, categoryIds, cells, area } = filter;
  const more: Sql[] = [];
  if (cells) more.push({ sql: `AND c.cell IN (${marks(cells.ids)})`, bindings: cells.ids });
  if (area) more.push({ sql: `AND c.borough_id IN (${marks(area.areaIds)})`, bindings: area.areaIds });
  return {
    sql: `(
        SELECT force_id, month, category
        FROM unnest(ARRAY[${marks(forceIds)}]::smallint[]) AS f (force_id),
          unnest(ARRAY[${marks(months ?? [])}]::date[]) AS m (month),
          unnest(ARRAY[${marks(categoryIds)}]::smallint[]) AS k (category)
        OFFSET 0) asked
      CROSS JOIN LATERAL (
        SELECT ${columns}
        FROM cell_count c
        WHERE c.force_id = asked.force_id AND c.dataset_id = ? AND c.res = ?
          AND c.month = asked.month AND c.category = asked.category
          ${more.map(({ sql }) => sql).join("\n          ")}
        OFFSET 0) c`,
    bindings: [
      ...forceIds,
      ...(months ?? []),
      ...categoryIds,
      ...[filter.datasetId, res],
      ...more.flatMap(({ bindings }) => [...bindings]),
    ],
  };
}

/** Conditions on `incident i`: located rows only, since what has no place is in no cell and no area. */
export function incidentWhere(filter: CountFilter): Sql {
  const parts: Sql[] = [
    { sql: `i.force_id IN (${marks(filter.forceIds)})`, bindings: filter.forceIds },
    { sql: "i.dataset_id = ?", bindings: [filter.datasetId] },
    { sql: "i.occurred_on >= ?::date AND i.occurred_on < ?::date", bindings: [filter.from, filter.to] },
    { sql: `i.category IN (${marks(filter.categoryIds)})`, bindings: filter.categoryIds },
    { sql: "i.geom IS NOT NULL", bindings: [] },
  ];
  if (filter.cells) {
    parts.push({ sql: `i.cell_${filter.cells.res} IN (${marks(filter.cells.ids)})`, bindings: filter.cells.ids });
  }
  if (filter.area) parts.push(insideAreas(filter.area));
  return all(parts);
}

/** A point on a shared edge belongs to the lowest code. */
function insideAreas({ column, areaIds, setId }: AreaFilter): Sql {
  if (column !== null) return { sql: `i.${column} IN (${marks(areaIds)})`, bindings: areaIds };
  return {
    sql: `EXISTS (
        SELECT 1
        FROM area a
        WHERE a.id IN (${marks(areaIds)})
          AND ST_Covers(a.geom, i.geom)
          AND NOT EXISTS (
            SELECT 1
            FROM area lower
            WHERE lower.area_set_id = ?
              AND lower.code COLLATE "C" < a.code COLLATE "C"
              AND ST_Covers(lower.geom, i.geom)))`,
    bindings: [...areaIds, setId],
  };
}

function all(parts: readonly Sql[]): Sql {
  const bindings: Binding[] = parts.flatMap((part) => [...part.bindings]);
  return { sql: parts.map((part) => part.sql).join("\n        AND "), bindings };
}
