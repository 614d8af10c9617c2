import { Transform } from "node:stream";
import type { Knex } from "knex";
import type { ImportReportBody } from "../api/types.ts";
import type { Limits } from "../config.ts";
import type { Database } from "../db/database.ts";
import { DomainError } from "../errors.ts";
import { createCopyQueue } from "./copy-queue.ts";
import { holdSource } from "./hold-source.ts";
import { finishImport, type ReadFile, rememberFiles, unchangedScopes } from "./import-register.ts";
import { createImportTally, type ImportTally } from "./import-tally.ts";
import { createPointIndex } from "./point-index.ts";
import { type PreparedIncidents, prepareIncidents } from "./publish/prepare-incidents.ts";
import { publishImport } from "./publish/publish-import.ts";
import type { ImportChoices, Reading, SourceFile } from "./reading.ts";
import { sniffAndRead } from "./sniff.ts";
import { createStageRegistry, type StageContext } from "./stage-context.ts";
import { stageReading } from "./stage-reading.ts";
import { createStagedScopes } from "./staged-scopes.ts";
import { createStaging, dropStaging } from "./staging.ts";

export type ImportJob = {
  readonly db: Database;
  readonly importId: number;
  readonly sources: AsyncIterable<SourceFile | PreparedSource>;
  readonly choices: ImportChoices;
  readonly limits: Limits;
  readonly now: Date;
  readonly synthetic: boolean;
  /** What becomes true in the publishing transaction, after the rows: all of it, or nothing of both. */
  readonly alongside?: (trx: Knex) => Promise<void>;
  readonly signal: AbortSignal;
  readonly progress: ImportProgress;
};

/** Rows that do not come from a file (the demo city), under an identity that stands for their content. */
export type PreparedSource = { readonly name: string; readonly sha256: string; readonly reading: Reading };

/** Where an import stands; written by the job, read by whoever asks. */
export type ImportProgress = {
  phase: string;
  rowsRead: number;
  bytesDone: number;
  bytesTotal: number;
  publishing: boolean;
};

export type ImportOutcome = { readonly status: "done" | "unchanged"; readonly report: ImportReportBody };

/**
 * Read, stage and publish all files of one import. Nothing is published unless everything can be: an error or a
 * cancel leaves the tables as they were.
 * @throws DomainError("import_refused") with the file and what to do; AbortError when cancelled
 */
export async function runImportJob(job: ImportJob): Promise<ImportOutcome> {
  const { db, importId } = job;
  await createStaging(db.bulk, importId);
  const ctx = createContext(job);
  try {
    const files = await stageSources(job, ctx);
    if (files.length === 0) return { status: "unchanged", report: ctx.tally.report({ replaced: 0, updated: 0 }) };
    await ctx.copies.drain();
    const prepared = await prepare(job, ctx);
    job.signal.throwIfAborted();
    return { status: "done", report: await publish(job, ctx, { files, prepared }) };
  } finally {
    await ctx.copies.settle();
    await dropStaging(db.bulk, importId);
  }
}

function createContext({ db, importId, synthetic, signal }: ImportJob): StageContext {
  return {
    db,
    importId,
    copies: createCopyQueue(db),
    registry: createStageRegistry(db.bulk, synthetic),
    points: createPointIndex(),
    scopes: createStagedScopes(),
    sets: [],
    tally: createImportTally(),
    signal,
  };
}

async function stageSources(job: ImportJob, ctx: StageContext): Promise<ReadFile[]> {
  const files: ReadFile[] = [];
  const seen = new Map<string, string>();
  const providers = new Map<string, string>();
  let found = 0;
  for await (const source of job.sources) {
    found++;
    job.signal.throwIfAborted();
    job.progress.phase = `reading ${source.name}`;
    job.progress.bytesTotal += "bytes" in source ? (source.bytes ?? 0) : 0;
    const held = "reading" in source ? { sha256: source.sha256, source } : await holdSource(source);
    const { sha256 } = held;
    const twin = seen.get(sha256);
    seen.set(sha256, source.name);
    const unchanged = twin === undefined ? await unchangedScopes(job.db.bulk, sha256, job.choices) : null;
    if (twin !== undefined || unchanged !== null) {
      const note = twin === undefined ? "already imported: nothing changed" : `the same file as ${twin}: read once`;
      ctx.tally.files.push({ name: source.name, format: "", rows: 0, note });
      continue;
    }
    const reading = await stageSource(job, ctx, { source: held.source, fileNo: found });
    const scopes = scopesOf(reading, ctx.tally, sha256);
    refuseSharedScopes(providers, scopes, source.name);
    files.push({ name: source.name, sha256, scopes });
  }
  if (found === 0)
    throw new DomainError(
      "import_refused",
      "There is no file to import here: give a CSV, a GeoJSON, a folder or a zip of them.",
    );
  return files;
}

