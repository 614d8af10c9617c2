import type { Knex } from "knex";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { REPEAT_STATUSES } from "../api/repeat-locations.ts";
import { GENERATIONS, LOCATION_FLAGS } from "../api/vocabulary.ts";
import { type CountFilter, incidentWhere } from "./count-filter.ts";
import { type Binding, marks, selectRows } from "./select-rows.ts";

/**
 * What incidents are grouped by: the source's own key of the address, else the point as the source gives it, to five
 * decimals of a degree (about a metre).
 */
const PLACE = `(CASE WHEN i.location_key IS NOT NULL THEN 'key:' || i.location_key
  ELSE 'point:' || round(ST_X(i.geom)::numeric, 5) || ',' || round(ST_Y(i.geom)::numeric, 5) END)`;
/** What a place is called in addresses of the API: the same as long as key or point stay. */
const idOf = (place: string) => `left(md5(${place}), 16)`;
const SOURCE = "COALESCE(i.source, i.kind)";
/** As fine as the source knows. */
const EVENT = `(CASE i.precision
    WHEN 'month' THEN to_char(i.occurred_on, 'YYYY-MM')
    WHEN 'day' THEN to_char(i.occurred_on, 'YYYY-MM-DD')
    ELSE to_char(i.occurred_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
  END)`;
/** One of several on the same instant is the same one on both databases. */
const LATEST = "i.occurred_from DESC, i.category, ST_X(i.geom), ST_Y(i.geom)";
const nullableText = Type.Union([Type.String(), Type.Null()]);
const status = Type.Enum(REPEAT_STATUSES);

const RepeatRowSchema = Type.Object({
  id: Type.String(),
  place: Type.String(),
  text: nullableText,
  lng: Type.Number(),
  lat: Type.Number(),
  borough: nullableText,
  ward: nullableText,
  n: Type.Integer(),
  sources: Type.Integer(),
  firstEvent: Type.String(),
  lastEvent: Type.String(),
  flag: Type.Enum(LOCATION_FLAGS),
  /** That the rule finds, whatever the limit shows. */
  found: Type.Integer(),
});
export type RepeatRow = Type.Static<typeof RepeatRowSchema>;
const repeatRow = Compile(RepeatRowSchema);

/**
 * Places with so many incidents from so many sources, and those named, the busiest first.
 * @param named places listed even where they no longer fit the rule
 */
export function listRepeatPlaces(
  knex: Knex,
  filter: CountFilter,
  rule: { incidents: number; sources: number; named: readonly string[]; limit: number },
): Promise<RepeatRow[]> {
  const where = incidentWhere(filter);
  const latest = (column: string) => `(array_agg(${column} ORDER BY ${LATEST}))[1]`;
  return selectRows(knex, repeatRow, {
    sql: `
      SELECT ${idOf("g.place")} AS id, g.place, g.text, g.lng, g.lat, b.name AS borough, w.name AS ward, g.n, g.sources,
        g."firstEvent", g."lastEvent", g.flag,
        (count(*) FILTER (WHERE g.n >= ? AND g.sources >= ?) OVER ())::int AS found
      FROM (
        SELECT ${PLACE} AS place, mode() WITHIN GROUP (ORDER BY i.location_text COLLATE "C") AS text,
          ${latest("ST_X(i.geom)")} AS lng, ${latest("ST_Y(i.geom)")} AS lat,
          ${latest("i.borough_id")} AS borough_id, ${latest("i.ward_id")} AS ward_id,
          count(*)::int AS n, count(DISTINCT ${SOURCE})::int AS sources,
          (array_agg(${EVENT} ORDER BY i.occurred_from, i.category))[1] AS "firstEvent", ${latest(EVENT)} AS "lastEvent",
          ${latest("i.location_flag")} AS flag
        FROM incident i
        WHERE ${where.sql}
        GROUP BY 1
        HAVING count(*) >= ? AND count(DISTINCT ${SOURCE}) >= ? OR ${PLACE} IN (${marks(rule.named)})) g
      LEFT JOIN area b ON b.id = g.borough_id
      LEFT JOIN area w ON w.id = g.ward_id
      ORDER BY g.n DESC, g.place COLLATE "C"
      LIMIT ?`,
    bindings: [
      ...[rule.incidents, rule.sources, ...where.bindings, rule.incidents, rule.sources],
      ...[...rule.named, rule.limit],
    ],
  });
}

const RecordRowSchema = Type.Object({
  place: Type.String(),
  category: Type.Integer(),
  generation: Type.Enum(GENERATIONS),
  source: Type.String(),
  n: Type.Integer(),
});
export type RepeatRecordRow = Type.Static<typeof RecordRowSchema>;
const recordRow = Compile(RecordRowSchema);

