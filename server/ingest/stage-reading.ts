import { setImmediate } from "node:timers/promises";
import type { Knex } from "knex";
import { CATEGORIES } from "../api/vocabulary.ts";
import type { CopyTarget, Database } from "../db/database.ts";
import { DomainError } from "../errors.ts";
import { areaCells } from "./area-cells.ts";
import { type CopyValue, copyLine } from "./copy-text.ts";
import type { ImportTally } from "./import-tally.ts";
import { cellToBigint, type PointIndex } from "./point-index.ts";
import { ensureDataset, ensureForce } from "./publish/registry.ts";
import type { AreaCountRow, Batch, BoundaryRow, ForcedRow, OutcomeRow, Reading, Reject } from "./reading.ts";
import {
  STAGED_AREA_CELL_COLUMNS,
  STAGED_COUNT_COLUMNS,
  STAGED_INCIDENT_COLUMNS,
  STAGED_OUTCOME_COLUMNS,
  STAGED_POINT_COLUMNS,
  stagingTables,
} from "./staging.ts";

export type StageContext = {
  readonly db: Database;
  readonly importId: number;
  readonly fileNo: number;
  readonly fileName: string;
  readonly synthetic: boolean;
  readonly points: PointIndex;
  readonly tally: ImportTally;
  readonly signal: AbortSignal;
};

/** Rows staged in one COPY: large enough to be fast, small enough that readers of the one embedded connection get their turn. */
const ROWS_PER_COPY = 8_000;

/** Read a recognised file to its end into the staging tables. @throws AbortError when the import is cancelled */
export async function stageReading(ctx: StageContext, reading: Reading): Promise<void> {
  switch (reading.holds) {
    case "incidents":
      return stageIncidents(ctx, reading);
    case "outcomes":
      return stageOutcomes(ctx, reading);
    case "area-counts":
      return stageAreaCounts(ctx, reading);
    case "places":
      return stagePlaces(ctx, reading);
    case "boundaries":
      return stageAreas(ctx, reading.set.code, reading.areas);
  }
}

async function stageIncidents(ctx: StageContext, reading: Extract<Reading, { holds: "incidents" }>): Promise<void> {
  const datasetId = await ensureDataset(ctx.db.bulk, reading.dataset, ctx.synthetic);
  const forceId = forceLookup(ctx.db.bulk);
  let line = 0;
  await stageBatches(
    ctx,
    reading.batches,
    { table: stagingTables(ctx.importId).incident, columns: STAGED_INCIDENT_COLUMNS },
    async (row: ForcedRow) => {
      line++;
      const force = forceId.known(row.forceCode) ?? (await forceId.register(row.forceCode, row.forceName));
      ctx.tally.countIncident(row, {
        dataset: reading.dataset.code,
        recordKind: reading.recordKind,
        replaces: reading.replaces,
      });
      return incidentValues(row, { ctx, line, force, datasetId, reading });
    },
  );
}

type IncidentContext = {
  readonly ctx: StageContext;
  readonly line: number;
  readonly force: number;
  readonly datasetId: number;
  readonly reading: Extract<Reading, { holds: "incidents" }>;
};

function incidentValues(row: ForcedRow, { ctx, line, force, datasetId, reading }: IncidentContext): CopyValue[] {
  return [
    ctx.fileNo,
    line,
    force,
    datasetId,
    reading.recordKind,
    reading.replaces,
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
  ];
}

const CATEGORY_ID: ReadonlyMap<string, number> = new Map(CATEGORIES.map((code, id) => [code, id]));

async function stageOutcomes(ctx: StageContext, reading: Extract<Reading, { holds: "outcomes" }>): Promise<void> {
  const datasetId = await ensureDataset(ctx.db.bulk, reading.dataset, ctx.synthetic);
  const forceId = forceLookup(ctx.db.bulk);
  await stageBatches(
    ctx,
    reading.batches,
    { table: stagingTables(ctx.importId).outcome, columns: STAGED_OUTCOME_COLUMNS },
    async (row: OutcomeRow) => {
      const force = forceId.known(row.forceCode) ?? (await forceId.register(row.forceCode, row.forceName));
      ctx.tally.countDated(row.month, `${reading.dataset.code}/${row.forceCode}/outcomes/${row.month.slice(0, 7)}`);
      return [force, datasetId, row.sourceId, row.month, row.outcome];
    },
  );
}

async function stageAreaCounts(ctx: StageContext, reading: Extract<Reading, { holds: "area-counts" }>): Promise<void> {
  const { dataset, force, areaKind, historical } = reading;
  const datasetId = await ensureDataset(ctx.db.bulk, dataset, ctx.synthetic);
  const forceId = await ensureForce(ctx.db.bulk, force.code, force.name);
  const scope = `${dataset.code}/${force.code}/${areaKind}-counts${historical ? "-historical" : ""}`;
  await stageBatches(
    ctx,
    reading.batches,
    { table: stagingTables(ctx.importId).areaCount, columns: STAGED_COUNT_COLUMNS },
    async (row: AreaCountRow) => {
      ctx.tally.countDated(row.month, `${scope}/${row.month.slice(0, 7)}`);
      return [
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
      ];
    },
  );
}