type OneSource = { readonly source: SourceFile | PreparedSource; readonly fileNo: number };

async function stageSource(job: ImportJob, ctx: StageContext, { source, fileNo }: OneSource): Promise<Reading> {
  const { tally } = ctx;
  const reading =
    "reading" in source
      ? source.reading
      : await sniffAndRead(counted(source, job.progress), job.choices, job.limits, job.now);
  const before = { read: tally.read, refused: tally.refused };
  job.progress.phase = `reading ${source.name}: ${reading.recognised}`;
  await stageReading(ctx, { fileNo, fileName: source.name }, reading);
  const rows = tally.read - before.read;
  job.progress.rowsRead = tally.read;
  tally.files.push({ name: source.name, format: reading.format, rows, note: reading.recognised });
  refuseManyBadRows(job, { name: source.name, rows, refused: tally.refused - before.refused });
  return reading;
}

function refuseManyBadRows(job: ImportJob, file: { name: string; rows: number; refused: number }): void {
  if (file.rows === 0 || job.choices.allowBadRows || file.refused / file.rows <= job.limits.badRowShare) return;
  const share = Math.round((1000 * file.refused) / file.rows) / 10;
  throw new DomainError(
    "import_refused",
    `${file.name}: ${file.refused} of ${file.rows} rows (${share} %) cannot be used, more than ${100 * job.limits.badRowShare} %. Nothing was saved. Look at the refused rows, mend the file, or import it with "allow bad rows".`,
    { file: file.name, refused: file.refused, rows: file.rows },
  );
}

/** Two files of one import that provide the same month would silently drop one another. */
function refuseSharedScopes(providers: Map<string, string>, scopes: readonly string[], name: string): void {
  for (const scope of scopes) {
    const other = providers.get(scope);
    if (other !== undefined && !scope.endsWith("/extract")) {
      throw new DomainError(
        "import_refused",
        `${other} and ${name} both hold ${scope}: import only the one that is right. Nothing was saved.`,
      );
    }
    providers.set(scope, name);
  }
}

function scopesOf(reading: Reading, tally: ImportTally, sha256: string): string[] {
  const counted = tally.takeScopes();
  if (reading.holds === "boundaries") return [`area-set/${reading.set.code}`];
  if (reading.holds === "places" || reading.holds === "zones" || reading.holds === "operation-outcomes")
    return [`${reading.holds}/${sha256}`];
  return counted;
}

function prepare(
  { db, importId, progress, signal }: ImportJob,
  { points, scopes, sets }: StageContext,
): Promise<PreparedIncidents | null> {
  signal.throwIfAborted();
  progress.phase = `locating ${points.size.toLocaleString("en-GB")} places and counting by cell`;
  // The one connection of the embedded database makes readers wait for a publish anyway.
  const readersWait = db.backend === "embedded";
  return prepareIncidents(db.bulk, { importId, scopes: scopes.all(), sets, readersWait, signal });
}

type Ready = { readonly files: readonly ReadFile[]; readonly prepared: PreparedIncidents | null };

async function publish(job: ImportJob, ctx: StageContext, { files, prepared }: Ready): Promise<ImportReportBody> {
  job.progress.phase = "publishing";
  job.progress.publishing = true;
  try {
    return await job.db.bulk.transaction(async (trx) => {
      const published = await publishImport(trx, {
        importId: job.importId,
        synthetic: job.synthetic,
        sets: ctx.sets,
        places: ctx.tally.places,
        zones: ctx.tally.zones,
        ledgers: ctx.tally.ledgers,
        scopes: ctx.scopes.all(),
        prepared,
      });
      await job.alongside?.(trx);
      const report = ctx.tally.report({ replaced: published.replaced, updated: published.updated });
      await rememberFiles(trx, job.importId, files, job.choices);
      await finishImport(trx, job.importId, { status: "done", report, datasetId: published.datasets[0] ?? null });
      return report;
    });
  } finally {
    job.progress.publishing = false;
  }
}

/** A source is opened to be recognised, then to be read: each opening counts its bytes from the start again. */
function counted(source: SourceFile, progress: ImportProgress): SourceFile {
  const before = progress.bytesDone;
  return {
    ...source,
    async open() {
      const stream = await source.open();
      progress.bytesDone = before;
      const counter = new Transform({
        transform(chunk, _encoding, done) {
          progress.bytesDone += chunk.length;
          done(null, chunk);
        },
      });
      stream.on("error", (error) => counter.destroy(error));
      return stream.pipe(counter);
    },
  };
}
