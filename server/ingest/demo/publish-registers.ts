import type { Knex } from "knex";
import { generateDemoOperations } from "../../../data/demo/generate-operations.ts";
import { generateDemoZones } from "../../../data/demo/generate-zones.ts";

/** Put the demo city's zones and operations in the place of earlier ones of the dataset. */
export async function publishDemoRegisters(trx: Knex, datasetCode: string, seed: number): Promise<void> {
  const { rows } = await trx.raw("SELECT id FROM dataset WHERE code = ?", [datasetCode]);
  const datasetId: number = rows[0].id;
  await trx.raw("DELETE FROM zone WHERE dataset_id = ?", [datasetId]);
  await trx.raw("DELETE FROM operation WHERE dataset_id = ?", [datasetId]);
  for (const zone of generateDemoZones(seed)) {
    await trx.raw(
      `
      INSERT INTO zone (dataset_id, kind, title, authority, authorised_by, legal_reference, effective_from, effective_to,
        status, prohibitions, requirements, geom)
      VALUES (?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?::jsonb, ?::jsonb, ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(?), 4326)))
      `,
      [
        datasetId,
        zone.kind,
        zone.title,
        zone.authority,
        zone.authorisedBy,
        zone.legalReference,
        zone.effectiveFrom,
        zone.effectiveTo,
        zone.status,
        JSON.stringify(zone.prohibitions),
        JSON.stringify(zone.requirements),
        JSON.stringify(zone.polygon),
      ],
    );
  }
  for (const operation of generateDemoOperations(seed)) await insertOperation(trx, datasetId, operation);
}

async function insertOperation(
  trx: Knex,
  datasetId: number,
  operation: ReturnType<typeof generateDemoOperations>[number],
): Promise<void> {
  const { name, phases, ...details } = operation;
  const { rows } = await trx.raw(
    "INSERT INTO operation (dataset_id, name, details) VALUES (?, ?, ?::jsonb) RETURNING id",
    [datasetId, name, JSON.stringify(details)],
  );
  for (const [position, phase] of phases.entries()) {
    await trx.raw(
      `
      INSERT INTO operation_phase (operation_id, position, name, starts_on, ends_on, geom)
      VALUES (?, ?, ?, ?::date, ?::date, ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(?), 4326)))
      `,
      [rows[0].id, position, phase.name, phase.from, phase.to, JSON.stringify(phase.polygon)],
    );
  }
}
