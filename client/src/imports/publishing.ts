import { effect, signal } from "@preact/signals";
import { jobs } from "./jobs.ts";

/** True while an import is being published: readers of the embedded database wait then. */
export const publishing = signal(false);

effect(() => {
  publishing.value = jobs.value.some((job) => job.status === "publishing");
});
