import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { ShapeOrigin } from "../api/shapes.ts";
import { ZONE_KINDS, ZONE_RANKS } from "../api/vocabulary.ts";
import { ZONE_ORIGINS } from "../api/zones.ts";
import { type Binding, marks, selectRows } from "./select-rows.ts";

const nullableText = Type.Union([Type.String(), Type.Null()]);
const nullableNumber = Type.Union([Type.Number(), Type.Null()]);
const words = Type.Array(Type.String());

const ZoneRowSchema = Type.Object({
  id: Type.Integer(),
  version: Type.Integer(),
  dataset: nullableText,
  datasetId: Type.Union([Type.Integer(), Type.Null()]),
  synthetic: Type.Boolean(),
  origin: Type.Enum(ZONE_ORIGINS),
  kind: Type.Enum(ZONE_KINDS),
  title: Type.String(),
  authority: Type.String(),
  authorisedBy: nullableText,
  rank: Type.Union([Type.Enum(ZONE_RANKS), Type.Null()]),
  legalReference: nullableText,
  /** Milliseconds since 1970, as all times here. */
  from: Type.Number(),
  to: nullableNumber,
  orderFrom: nullableNumber,
  ended: Type.Union([Type.Enum(["discharged", "superseded"]), Type.Null()]),
  prohibitions: words,
  requirements: words,
  exemptions: words,
  times: nullableText,
  sanctions: nullableText,
  grounds: nullableText,
  consultation: nullableText,
  publication: nullableText,
  sourceDocument: nullableText,
  boundaryPrecision: nullableText,
  shape: ShapeOrigin,
  supersedes: Type.Union([Type.Integer(), Type.Null()]),
  supersededBy: Type.Union([Type.Integer(), Type.Null()]),
  updatedAt: Type.Number(),
  /** GeoJSON text of a MultiPolygon to a tenth of a metre. */
  outline: Type.String(),
});
export type ZoneRow = Type.Static<typeof ZoneRowSchema>;
const zoneRow = Compile(ZoneRowSchema);

const millis = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;

const SELECT_ZONE = `
  SELECT z.id, z.version, d.code AS dataset, z.dataset_id AS "datasetId", coalesce(d.synthetic, false) AS synthetic, z.origin,
    z.kind, z.title, z.authority, z.authorised_by AS "authorisedBy", z.rank, z.legal_reference AS "legalReference",
    ${millis("z.effective_from")} AS "from", ${millis("z.effective_to")} AS "to", ${millis("z.order_from")} AS "orderFrom",
    z.ended, z.prohibitions, z.requirements, z.exemptions, z.hours AS times, z.sanctions, z.grounds, z.consultation,
    z.publication, z.source_document AS "sourceDocument", z.boundary_precision AS "boundaryPrecision",
    z.came_from AS shape, z.supersedes, s.id AS "supersededBy", ${millis("z.updated_at")} AS "updatedAt", z.outline
  FROM zone z
  LEFT JOIN dataset d ON d.id = z.dataset_id
  LEFT JOIN zone s ON s.supersedes = z.id`;

export type ZoneFilter = {
  /** In force at some moment of [from, to); null = whenever. */
  readonly during: { readonly from: number; readonly to: number } | null;
  readonly kind: string | null;
  /** Those of a synthetic dataset alone, or those of no dataset or of this one; null = all. */
  readonly dataset: { readonly id: number; readonly synthetic: boolean } | null;
};

const ZoneTermSchema = Type.Pick(ZoneRowSchema, ["id", "version", "kind", "title", "from", "to", "ended"]);
export type ZoneTerm = Type.Static<typeof ZoneTermSchema>;
const zoneTerm = Compile(ZoneTermSchema);

