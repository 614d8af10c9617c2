import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import type { SERIES_UNITS } from "../api/series.ts";
import { type CountFilter, fitsRollup, incidentWhere, rollupWhere } from "./count-filter.ts";
import { type Sql, selectRows } from "./select-rows.ts";

export type SeriesUnit = (typeof SERIES_UNITS)[number];

const SeriesRowSchema = Type.Object({ t: Type.String(), n: Type.Integer() });
export type SeriesRow = Type.Static<typeof SeriesRowSchema>;
const seriesRow = Compile(SeriesRowSchema);

/** Days are calendar days in Europe/London already; hours are taken there, so that summer time does not shift them. */
const LONDON = "i.occurred_from AT TIME ZONE 'Europe/London'";
const BUCKETS: Readonly<Record<SeriesUnit, string>> = {
  month: "to_char(i.occurred_on, 'YYYY-MM')",
  day: "to_char(i.occurred_on, 'YYYY-MM-DD')",
  weekday: "extract(isodow FROM i.occurred_on)::int::text",
  hour: `extract(hour FROM ${LONDON})::int::text`,
  hour_of_week: `((extract(isodow FROM i.occurred_on)::int - 1) * 24 + extract(hour FROM ${LONDON})::int)::text`,
};

/** Counts per unit of time; units without an incident have no row. */
export function countSeries(knex: Knex, filter: CountFilter, unit: SeriesUnit): Promise<SeriesRow[]> {
  const rolledUp = unit === "month" && fitsRollup(filter);
  return selectRows(knex, seriesRow, rolledUp ? fromRollup(filter) : fromIncidents(filter, unit));
}

/** Resolution 7 has the fewest rows where no cell is asked for. */
function fromRollup(filter: CountFilter): Sql {
  const where = rollupWhere(filter, filter.cells?.res ?? 7);
  return {
    sql: `
      SELECT to_char(c.month, 'YYYY-MM') AS t, sum(c.n)::int AS n
      FROM cell_count c
      WHERE ${where.sql}
      GROUP BY 1
      ORDER BY 1`,
    bindings: where.bindings,
  };
}

function fromIncidents(filter: CountFilter, unit: SeriesUnit): Sql {
  const where = incidentWhere(filter);
  return {
    sql: `
      SELECT ${BUCKETS[unit]} AS t, count(*)::int AS n
      FROM incident i
      WHERE ${where.sql}
      GROUP BY 1
      ORDER BY 1`,
    bindings: where.bindings,
  };
}
