import { signal } from "@preact/signals";
import type { ImportJobBody } from "../../../server/api/types.ts";
import { fetchImport, fetchImports } from "../api.ts";
import { datasets } from "../datasets.ts";

/** Imports, newest first, as far as this page knows them. */
export const jobs = signal<readonly ImportJobBody[]>([]);

const RUNNING: ReadonlySet<string> = new Set(["queued", "running", "publishing"]);
const POLL_MS = 400;
const EMPTY_POLL_MS = 2_000;

export function isRunning(job: ImportJobBody): boolean {
  return RUNNING.has(job.status);
}

/** Fetch the list and follow what still runs. */
export async function loadJobs(): Promise<void> {
  const list = await fetchImports();
  jobs.value = list.imports.toSorted((a, b) => b.id - a.id);
  for (const job of jobs.value.filter(isRunning)) void followJob(job.id);
}

/** Follow imports that others started, the demo city of a first start among them: ask on until there is data. @returns stop */
export function watchImports(): () => void {
  const ask = () => {
    const empty = datasets.current.peek().value?.default === null;
    const running = jobs.peek().some(isRunning);
    if (empty && !running) datasets.reload();
    if (!running) loadJobs().catch(() => undefined);
  };
  ask();
  const timer = setInterval(() => {
    if (datasets.current.peek().value?.default === null) ask();
  }, EMPTY_POLL_MS);
  return () => clearInterval(timer);
}

const followed = new Set<number>();

/** Ask for one import until it has ended; the map then shows what it published. */
export async function followJob(id: number): Promise<void> {
  if (followed.has(id)) return;
  followed.add(id);
  try {
    for (;;) {
      const job = await fetchImport(id);
      putJob(job);
      if (!isRunning(job)) break;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  } finally {
    followed.delete(id);
    // Also after a failure to ask: the list of data is the only way to know what was published.
    datasets.reload();
  }
}

function putJob(job: ImportJobBody): void {
  jobs.value = [job, ...jobs.value.filter((known) => known.id !== job.id)].toSorted((a, b) => b.id - a.id);
}
