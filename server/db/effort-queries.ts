import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { GENERATIONS } from "../api/vocabulary.ts";
import { type CountFilter, incidentWhere } from "./count-filter.ts";
import { selectRows } from "./select-rows.ts";

const EffortRowSchema = Type.Object({
  boroughId: Type.Integer(),
  category: Type.Integer(),
  generation: Type.Enum(GENERATIONS),
  /** First of the month. */
  month: Type.String(),
  n: Type.Integer(),
});
export type EffortRow = Type.Static<typeof EffortRowSchema>;
const effortRow = Compile(EffortRowSchema);

/** Located incidents by borough, category, who made the record, and month. */
export function countByGeneration(knex: Knex, filter: CountFilter): Promise<EffortRow[]> {
  const where = incidentWhere(filter);
  return selectRows(knex, effortRow, {
    sql: `
      SELECT i.borough_id AS "boroughId", i.category, i.generation,
        date_trunc('month', i.occurred_on)::date::text AS month, count(*)::int AS n
      FROM incident i
      WHERE ${where.sql}
      GROUP BY 1, 2, 3, 4
      ORDER BY 1, 2, 3, 4`,
    bindings: where.bindings,
  });
}
