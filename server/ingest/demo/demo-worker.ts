import { parentPort, workerData } from "node:worker_threads";
import { generateDemoIncidents } from "../../../data/demo/generate-incidents.ts";

/** Rows sent at a time, each on request: what is not asked for yet waits here. */
const ROWS_PER_BATCH = 4_000;

const rows = generateDemoIncidents({ seed: workerData.seed });
let sent = 0;
parentPort?.on("message", () => {
  parentPort?.postMessage(sent >= rows.length ? null : rows.slice(sent, sent + ROWS_PER_BATCH));
  sent += ROWS_PER_BATCH;
});