/** What was recorded at each of these places, in no order, by category, who made the record, and source. */
export function countRepeatRecords(
  knex: Knex,
  filter: CountFilter,
  places: readonly string[],
): Promise<RepeatRecordRow[]> {
  const where = incidentWhere(filter);
  return selectRows(knex, recordRow, {
    sql: `
      SELECT ${PLACE} AS place, i.category::int AS category, i.generation, ${SOURCE} AS source, count(*)::int AS n
      FROM incident i
      WHERE ${where.sql}
        AND ${PLACE} IN (${marks(places)})
      GROUP BY 1, 2, 3, 4`,
    bindings: [...where.bindings, ...places],
  });
}

const CoveringSchema = Type.Object({
  place: Type.String(),
  id: Type.Integer(),
  kind: Type.String(),
  title: Type.String(),
  from: Type.String(),
  to: nullableText,
  inForce: Type.Boolean(),
});
export type CoveringZone = Type.Static<typeof CoveringSchema>;
const covering = Compile(CoveringSchema);

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
const midnight = "(?::timestamp AT TIME ZONE 'Europe/London')";

/** Zones that cover the places and were in force on some day of the window; `inForce`: at the end of its last day. */
export function listZonesOver(
  knex: Knex,
  { datasetId, from, to }: Pick<CountFilter, "datasetId" | "from" | "to">,
  points: readonly Pick<RepeatRow, "place" | "lng" | "lat">[],
): Promise<CoveringZone[]> {
  if (points.length === 0) return Promise.resolve([]);
  const values = points.map(() => "(?, ?::float8, ?::float8)").join(", ");
  const bindings: Binding[] = points.flatMap(({ place, lng, lat }) => [place, lng, lat]);
  return selectRows(knex, covering, {
    sql: `
      SELECT p.place, z.id, z.kind, z.title, ${instant("z.effective_from")} AS "from", ${instant("z.effective_to")} AS "to",
        z.effective_from < ${midnight} AND (z.effective_to IS NULL OR z.effective_to >= ${midnight}) AS "inForce"
      FROM (VALUES ${values}) AS p (place, lng, lat)
      JOIN zone z ON ST_Covers(z.geom, ST_SetSRID(ST_MakePoint(p.lng, p.lat), 4326))
      WHERE (z.dataset_id = ? OR z.dataset_id IS NULL)
        AND z.effective_from < ${midnight}
        AND (z.effective_to IS NULL OR z.effective_to > ${midnight})
      ORDER BY p.place COLLATE "C", z.effective_from, z.id`,
    bindings: [to, to, ...bindings, datasetId, to, from],
  });
}

const StatusRowSchema = Type.Object({
  place: Type.String(),
  status,
  reason: Type.String(),
  by: Type.String(),
  at: Type.String(),
});
export type RepeatStatusRow = Type.Static<typeof StatusRowSchema>;
const statusRow = Compile(StatusRowSchema);

const STATUS = `place, status, reason, principal AS by, ${instant("at")} AS at`;

/** The status that holds, of every place that was ever given one. */
export function listRepeatStatuses(knex: Knex, datasetId: number): Promise<RepeatStatusRow[]> {
  return selectRows(knex, statusRow, {
    sql: `
      SELECT DISTINCT ON (place) ${STATUS}
      FROM repeat_location_status
      WHERE dataset_id = ?
      ORDER BY place, id DESC`,
    bindings: [datasetId],
  });
}

/** Every status of one place, the latest first. */
export function listRepeatHistory(knex: Knex, datasetId: number, place: string): Promise<RepeatStatusRow[]> {
  return selectRows(knex, statusRow, {
    sql: `SELECT ${STATUS} FROM repeat_location_status WHERE dataset_id = ? AND place = ? ORDER BY id DESC`,
    bindings: [datasetId, place],
  });
}

const placeRow = Compile(Type.Object({ place: Type.String() }));

/** The place of an id: one that has an incident in the dataset, or that was given a status; null where there is none. */
export async function findRepeatPlace(knex: Knex, datasetId: number, id: string): Promise<string | null> {
  const [row] = await selectRows(knex, placeRow, {
    sql: `
      SELECT place FROM repeat_location_status WHERE dataset_id = ? AND ${idOf("place")} = ?
      UNION
      SELECT ${PLACE} AS place FROM incident i WHERE i.dataset_id = ? AND i.geom IS NOT NULL AND ${idOf(PLACE)} = ?
      LIMIT 1`,
    bindings: [datasetId, id, datasetId, id],
  });
  return row?.place ?? null;
}

/** Add a status, with an audit event that says what was decided about which place, not why. */
export async function addRepeatStatus(
  knex: Knex,
  decision: { datasetId: number; place: string; id: string; status: string; reason: string; principal: string },
): Promise<void> {
  const { datasetId, place, id, status, reason, principal } = decision;
  await knex.transaction(async (trx) => {
    await trx.raw(
      "INSERT INTO repeat_location_status (dataset_id, place, status, reason, principal) VALUES (?, ?, ?, ?, ?)",
      [datasetId, place, status, reason, principal],
    );
    await trx.raw("INSERT INTO audit_event (principal, action, subject, details) VALUES (?, ?, ?, ?::jsonb)", [
      ...[principal, `repeat_location.${status}`, `repeat_location/${id}`, JSON.stringify({ datasetId })],
    ]);
  });
}
