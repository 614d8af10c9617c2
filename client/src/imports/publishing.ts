import { computed, signal } from "@preact/signals";
import { busyAnswers, fetchDatasets, fetchPublishing } from "../api.ts";
import { datasets } from "../datasets.ts";
import { jobs } from "./jobs.ts";

const CHECK_MS = 5_000;
const PUBLISHING_MS = 1_000;

/** True while the server says so of an import that this page need not know: another page's, or the command's. */
const elsewhere = signal(false);

/** True while an import is being published: readers of the embedded database wait then. */
export const publishing = computed(() => elsewhere.value || jobs.value.some((job) => job.status === "publishing"));

/** Notice what others publish: ask now and then while somebody looks, and at once when the server was busy. @returns stop */
export function watchPublishing(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  const ask = async () => {
    if (asking) return;
    asking = true;
    clearTimeout(timer);
    // A server that does not answer is told by the request that somebody waits for.
    await checkServer().catch(() => undefined);
    asking = false;
    plan();
  };
  const plan = () => {
    clearTimeout(timer);
    if (document.visibilityState !== "visible") return;
    timer = setTimeout(() => void ask(), elsewhere.peek() ? PUBLISHING_MS : CHECK_MS);
  };
  const look = () => {
    if (document.visibilityState === "visible") void ask();
  };
  const stopBusy = busyAnswers.subscribe((times) => {
    if (times > 0) look();
  });
  document.addEventListener("visibilitychange", look);
  plan();
  return () => {
    clearTimeout(timer);
    stopBusy();
    document.removeEventListener("visibilitychange", look);
  };
}

/** What was published in the meantime may be over before it is noticed: the list of data tells by its versions. */
async function checkServer(): Promise<void> {
  elsewhere.value = await fetchPublishing();
  if (elsewhere.peek() || datasets.current.peek().state !== "ready") return;
  const [known, now] = [datasets.current.peek().value, await fetchDatasets()];
  if (JSON.stringify(known) !== JSON.stringify(now)) datasets.reload();
}
