import { parentPort, workerData } from "node:worker_threads";
import { generateDemoAreas } from "../../../data/demo/generate-areas.ts";
import { generateDemoIncidents } from "../../../data/demo/generate-incidents.ts";
import type { DemoMessage } from "./demo-rows.ts";
import { generateDemoRegisters } from "./generate-registers.ts";

/** Rows sent at a time, each on request: what is not asked for yet waits here. */
const ROWS_PER_BATCH = 4_000;

const send = (message: DemoMessage) => parentPort?.postMessage(message);

send({ kind: "areas", areas: generateDemoAreas() });
send({ kind: "registers", registers: generateDemoRegisters(workerData.seed) });
const rows = generateDemoIncidents(workerData);
let sent = 0;
parentPort?.on("message", () => {
  send({ kind: "rows", rows: rows.slice(sent, sent + ROWS_PER_BATCH) });
  sent += ROWS_PER_BATCH;
});
