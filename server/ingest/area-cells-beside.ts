import { on } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { BoundaryRow } from "./reading.ts";

export type NumberedArea = { readonly areaId: number; readonly coordinates: BoundaryRow["coordinates"] };

/** The cells of one area in COPY's text format: area, resolution, cell, centre inside. */
export type AreaCellRows = { readonly text: string; readonly rows: number };

const MOST_WORKERS = 2;
/** Areas handed to a worker before its first answer is taken, so that it never waits. */
const AHEAD = 4;

/**
 * The cells of each area, in the order of the areas, worked out in threads of their own: the server answers meanwhile.
 * @throws AbortError when `signal` aborts; the threads end with it
 */
export async function* areaCellRows(areas: readonly NumberedArea[], signal: AbortSignal): AsyncGenerator<AreaCellRows> {
  const size = Math.min(areas.length, MOST_WORKERS, Math.max(1, availableParallelism() - 1));
  const workers = Array.from({ length: size }, () => {
    const worker = new Worker(new URL("./area-cells-worker.ts", import.meta.url));
    // Gathers the answers, which come in the order of the questions, until they are asked for.
    const answers: AsyncIterator<AreaCellRows[]> = on(worker, "message", { signal });
    return { worker, answers };
  });
  const hand = (index: number): void => {
    const area = areas[index];
    if (area !== undefined) workers[index % size]?.worker.postMessage(area);
  };
  try {
    for (let index = 0; index < size * AHEAD; index++) hand(index);
    for (let index = 0; index < areas.length; index++) {
      const answer = await workers[index % size]?.answers.next();
      if (answer?.value?.[0] === undefined) throw new Error("a worker for the cells of areas ended without its answer");
      yield answer.value[0];
      hand(index + size * AHEAD);
    }
  } finally {
    await Promise.all(workers.map(({ worker }) => worker.terminate()));
  }
}
