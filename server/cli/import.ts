import { openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { Value } from "typebox/value";
import { ErrorBody } from "../api/common.ts";
import { ImportJob as ImportJobSchema } from "../api/imports.ts";
import type { ImportJobBody } from "../api/types.ts";
import type { Config } from "../config.ts";
import { readLockHolder } from "../db/embedded/lock.ts";
import { describeImport, progressLine } from "../ingest/describe-import.ts";
import { labelOf } from "../ingest/import-service.ts";
import { listSources } from "../ingest/list-sources.ts";
import { openImporting } from "../ingest/open-importing.ts";
import type { ImportChoices } from "../ingest/reading.ts";
import { readChoices } from "./import-choices.ts";

const HELP = `hexbeat import PATH… : import files, folders or zips as one import; all of it or nothing is saved

  --dataset CODE      put the rows in this dataset (default: the format's own, e.g. police-uk)
  --force CODE        the force, where the file does not say it (e.g. metropolitan)
  --set CODE          the area set's id or vintage, where a boundary file does not say it
  --mapping NAME|FILE recorded-crime, cad-calls, or a mapping file of your own, for a force extract
  --operation NAME    name or number of the operation, where a file of outcomes does not say it
  --encoding NAME     utf-8 (default) or windows-1252
  --allow-bad-rows    keep the good rows even where more than 5 % are bad

Formats: police.uk street, outcomes, stop-and-search; MPS ward, borough and LSOA counts; boundaries (GeoJSON);
places; zones (GeoJSON); outcomes of operations; force extracts. The format is recognised by the file's header.`;

const POLL_MS = 250;

/** Import files, here or through the server that holds the embedded database. @returns 0 when something or nothing new was saved, 1 when refused */
export async function run(args: string[], config: Config): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h" },
      dataset: { type: "string" },
      force: { type: "string" },
      set: { type: "string" },
      mapping: { type: "string" },
      operation: { type: "string" },
      encoding: { type: "string" },
      "allow-bad-rows": { type: "boolean" },
    },
  });
  if (values.help || positionals.length === 0) {
    (values.help ? console.log : console.error)(HELP);
    return values.help ? 0 : 2;
  }
  const choices = await readChoices(values);
  for (const path of positionals)
    await stat(path).catch(() => Promise.reject(new Error(`There is no file or folder ${path}.`)));
  const serverUrl = config.databaseUrl === null ? ((await readLockHolder(config.dataDir))?.serverUrl ?? null) : null;
  const job =
    serverUrl === null
      ? await importHere(positionals, choices, config)
      : await importThere(positionals, { choices, serverUrl, config });
  console.log(describeImport(job));
  return job.status === "done" || job.status === "unchanged" ? 0 : 1;
}

async function importHere(paths: string[], choices: ImportChoices, config: Config): Promise<ImportJobBody> {
  const { db, imports } = await openImporting(config, {
    say: (text) => console.log(text),
    onError: (error) => console.error(error),
  });
  try {
    const files = paths.map((path) => ({ path: resolve(path), name: basename(resolve(path)) }));
    const { id } = await imports.submitSources({
      label: labelOf(files),
      choices,
      synthetic: false,
      sources: () => listSources(files, config.limits),
    });
    const cancel = () => void imports.cancel(id);
    process.once("SIGINT", cancel);
    const ticker = setInterval(() => void imports.get(id).then((job) => job && showProgress(job)), POLL_MS);
    const job = await imports.finished(id);
    clearInterval(ticker);
    process.off("SIGINT", cancel);
    endProgress();
    return job;
  } finally {
    await db.close();
  }
}

type There = { readonly choices: ImportChoices; readonly serverUrl: string; readonly config: Config };

async function importThere(paths: string[], { choices, serverUrl, config }: There): Promise<ImportJobBody> {
  console.log(`The server at ${serverUrl} holds the embedded database: handing the files over to it.`);
  const form = new FormData();
  for (const [name, value] of Object.entries(choices)) form.append(name, String(value));
  for (const path of paths) {
    const whole = resolve(path);
    if ((await stat(whole)).isFile()) form.append("file", await openAsBlob(whole), basename(whole));
    else
      for await (const source of listSources([{ path: whole, name: basename(whole) }], config.limits)) {
        form.append("file", await streamToBlob(await source.open()), source.name);
      }
  }
  const answer = await fetch(`${serverUrl}/api/v1/imports`, { method: "POST", body: form });
  let job = await jobOf(answer);
  while (["queued", "running", "publishing"].includes(job.status)) {
    await new Promise((done) => setTimeout(done, POLL_MS));
    job = await jobOf(await fetch(`${serverUrl}/api/v1/imports/${job.id}`));
    showProgress(job);
  }
  endProgress();
  return job;
}

async function streamToBlob(stream: Readable): Promise<Blob> {
  return new Blob([new Uint8Array(await buffer(stream))]);
}

async function jobOf(answer: Response): Promise<ImportJobBody> {
  const body: unknown = await answer.json();
  if (answer.ok && Value.Check(ImportJobSchema, body)) return body;
  throw new Error(Value.Check(ErrorBody, body) ? body.error.message : `The server answered ${answer.status}.`);
}

let shownPhase: string | null = null;

/** On a terminal one line that changes; in a log a line for each step. */
function showProgress(job: ImportJobBody): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${progressLine(job)}`);
  else if (job.phase !== shownPhase && job.phase !== null) console.log(`  ${job.phase}`);
  shownPhase = job.phase;
}

function endProgress(): void {
  if (process.stdout.isTTY) process.stdout.write("\r\x1b[K");
}
