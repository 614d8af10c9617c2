import type { CopyTarget } from "../db/database.ts";
import { copyLine } from "./copy-text.ts";
import type { AreaCountRow, OutcomeRow, Reading } from "./reading.ts";
import { stageAreas } from "./stage-areas.ts";
import { stageBatches } from "./stage-batches.ts";
import type { StageContext, StagedFile } from "./stage-context.ts";
import { CATEGORY_ID, stageIncidents } from "./stage-incidents.ts";
import { stageLedger } from "./stage-ledger.ts";
import { stageZones } from "./stage-zones.ts";
import { STAGED_COUNT_COLUMNS, STAGED_OUTCOME_COLUMNS, stagingTables } from "./staging.ts";

/** Read a recognised file to its end into the staging tables. @throws AbortError when the import is cancelled */
export async function stageReading(ctx: StageContext, file: StagedFile, reading: Reading): Promise<void> {
  switch (reading.holds) {
    case "incidents":
      return stageIncidents(ctx, file, reading);
    case "outcomes":
      return stageOutcomes(ctx, file, reading);
    case "area-counts":
      return stageAreaCounts(ctx, file, reading);
    case "places":
      return stageBatches(ctx, file, reading.batches, (rows) => void ctx.tally.places.push(...rows));
    case "operation-outcomes":
      return stageLedger(ctx, file, reading);
    case "zones":
      return stageZones(ctx, file, reading);
    case "boundaries":
      return stageAreas(ctx, file, reading);
  }
}

type OutcomeReading = Extract<Reading, { holds: "outcomes" }>;

async function stageOutcomes(ctx: StageContext, file: StagedFile, reading: OutcomeReading): Promise<void> {
  const into: CopyTarget = { table: stagingTables(ctx.importId).outcome, columns: STAGED_OUTCOME_COLUMNS };
  const datasetId = await ctx.registry.dataset(reading.dataset);
  const toLine = (row: OutcomeRow): string => {
    ctx.tally.countDated(row.month, `${reading.dataset.code}/${row.forceCode}/outcomes/${row.month.slice(0, 7)}`);
    return copyLine([ctx.registry.forces.get(row.forceCode) ?? 0, datasetId, row.sourceId, row.month, row.outcome]);
  };
  await stageBatches(ctx, file, reading.batches, async (rows) => {
    await ctx.registry.forcesOf(rows);
    await ctx.copies.add(into, rows.map(toLine).join(""), rows.length);
  });
}

type CountReading = Extract<Reading, { holds: "area-counts" }>;

async function stageAreaCounts(ctx: StageContext, file: StagedFile, reading: CountReading): Promise<void> {
  const { dataset, force, areaKind, historical } = reading;
  const into: CopyTarget = { table: stagingTables(ctx.importId).areaCount, columns: STAGED_COUNT_COLUMNS };
  const datasetId = await ctx.registry.dataset(dataset);
  const forceId = await ctx.registry.force(force.code, force.name);
  const scope = `${dataset.code}/${force.code}/${areaKind}-counts${historical ? "-historical" : ""}`;
  const toLine = (row: AreaCountRow): string => {
    ctx.tally.countDated(row.month, `${scope}/${row.month.slice(0, 7)}`);
    return copyLine([
      forceId,
      datasetId,
      areaKind,
      row.areaCode,
      row.month,
      row.major,
      row.minor,
      CATEGORY_ID.get(row.category) ?? 0,
      row.areaName,
      row.boroughName,
      row.n,
      historical,
    ]);
  };
  await stageBatches(ctx, file, reading.batches, (rows) =>
    ctx.copies.add(into, rows.map(toLine).join(""), rows.length),
  );
}
