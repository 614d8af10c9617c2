import { CATEGORIES } from "../api/vocabulary.ts";
import type { CopyTarget } from "../db/database.ts";
import { copyLine } from "./copy-text.ts";
import type { ForcedRow, Reading } from "./reading.ts";
import { stageBatches } from "./stage-batches.ts";
import type { StageContext, StagedFile } from "./stage-context.ts";
import { STAGED_INCIDENT_COLUMNS, STAGED_POINT_COLUMNS, stagingTables } from "./staging.ts";

type IncidentReading = Extract<Reading, { holds: "incidents" }>;

/** Number of each category in the database. */
export const CATEGORY_ID: ReadonlyMap<string, number> = new Map(CATEGORIES.map((code, id) => [code, id]));

/** Stage the incidents of a file, and the points that no file of this import had before. */
export async function stageIncidents(ctx: StageContext, file: StagedFile, reading: IncidentReading): Promise<void> {
  const { incident, point } = stagingTables(ctx.importId);
  const into: CopyTarget = { table: incident, columns: STAGED_INCIDENT_COLUMNS };
  const intoPoints: CopyTarget = { table: point, columns: STAGED_POINT_COLUMNS };
  const datasetId = await ctx.registry.dataset(reading.dataset);
  const toLine = incidentLines(ctx, file, { reading, datasetId });
  await stageBatches(ctx, file, reading.batches, async (rows) => {
    await ctx.registry.forcesOf(rows);
    await ctx.copies.add(into, rows.map(toLine).join(""), rows.length);
    const points = ctx.points.takeLines();
    if (points.length > 0) await ctx.copies.add(intoPoints, points.join(""), points.length);
  });
}

type From = { readonly reading: IncidentReading; readonly datasetId: number };

function incidentLines(ctx: StageContext, { fileNo }: StagedFile, { reading, datasetId }: From) {
  const { recordKind, replaces } = reading;
  const scope = { dataset: reading.dataset.code, recordKind, replaces };
  let line = 0;
  return (row: ForcedRow): string => {
    line++;
    const forceId = ctx.registry.forces.get(row.forceCode) ?? 0;
    ctx.tally.countIncident(row, scope);
    ctx.scopes.note({ forceId, datasetId, kind: recordKind, replaces, occurredOn: row.occurredOn });
    return copyLine([
      fileNo,
      line,
      forceId,
      datasetId,
      recordKind,
      replaces,
      row.sourceId,
      row.occurredOn,
      row.occurredFrom,
      row.occurredTo,
      row.precision,
      CATEGORY_ID.get(row.category) ?? 0,
      row.generation,
      row.drug,
      row.drugClass,
      row.offenceCode,
      row.outcome,
      row.source,
      row.locationPrecision,
      row.locationFlag,
      row.locationText,
      row.locationKey,
      ctx.points.idOf(row.lng, row.lat),
    ]);
  };
}
