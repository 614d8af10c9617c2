import { on } from "node:events";
import { Worker } from "node:worker_threads";
import type { DemoAreas } from "../../../data/demo/generate-areas.ts";
import type { DemoOptions } from "../../../data/demo/generate-incidents.ts";
import type { Batch, ForcedRow } from "../reading.ts";
import type { IncidentRow } from "../row.ts";
import type { DemoRegisters } from "./generate-registers.ts";

const DEMO_FORCE = { forceCode: "demo-force", forceName: "Demo Police (synthetic)" } as const;

/** What the worker sends: areas and registers unasked, then rows on request, none at the end. */
export type DemoMessage =
  | { readonly kind: "areas"; readonly areas: DemoAreas }
  | { readonly kind: "registers"; readonly registers: DemoRegisters }
  | { readonly kind: "rows"; readonly rows: readonly IncidentRow[] };

export type DemoCity = {
  /** The first thing to ask for. */
  areas(): Promise<DemoAreas>;
  /** Zones, operations, ledgers and events: to be asked for next. */
  registers(): Promise<DemoRegisters>;
  /** To be read once, after the registers. */
  batches(): AsyncGenerator<Batch<ForcedRow>>;
  stop(): Promise<void>;
};

/**
 * Begin to generate the demo city beside the server's own thread, which answers meanwhile: its areas, and while those are
 * being imported its incidents.
 * @param wanted the same seed gives the same rows
 */
export function startDemoCity(wanted: DemoOptions): DemoCity {
  const worker = new Worker(new URL("./demo-worker.ts", import.meta.url), { workerData: wanted });
  // Gathers what was sent until it is asked for, and the worker's error.
  const messages: AsyncIterator<DemoMessage[]> = on(worker, "message");
  const next = async (): Promise<DemoMessage | undefined> => (await messages.next()).value?.[0];
  return {
    async areas() {
      const message = await next();
      if (message?.kind !== "areas") throw new Error("the demo city's worker sent no areas");
      return message.areas;
    },
    async registers() {
      const message = await next();
      if (message?.kind !== "registers") throw new Error("the demo city's worker sent no registers");
      return message.registers;
    },
    async *batches() {
      for (;;) {
        worker.postMessage("next");
        const message = await next();
        if (message?.kind !== "rows" || message.rows.length === 0) return;
        yield { rows: message.rows.map((row) => ({ ...row, ...DEMO_FORCE })), rejects: [] };
      }
    },
    async stop() {
      await worker.terminate();
    },
  };
}
