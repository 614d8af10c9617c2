import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Knex } from "knex";
import type { ImportJobBody } from "../api/types.ts";
import type { Config } from "../config.ts";
import type { Database } from "../db/database.ts";
import { DomainError } from "../errors.ts";
import { type ImportProgress, type PreparedSource, runImportJob } from "./import-job.ts";
import { cleanDeadImports, importOwner, purgeUnpublished } from "./import-recovery.ts";
import { finishImport, readImport, readImports, registerImport, saveProgress } from "./import-register.ts";
import type { ImportService, RejectedRow } from "./import-service-type.ts";
import { listSources } from "./list-sources.ts";
import { pinSet } from "./publish/pin-set.ts";
import type { ImportChoices, SourceFile } from "./reading.ts";
import { dropStaging } from "./staging.ts";

/** Imports kept in the list. */
const LISTED = 100;
const PROGRESS_EVERY_MS = 1_000;
const WAITING = "waiting for the import before it";
const REJECTS_PER_PAGE = 5_000;

export type Submission = {
  readonly label: string;
  readonly sources: () => AsyncIterable<SourceFile | PreparedSource>;
  readonly choices: ImportChoices;
  readonly synthetic: boolean;
  /** Run in the publishing transaction, after the rows; not where nothing changed. */
  readonly alongside?: (trx: Knex) => Promise<void>;
  /** Called when the import has ended, however it ended. */
  readonly onEnd?: () => Promise<void>;
};

type Running = {
  readonly id: number;
  /** As it stood when it was queued. */
  readonly body: ImportJobBody;
  readonly abort: AbortController;
  readonly progress: ImportProgress;
  readonly done: Promise<void>;
};

/**
 * The imports of this process, one at a time in order of arrival.
 * @param onError told of errors that are ours, not the file's
 */
