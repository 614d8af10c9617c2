import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import type { AreaKind } from "../api/vocabulary.ts";
import { selectRows } from "./select-rows.ts";

const setShare = Compile(Type.Object({ id: Type.Integer(), share: Type.Number() }));
/** Share of the published codes that a set must hold to be the one they were published for. */
const MATCH = 0.95;

type Published = { readonly id: number; readonly synthetic: boolean };

/** The area set that a dataset's published counts of a kind stand for: the one that holds their codes; null when none does. */
export async function findPublishedSet(
  knex: Knex,
  { id, synthetic }: Published,
  kind: AreaKind,
): Promise<number | null> {
  const [best] = await selectRows(knex, setShare, {
    sql: `
      SELECT s.id, (count(a.id)::float8 / count(*))::float8 AS share
      FROM (SELECT DISTINCT area_code AS code FROM area_count WHERE dataset_id = ? AND area_kind = ?) published
      CROSS JOIN area_set s
      LEFT JOIN area a ON a.area_set_id = s.id AND a.code = published.code
      WHERE s.kind = ? AND s.synthetic = ?
      GROUP BY s.id
      ORDER BY share DESC, s.vintage DESC, s.id
      LIMIT 1`,
    bindings: [id, kind, kind, synthetic],
  });
  return best !== undefined && best.share >= MATCH ? best.id : null;
}