/** When zones run, by their start. Small, so that a date is cheap to ask for. */
export function listZoneTerms(knex: Knex, filter: ZoneFilter): Promise<ZoneTerm[]> {
  const { where, bindings } = conditionsOf(filter);
  return selectRows(knex, zoneTerm, {
    sql: `
      SELECT z.id, z.version, z.kind, z.title, ${millis("z.effective_from")} AS "from", ${millis("z.effective_to")} AS "to", z.ended
      FROM zone z
      ${where}
      ORDER BY z.effective_from, z.id`,
    bindings,
  });
}

/** Whole zones by their start. */
export function listZones(knex: Knex, filter: ZoneFilter): Promise<ZoneRow[]> {
  const { where, bindings } = conditionsOf(filter);
  return selectRows(knex, zoneRow, { sql: `${SELECT_ZONE} ${where} ORDER BY z.effective_from, z.id`, bindings });
}

/** Whole zones by id, in no order. */
export function listZonesById(knex: Knex, ids: readonly number[]): Promise<ZoneRow[]> {
  return selectRows(knex, zoneRow, { sql: `${SELECT_ZONE} WHERE z.id IN (${marks(ids)})`, bindings: [...ids] });
}

/** A zone runs from its first moment until before its last. */
function conditionsOf({ during, kind, dataset }: ZoneFilter): { where: string; bindings: Binding[] } {
  const conditions: string[] = [];
  const bindings: Binding[] = [];
  const add = (sql: string, ...values: Binding[]) => {
    conditions.push(sql);
    bindings.push(...values);
  };
  if (during !== null) {
    add("z.effective_from < to_timestamp(?::float8 / 1000)", during.to);
    add("(z.effective_to IS NULL OR z.effective_to > to_timestamp(?::float8 / 1000))", during.from);
  }
  if (kind !== null) add("z.kind = ?", kind);
  if (dataset !== null) {
    add(dataset.synthetic ? "z.dataset_id = ?" : "(z.dataset_id IS NULL OR z.dataset_id = ?)", dataset.id);
  }
  return { where: conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`, bindings };
}

export async function findZone(knex: Knex, id: number): Promise<ZoneRow | null> {
  const [row] = await selectRows(knex, zoneRow, { sql: `${SELECT_ZONE} WHERE z.id = ?`, bindings: [id] });
  return row ?? null;
}

const countRow = Compile(Type.Object({ n: Type.Integer() }));

/** How often an order has been extended, the zones it was varied from included. */
export async function countExtensions(knex: Knex, id: number): Promise<number> {
  const [row] = await selectRows(knex, countRow, {
    sql: `
      WITH RECURSIVE chain AS (
        SELECT id, supersedes, order_from FROM zone WHERE id = ?
        UNION ALL
        SELECT z.id, z.supersedes, z.order_from FROM zone z JOIN chain c ON z.id = c.supersedes AND c.order_from IS NOT NULL
      )
      SELECT count(*)::int AS n FROM zone_version v JOIN chain c ON c.id = v.zone_id WHERE v.action = 'extended'`,
    bindings: [id],
  });
  return row?.n ?? 0;
}

const idRow = Compile(Type.Object({ id: Type.Integer() }));

/** The zones before and after one by variation or supersession, the oldest first, itself among them. */
export async function listZoneChain(knex: Knex, id: number): Promise<number[]> {
  const rows = await selectRows(knex, idRow, {
    sql: `
      WITH RECURSIVE back AS (
        SELECT id, supersedes, 0 AS step FROM zone WHERE id = ?
        UNION ALL SELECT z.id, z.supersedes, b.step - 1 FROM zone z JOIN back b ON z.id = b.supersedes
      ), ahead AS (
        SELECT id, 0 AS step FROM zone WHERE id = ?
        UNION ALL SELECT z.id, a.step + 1 FROM zone z JOIN ahead a ON z.supersedes = a.id
      )
      SELECT id FROM (SELECT id, step FROM back UNION SELECT id, step FROM ahead) linked ORDER BY step`,
    bindings: [id, id],
  });
  return rows.map((row) => row.id);
}
