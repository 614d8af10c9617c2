import { createHash } from "node:crypto";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ImportReportBody } from "../api/types.ts";
import type { Limits } from "../config.ts";
import type { Database } from "../db/database.ts";
import { DomainError } from "../errors.ts";
import { finishImport, type ReadFile, rememberFiles, unchangedScopes } from "./import-register.ts";
import { createImportTally, type ImportTally } from "./import-tally.ts";
import { createPointIndex, type PointIndex } from "./point-index.ts";
import { foreseeSets } from "./publish/choose-sets.ts";
import { type LocatingSets, locatePoints } from "./publish/locate.ts";
import { publishImport } from "./publish/publish-import.ts";
import type { BoundarySet, ImportChoices, Reading, SourceFile } from "./reading.ts";
import { sniffAndRead } from "./sniff.ts";
import { stageReading } from "./stage-reading.ts";
import { createStaging, dropStaging, stagingTables } from "./staging.ts";

export type ImportJob = {
  readonly db: Database;
  readonly importId: number;
  readonly sources: AsyncIterable<SourceFile | PreparedSource>;
  readonly choices: ImportChoices;
  readonly limits: Limits;
  readonly now: Date;
  readonly synthetic: boolean;
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
  try {
    const tally = createImportTally();
    const points = createPointIndex();
    const staged = await stageSources(job, tally, points);
    if (staged.files.length === 0) return { status: "unchanged", report: tally.report({ replaced: 0, updated: 0 }) };
    const locatedIn = await locateStaged(job, points);
    job.signal.throwIfAborted();
    return { status: "done", report: await publish(job, tally, { ...staged, locatedIn }) };
  } finally {
    await dropStaging(db.bulk, importId);
  }
}

type Staged = { readonly files: readonly ReadFile[]; readonly sets: readonly BoundarySet[] };

async function stageSources(job: ImportJob, tally: ImportTally, points: PointIndex): Promise<Staged> {
  const files: ReadFile[] = [];
  const sets: BoundarySet[] = [];
  const seen = new Map<string, string>();
  const providers = new Map<string, string>();
  let found = 0;
  for await (const source of job.sources) {
    found++;
    job.signal.throwIfAborted();
    job.progress.phase = `reading ${source.name}`;
    job.progress.bytesTotal += "bytes" in source ? (source.bytes ?? 0) : 0;
    const sha256 = "reading" in source ? source.sha256 : await digest(source);
    const twin = seen.get(sha256);
    seen.set(sha256, source.name);
    const unchanged = twin === undefined ? await unchangedScopes(job.db.bulk, sha256, job.choices) : null;
    if (twin !== undefined || unchanged !== null) {
      const note = twin === undefined ? "already imported: nothing changed" : `the same file as ${twin}: read once`;
      tally.files.push({ name: source.name, format: "", rows: 0, note });
      continue;
    }
    const reading = await stageSource(job, { source, fileNo: found, tally, points });
    if (reading.holds === "boundaries") sets.push(reading.set);
    const scopes = scopesOf(reading, tally, sha256);
    refuseSharedScopes(providers, scopes, source.name);
    files.push({ name: source.name, sha256, scopes });
  }
  if (found === 0)
    throw new DomainError(
      "import_refused",
      "There is no file to import here: give a CSV, a GeoJSON, a folder or a zip of them.",
    );
  return { files, sets };
}

type OneSource = {
  readonly source: SourceFile | PreparedSource;
  readonly fileNo: number;
  readonly tally: ImportTally;
  readonly points: PointIndex;
};

async function stageSource(job: ImportJob, { source, fileNo, tally, points }: OneSource): Promise<Reading> {
  const reading =
    "reading" in source
      ? source.reading
      : await sniffAndRead(counted(source, job.progress), job.choices, job.limits, job.now);
  const before = { read: tally.read, refused: tally.refused };
  job.progress.phase = `reading ${source.name}: ${reading.recognised}`;
  await stageReading(
    {
      db: job.db,
      importId: job.importId,
      fileNo,
      fileName: source.name,
      synthetic: job.synthetic,
      points,
      tally,
      signal: job.signal,
    },
    reading,
  );
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
  if (reading.holds === "places") return [`places/${sha256}`];
  return counted;
}

async function locateStaged(
  { db, importId, progress, signal }: ImportJob,
  points: PointIndex,
): Promise<LocatingSets | null> {
  const { rows } = await db.bulk.raw(
    `SELECT min(dataset_id)::int AS id, max(occurred_on) AS last_day FROM ${stagingTables(importId).incident}`,
  );
  const datasetId: number | null = rows[0].id;
  if (datasetId === null) return null;
  signal.throwIfAborted();
  progress.phase = `locating ${points.size.toLocaleString("en-GB")} places`;
  const sets = await foreseeSets(db.bulk, datasetId, rows[0].last_day);
  await locatePoints(db.bulk, stagingTables(importId).point, sets);
  return sets;
}

async function publish(
  job: ImportJob,
  tally: ImportTally,
  staged: Staged & { readonly locatedIn: LocatingSets | null },
): Promise<ImportReportBody> {
  job.progress.phase = "publishing";
  job.progress.publishing = true;
  try {
    return await job.db.bulk.transaction(async (trx) => {
      const published = await publishImport(trx, {
        importId: job.importId,
        synthetic: job.synthetic,
        sets: staged.sets,
        places: tally.places,
        locatedIn: staged.locatedIn,
      });
      const report = tally.report({ replaced: published.replaced, updated: published.updated });
      await rememberFiles(trx, job.importId, staged.files, job.choices);
      await finishImport(trx, job.importId, { status: "done", report, datasetId: published.datasets[0] ?? null });
      return report;
    });
  } finally {
    job.progress.publishing = false;
  }
}

async function digest(source: SourceFile): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(await source.open(), hash);
  return hash.digest("hex");
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
