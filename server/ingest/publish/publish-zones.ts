import type { Knex } from "knex";
import { insertZone, updateZone, type ZoneValues } from "../../db/zone-changes.ts";
import type { ZoneRow } from "../reading.ts";

const BY = "import";

/**
 * Store imported orders. One of the same kind, authority, title and start that came by an import before is that order: it
 * gets a new state, the old one stays in its history.
 * @returns how many of them were known before
 */
export async function publishZones(trx: Knex, zones: readonly ZoneRow[]): Promise<number> {
  let updated = 0;
  for (const zone of zones) {
    const known = await findKnownZone(trx, zone);
    const recorded = { action: "imported", by: BY, reason: null } as const;
    if (known === null) await insertZone(trx, valuesOf(zone), recorded);
    else {
      await updateZone(trx, known, valuesOf(zone), recorded);
      updated++;
    }
  }
  return updated;
}

export type KnownZone = { readonly id: number; readonly version: number; readonly lastAction: string };

/** The zone that an imported order became when it came before; null = it is new. */
export async function findKnownZone(knex: Knex, zone: ZoneRow): Promise<KnownZone | null> {
  const { rows } = await knex.raw(
    `
    SELECT z.id, z.version, v.action AS "lastAction"
    FROM zone z
    JOIN zone_version v ON v.zone_id = z.id AND v.version = z.version
    WHERE z.origin = 'imported' AND z.kind = ? AND z.authority = ? AND z.title = ?
      AND z.effective_from = to_timestamp(?::float8 / 1000)
    ORDER BY z.id
    LIMIT 1
    `,
    [zone.kind, zone.authority, zone.title, zone.from],
  );
  return rows[0] ?? null;
}

function valuesOf({ coordinates, premises, ...zone }: ZoneRow): ZoneValues {
  const origin = { set: null, codes: [] };
  return {
    ...zone,
    datasetId: null,
    origin: "imported",
    orderFrom: null,
    ended: null,
    shape: premises === null ? { from: "polygon", ...origin } : { from: "premises", ...origin, premises },
    supersedes: null,
    geometry: JSON.stringify({ type: "MultiPolygon", coordinates }),
  };
}
