import { examineShape } from "../db/register-shape-queries.ts";
import { warningsOf } from "../registers/zone-rules.ts";
import { findKnownZone } from "./publish/publish-zones.ts";
import type { Reading, ZoneRow } from "./reading.ts";
import { refuseFile } from "./refuse-file.ts";
import type { StageContext, StagedFile } from "./stage-context.ts";
import { zoneRules } from "./zone-rules-table.ts";

/** Hold zones for publishing: what PostGIS finds invalid refuses the file, what is over a maximum is warned about. */
export async function stageZones(
  ctx: StageContext,
  file: StagedFile,
  { zones }: Extract<Reading, { holds: "zones" }>,
): Promise<void> {
  for (const [index, zone] of zones.entries()) {
    ctx.signal.throwIfAborted();
    const geometry = JSON.stringify({ type: "MultiPolygon", coordinates: zone.coordinates });
    const { fault, areaSquareMetres } = await examineShape(ctx.db.bulk, geometry);
    if (fault !== null || areaSquareMetres < 1) {
      const why = fault === null ? "it has no surface" : `${fault} (longitude latitude)`;
      throw refuseFile(file.fileName, `feature ${index + 1} (${zone.title}) is not a valid polygon: ${why}.`);
    }
    ctx.tally.addRead(1);
    ctx.tally.warnings.push(...warningsOf(zoneRules(), zone).map((warning) => `${zone.title}: ${warning}`));
    if (await wasChangedHere(ctx, zone)) {
      ctx.tally.warnings.push(`${zone.title}: changed here since it was imported, so it is left as it stands.`);
    } else ctx.tally.zones.push(zone);
  }
}

async function wasChangedHere({ db }: StageContext, zone: ZoneRow): Promise<boolean> {
  const known = await findKnownZone(db.bulk, zone);
  return known !== null && known.lastAction !== "imported";
}
