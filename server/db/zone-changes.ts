import type { Knex } from "knex";
import type { Static } from "typebox";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import type { ShapeOrigin } from "../api/shapes.ts";
import type { ZoneKind, ZoneRank } from "../api/vocabulary.ts";
import type { ZONE_ORIGINS, ZoneAction } from "../api/zones.ts";
import { auditAction, changedSince } from "./register-history.ts";
import { type Binding, selectRows } from "./select-rows.ts";

/** What a zone says of itself, wherever it comes from. Times in milliseconds since 1970. */
export type ZoneFields = {
  readonly kind: ZoneKind;
  readonly title: string;
  readonly authority: string;
  readonly authorisedBy: string | null;
  readonly rank: ZoneRank | null;
  readonly legalReference: string | null;
  readonly from: number;
  readonly to: number | null;
  readonly prohibitions: readonly string[];
  readonly requirements: readonly string[];
  readonly exemptions: readonly string[];
  readonly times: string | null;
  readonly sanctions: string | null;
  readonly grounds: string | null;
  readonly consultation: string | null;
  readonly publication: string | null;
  readonly sourceDocument: string | null;
  readonly boundaryPrecision: string | null;
};

/** All that is stored of a zone but its id and version. */
export type ZoneValues = ZoneFields & {
  readonly datasetId: number | null;
  readonly origin: (typeof ZONE_ORIGINS)[number];
  readonly orderFrom: number | null;
  readonly ended: "discharged" | "superseded" | null;
  readonly shape: Static<typeof ShapeOrigin>;
  readonly supersedes: number | null;
  /** GeoJSON text of a polygon that is valid; null = as it stands. */
  readonly geometry: string | null;
};

/** What was done, by whom and why: kept with the state it left. */
export type Recorded = { readonly action: ZoneAction; readonly by: string; readonly reason: string | null };

const COLUMNS = [
  "dataset_id",
  "origin",
  "kind",
  "title",
  "authority",
  "authorised_by",
  "rank",
  "legal_reference",
  "effective_from",
  "effective_to",
  "order_from",
  "ended",
  "prohibitions",
  "requirements",
  "exemptions",
  "hours",
  "sanctions",
  "grounds",
  "consultation",
  "publication",
  "source_document",
  "boundary_precision",
  "came_from",
  "supersedes",
  "geom",
] as const;
const TIME = "to_timestamp(?::float8 / 1000)";
const PLACEHOLDERS: Readonly<Partial<Record<(typeof COLUMNS)[number], string>>> = {
  dataset_id: "?::smallint",
  effective_from: TIME,
  effective_to: TIME,
  order_from: TIME,
  prohibitions: "?::jsonb",
  requirements: "?::jsonb",
  exemptions: "?::jsonb",
  came_from: "?::jsonb",
  supersedes: "?::integer",
  geom: "ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(?::text), 4326))",
};

const idRow = Compile(Type.Object({ id: Type.Integer() }));

/** @returns its id */
export async function insertZone(trx: Knex, zone: ZoneValues, recorded: Recorded): Promise<number> {
  const [row] = await selectRows(trx, idRow, {
    sql: `
      INSERT INTO zone (${COLUMNS.join(", ")})
      VALUES (${COLUMNS.map((column) => PLACEHOLDERS[column] ?? "?").join(", ")})
      RETURNING id`,
    bindings: valuesOf(zone),
  });
  if (row === undefined) throw new Error("the zone was not stored");
  await recordState(trx, row.id, recorded);
  return row.id;
}

/**
 * Put a zone's new state in the place of the one the caller saw; the old one stays in its history.
 * @throws DomainError conflict when it has changed since
 */
export async function updateZone(
  trx: Knex,
  { id, version }: { readonly id: number; readonly version: number },
  zone: ZoneValues,
  recorded: Recorded,
): Promise<void> {
  const rows = await selectRows(trx, idRow, {
    sql: `
      UPDATE zone
      SET ${COLUMNS.map((column) => `${column} = ${newValue(column)}`).join(", ")}, version = version + 1, updated_at = now()
      WHERE id = ? AND version = ?
      RETURNING id`,
    bindings: [...valuesOf(zone), id, version],
  });
  if (rows.length === 0) throw changedSince("zone");
  await recordState(trx, id, recorded);
}

/** A shape that is not given stays, to its last digit. */
function newValue(column: (typeof COLUMNS)[number]): string {
  const value = PLACEHOLDERS[column] ?? "?";
  return column === "geom" ? `coalesce(${value}, geom)` : value;
}

function valuesOf(zone: ZoneValues): Binding[] {
  return [
    zone.datasetId,
    zone.origin,
    zone.kind,
    zone.title,
    zone.authority,
    zone.authorisedBy,
    zone.rank,
    zone.legalReference,
    zone.from,
    zone.to,
    zone.orderFrom,
    zone.ended,
    JSON.stringify(zone.prohibitions),
    JSON.stringify(zone.requirements),
    JSON.stringify(zone.exemptions),
    zone.times,
    zone.sanctions,
    zone.grounds,
    zone.consultation,
    zone.publication,
    zone.sourceDocument,
    zone.boundaryPrecision,
    JSON.stringify(zone.shape),
    zone.supersedes,
    zone.geometry,
  ];
}

/** Written from the row itself, so that the history cannot say anything else than what was stored. */
async function recordState(trx: Knex, id: number, { action, by, reason }: Recorded): Promise<void> {
  await trx.raw(
    `
    INSERT INTO zone_version (zone_id, version, action, recorded_by, reason, state)
    SELECT id, version, ?, ?, ?, jsonb_build_object(
      'kind', kind, 'title', title, 'authority', authority, 'authorisedBy', authorised_by, 'rank', rank,
      'legalReference', legal_reference, 'effectiveFrom', ${londonTime("effective_from")}, 'effectiveTo', ${londonTime("effective_to")},
      'prohibitions', prohibitions, 'requirements', requirements, 'exemptions', exemptions, 'times', hours,
      'sanctions', sanctions, 'grounds', grounds, 'consultation', consultation, 'publication', publication,
      'sourceDocument', source_document, 'boundaryPrecision', boundary_precision, 'shape', came_from,
      'geometry', ST_AsGeoJSON(geom, 15)::jsonb)
    FROM zone
    WHERE id = ?
    `,
    [action, by, reason, id],
  );
  await auditAction(trx, "zone", { id, action, by });
}

/** London's clock with its offset: "2026-07-05T00:00:00+01:00". */
function londonTime(column: string): string {
  const local = `(${column} AT TIME ZONE 'Europe/London')`;
  return `to_char(${local}, 'YYYY-MM-DD"T"HH24:MI:SS') || '+' || to_char(${local} - (${column} AT TIME ZONE 'UTC'), 'HH24:MI')`;
}
