import type { Knex } from "knex";
import type { DemoOperation } from "../../../data/demo/generate-operations.ts";
import type { DemoOutcome } from "../../../data/demo/generate-outcomes.ts";
import type { DemoZone } from "../../../data/demo/generate-zones.ts";
import { insertEvent } from "../../db/event-changes.ts";
import { insertOperation } from "../../db/operation-changes.ts";
import { insertOutcome } from "../../db/outcome-changes.ts";
import { nameAreas } from "../../db/outcome-queries.ts";
import { insertZone } from "../../db/zone-changes.ts";
import { isFault, readOutcome } from "../read-outcome.ts";
import type { DemoRegisters } from "./generate-registers.ts";

/** In whose name the demo's own entries are recorded. */
export const DEMO_RECORDER = "demo";
const DRAWN = { from: "polygon", set: null, codes: [] } satisfies { from: "polygon"; set: null; codes: string[] };
/** The demo's ledgers end with its data, whatever the day. */
const LAST_DAY = "2026-10-31";

/** Put them in the place of earlier ones; what people made here stays. */
export async function publishDemoRegisters(
  trx: Knex,
  datasetCode: string,
  { zones, outcomes, operations, events }: DemoRegisters,
): Promise<void> {
  const { rows } = await trx.raw("SELECT id FROM dataset WHERE code = ?", [datasetCode]);
  const datasetId: number = rows[0].id;
  for (const table of ["zone", "operation", "dated_event"]) {
    await trx.raw(`DELETE FROM ${table} WHERE dataset_id = ? AND origin = 'demo'`, [datasetId]);
  }
  for (const zone of zones) await publishZone(trx, datasetId, zone);
  for (const operation of operations) {
    await publishOperation(trx, datasetId, operation, outcomes.get(operation.name) ?? []);
  }
  for (const event of events) {
    await insertEvent(trx, { ...event, datasetId, origin: "demo", operationId: null, note: null }, DEMO_RECORDER);
  }
}

async function publishZone(trx: Knex, datasetId: number, zone: DemoZone): Promise<void> {
  const { polygon, effectiveFrom, effectiveTo, ...words } = zone;
  await insertZone(
    trx,
    {
      ...words,
      datasetId,
      origin: "demo",
      from: Date.parse(effectiveFrom),
      to: Date.parse(effectiveTo),
      orderFrom: null,
      ended: null,
      exemptions: [],
      times: null,
      sanctions: null,
      consultation: null,
      publication: null,
      sourceDocument: null,
      boundaryPrecision: "made up",
      shape: DRAWN,
      supersedes: null,
      geometry: JSON.stringify(polygon),
    },
    { action: "made", by: DEMO_RECORDER, reason: null },
  );
}

async function publishOperation(
  trx: Knex,
  datasetId: number,
  { phases, ...operation }: DemoOperation,
  outcomes: readonly DemoOutcome[],
): Promise<void> {
  const id = await insertOperation(
    trx,
    { ...operation, datasetId, origin: "demo", summary: null, costNote: "made up" },
    phases.map(({ polygon, ...phase }) => ({ ...phase, shape: DRAWN, geometry: JSON.stringify(polygon) })),
    { by: DEMO_RECORDER, reason: null },
  );
  const codes = new Set(outcomes.flatMap(({ area }) => (area === null ? [] : [area])));
  const areas = new Map((await nameAreas(trx, [...codes], true)).map((area) => [area.code, area]));
  for (const outcome of outcomes) {
    const read = readOutcome(outcome, areas, LAST_DAY);
    if (isFault(read)) throw new Error(`demo outcome ${outcome.reference}: ${read.field} ${read.detail}`);
    await insertOutcome(trx, id, read, DEMO_RECORDER);
  }
}
