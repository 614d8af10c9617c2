import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Batch, ForcedRow } from "../reading.ts";
import type { IncidentRow } from "../row.ts";

const DEMO_FORCE = { forceCode: "demo-force", forceName: "Demo Police (synthetic)" } as const;

/**
 * The demo city's incidents, generated beside the server's own thread so that it answers meanwhile.
 * @param seed the same seed gives the same rows
 */
export async function* generateDemoBatches(seed: number): AsyncGenerator<Batch<ForcedRow>> {
  const worker = new Worker(new URL("./demo-worker.ts", import.meta.url), { workerData: { seed } });
  try {
    for (;;) {
      worker.postMessage("next");
      const [rows]: (IncidentRow[] | null)[] = await once(worker, "message");
      if (!rows) return;
      yield { rows: rows.map((row) => ({ ...row, ...DEMO_FORCE })), rejects: [] };
    }
  } finally {
    await worker.terminate();
  }
}