export function createImportService({
  db,
  config,
  onError,
}: {
  db: Database;
  config: Config;
  onError: (error: unknown) => void;
}) {
  const running = new Map<number, Running>();
  let tail: Promise<void> = Promise.resolve();

  const submitSources = async (submission: Submission): Promise<ImportJobBody> => {
    const id = await registerImport(db.bulk, submission.label, importOwner());
    const abort = new AbortController();
    const progress = {
      phase: WAITING,
      rowsRead: 0,
      bytesDone: 0,
      bytesTotal: 0,
      publishing: false,
    };
    const body = await storedBody(id);
    const done = tail.then(() => execute({ id, abort, progress }, submission));
    tail = done;
    running.set(id, { id, body, abort, progress, done });
    return bodyOf(id);
  };

  const execute = async (
    { id, abort, progress }: Pick<Running, "id" | "abort" | "progress">,
    submission: Submission,
  ): Promise<void> => {
    progress.phase = "reading";
    const ticker = setInterval(() => {
      if (!progress.publishing) saveProgress(db.bulk, id, progress).catch(() => {});
    }, PROGRESS_EVERY_MS);
    try {
      const { choices, synthetic, alongside } = submission;
      const outcome = await runImportJob({
        db,
        importId: id,
        sources: submission.sources(),
        choices,
        limits: config.limits,
        now: new Date(),
        synthetic,
        ...(alongside === undefined ? {} : { alongside }),
        signal: abort.signal,
        progress,
      });
      if (outcome.status === "unchanged")
        await finishImport(db.bulk, id, { status: "unchanged", report: outcome.report });
    } catch (error) {
      await closeFailed(id, error, abort.signal.aborted);
    } finally {
      clearInterval(ticker);
      await submission.onEnd?.().catch(onError);
      running.delete(id);
    }
  };

  const closeFailed = async (id: number, error: unknown, cancelled: boolean): Promise<void> => {
    const refused = error instanceof DomainError ? error : null;
    if (!cancelled && refused === null) onError(error);
    const finished = cancelled
      ? { status: "cancelled" as const, error: { code: "cancelled", message: "Cancelled: nothing was saved." } }
      : {
          status:
            refused?.code === "import_refused" || refused?.code === "too_large"
              ? ("refused" as const)
              : ("failed" as const),
          error: refused ?? {
            code: "internal",
            message:
              "The import stopped on an error of Hexbeat's own or of its database; nothing was saved. The server's log has the reason.",
          },
        };
    await retrying(async () => {
      await finishImport(db.bulk, id, {
        ...finished,
        error: { code: finished.error.code, message: withState(finished.error.message) },
      });
      // Again, for where the database was away when the job cleaned up behind itself.
      await dropStaging(db.bulk, id);
      await purgeUnpublished(db.bulk, id);
    }).catch(onError);
  };

  const storedBody = async (id: number): Promise<ImportJobBody> => {
    const body = await readImport(db.knex, id);
    if (body === null) throw new DomainError("not_found", `There is no import ${id}.`);
    return body;
  };

  // A running import is told from memory: while it publishes, the embedded database answers nobody.
  const bodyOf = async (id: number): Promise<ImportJobBody> => {
    const live = running.get(id);
    return live === undefined ? storedBody(id) : withProgress(live.body);
  };

  const withProgress = (body: ImportJobBody): ImportJobBody => {
    const live = running.get(body.id);
    if (live === undefined) return body;
    const { phase, rowsRead, bytesDone, bytesTotal, publishing } = live.progress;
    const status = publishing ? "publishing" : phase === WAITING ? "queued" : "running";
    return { ...body, status, phase, rowsRead, bytesDone, bytesTotal };
  };

  const service: ImportService = {
    submit: (files, choices) =>
      submitSources({
        label: labelOf(files),
        choices,
        synthetic: false,
        sources: () => listSources(files, config.limits),
        onEnd: () => removeUploads(files),
      }),
    list: async () => (await readImports(db.knex, LISTED)).map(withProgress),
    get: async (id) => bodyOf(id).catch((error: unknown) => (isNotFound(error) ? null : Promise.reject(error))),
    cancel: async (id) => {
      const live = running.get(id);
      if (live === undefined || live.progress.publishing) return false;
      live.abort.abort();
      return true;
    },
    rejects: (id) => readRejects(db, id),
    isPublishing: () => [...running.values()].some((job) => job.progress.publishing),
    chooseSet: (dataset, kind, set) => pinSet(db.bulk, dataset, kind, set),
    close: async () => {
      for (const job of running.values()) job.abort.abort();
      await tail;
    },
  };
  return {
    ...service,
    submitSources,
    /** Resolves when the import has ended. */
    finished: async (id: number): Promise<ImportJobBody> => {
      await running.get(id)?.done;
      return bodyOf(id);
    },
    /** To be called once at start: closes imports whose process is gone. */
    recover: () => cleanDeadImports(db.bulk),
  };
}

export type LocalImportService = ReturnType<typeof createImportService>;

async function* readRejects(db: Database, id: number): AsyncGenerator<RejectedRow> {
  let after = { file: "", line: 0 };
  for (;;) {
    const { rows } = await db.knex.raw(
      `
      SELECT file_name AS file, line, reason, detail, raw
      FROM import_reject
      WHERE import_id = ? AND (file_name, line) > (?::text, ?::int)
      ORDER BY file_name, line
      LIMIT ${REJECTS_PER_PAGE}
      `,
      [id, after.file, after.line],
    );
    yield* rows;
    if (rows.length < REJECTS_PER_PAGE) return;
    after = rows.at(-1);
  }
}

/** Whoever reads why an import failed wants to know what became of the data. */
function withState(message: string): string {
  return /nothing (of it )?was saved/i.test(message) ? message : `${message} Nothing was saved.`;
}

/** What an import is called in lists: its files' names. */
export function labelOf(files: readonly { readonly name: string }[]): string {
  return files
    .map((file) => file.name)
    .join(", ")
    .slice(0, 500);
}

/** Uploads lie in a folder of their own. */
async function removeUploads(files: readonly { readonly path: string }[]): Promise<void> {
  const folders = new Set(files.map((file) => dirname(file.path)));
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

/** The database may be away for seconds; the register is written when it is back. */
async function retrying(write: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (attempt >= 30) throw error;
      await sleep(1_000);
    }
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof DomainError && error.code === "not_found";
}