async function stagePlaces(ctx: StageContext, reading: Extract<Reading, { holds: "places" }>): Promise<void> {
  for await (const batch of reading.batches) {
    ctx.signal.throwIfAborted();
    ctx.tally.addRead(batch.rows.length + batch.rejects.length);
    await saveRejects(ctx, batch.rejects);
    ctx.tally.places.push(...batch.rows);
  }
}

/** Drive a reader's batches through COPY, points and rejects alongside. */
async function stageBatches<Row>(
  ctx: StageContext,
  batches: AsyncIterable<Batch<Row>>,
  into: CopyTarget,
  toValues: (row: Row) => Promise<readonly CopyValue[]>,
): Promise<void> {
  let lines: string[] = [];
  const flush = async () => {
    const points = ctx.points.takeLines();
    const rows = lines;
    lines = [];
    await ctx.db.bulk.transaction(async (trx) => {
      if (points.length > 0) {
        await ctx.db.copyIn(trx, { table: stagingTables(ctx.importId).point, columns: STAGED_POINT_COLUMNS }, [
          points.join(""),
        ]);
      }
      if (rows.length > 0) await ctx.db.copyIn(trx, into, [rows.join("")]);
    });
  };
  // One COPY runs while the next rows are read: the file and the database never wait for each other in turn.
  let copying = Promise.resolve();
  try {
    for await (const batch of batches) {
      ctx.signal.throwIfAborted();
      for (const row of batch.rows) lines.push(copyLine(await toValues(row)));
      ctx.tally.addRead(batch.rows.length + batch.rejects.length);
      await saveRejects(ctx, batch.rejects);
      if (lines.length < ROWS_PER_COPY) continue;
      await copying;
      copying = flush();
      copying.catch(() => {});
    }
  } finally {
    await copying;
  }
  await flush();
}

async function saveRejects(ctx: StageContext, rejects: readonly Reject[]): Promise<void> {
  if (rejects.length === 0) return;
  const lines = rejects.map(({ line, reason, detail, raw }) =>
    copyLine([ctx.importId, ctx.fileName, line, reason, detail, raw]),
  );
  for (const { reason } of rejects) ctx.tally.countReject(reason);
  await ctx.db.bulk.transaction((trx) =>
    ctx.db.copyIn(
      trx,
      { table: "import_reject", columns: ["import_id", "file_name", "line", "reason", "detail", "raw"] },
      [lines.join("")],
    ),
  );
}

/** Stage boundaries with their cells, and refuse what PostGIS finds invalid: repairing would move borders unseen. */
async function stageAreas(ctx: StageContext, setCode: string, areas: readonly BoundaryRow[]): Promise<void> {
  const t = stagingTables(ctx.importId);
  for (const area of areas) {
    ctx.signal.throwIfAborted();
    await insertArea(ctx.db.bulk, t.area, setCode, area);
  }
  await refuseInvalid(ctx, t.area, setCode);
  await stageAreaCells(ctx, setCode, areas);
}

async function stageAreaCells(ctx: StageContext, setCode: string, areas: readonly BoundaryRow[]): Promise<void> {
  const into = { table: stagingTables(ctx.importId).areaCell, columns: STAGED_AREA_CELL_COLUMNS };
  let lines: string[] = [];
  const flush = async () => {
    const rows = lines;
    lines = [];
    await ctx.db.bulk.transaction((trx) => ctx.db.copyIn(trx, into, [rows.join("")]));
  };
  for (const area of areas) {
    ctx.signal.throwIfAborted();
    // Geometry is computed in this thread: others get their turn between two areas.
    await setImmediate();
    for (const { res, cell, centreInside } of areaCells(area.coordinates)) {
      lines.push(copyLine([setCode, area.code, res, cellToBigint(cell), centreInside]));
    }
    if (lines.length >= ROWS_PER_COPY) await flush();
    ctx.tally.addRead(1);
  }
  await flush();
}

async function insertArea(knex: Knex, table: string, setCode: string, area: BoundaryRow): Promise<void> {
  const geometry = JSON.stringify({ type: "MultiPolygon", coordinates: area.coordinates });
  await knex.raw(
    `
    INSERT INTO ${table} (set_code, code, name, borough_code, borough_name, geom)
    VALUES (?, ?, ?, ?, ?, ST_SetSRID(ST_GeomFromGeoJSON(?), 4326))
    `,
    [setCode, area.code, area.name, area.boroughCode, area.boroughName, geometry],
  );
}

async function refuseInvalid(ctx: StageContext, table: string, setCode: string): Promise<void> {
  const { rows } = await ctx.db.bulk.raw(
    `SELECT code, name, ST_IsValidReason(geom) AS reason FROM ${table} WHERE set_code = ? AND NOT ST_IsValid(geom) ORDER BY code LIMIT 1`,
    [setCode],
  );
  const [invalid] = rows;
  if (invalid === undefined) return;
  throw new DomainError(
    "import_refused",
    `${ctx.fileName}: the boundary of ${invalid.name} (${invalid.code}) is not a valid polygon: ${invalid.reason} (longitude latitude). Mend it in the source and import again; nothing was saved.`,
    { file: ctx.fileName, code: invalid.code },
  );
}

function forceLookup(knex: Knex) {
  const ids = new Map<string, number>();
  return {
    known: (code: string) => ids.get(code),
    async register(code: string, name: string): Promise<number> {
      const id = await ensureForce(knex, code, name);
      ids.set(code, id);
      return id;
    },
  };
}
