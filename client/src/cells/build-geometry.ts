import { type CellGeometry, type CellShapes, cellGeometry } from "./geometry.ts";

export type ShapesQuestion = { readonly id: number; readonly res: number; readonly compact: Float64Array };
export type ShapesAnswer = { readonly id: number; readonly shapes: CellShapes };

type Maker = { make(res: number, compact: Float64Array): Promise<CellShapes | undefined> };

let maker: Maker | null = null;

/**
 * The geometry of an index that is still on its way, made in a worker that starts meanwhile: the map's own start keeps this
 * thread busy for longer than both take.
 */
export async function buildGeometry(res: number, index: Promise<Float64Array>): Promise<CellGeometry> {
  maker ??= startMaker();
  const compact = await index;
  return cellGeometry(res, compact, await maker.make(res, compact));
}

/** A worker that cannot start or fails answers undefined from then on: the shapes are then made by who asked. */
function startMaker(): Maker {
  const worker = new Worker(new URL("./geometry-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, (shapes: CellShapes | undefined) => void>();
  let failed = false;
  let asked = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<ShapesAnswer>) => {
    waiting.get(data.id)?.(data.shapes);
    waiting.delete(data.id);
  });
  worker.addEventListener("error", () => {
    failed = true;
    for (const give of waiting.values()) give(undefined);
    waiting.clear();
  });
  return {
    make: (res, compact) =>
      new Promise((give) => {
        if (failed) return give(undefined);
        const question: ShapesQuestion = { id: ++asked, res, compact };
        waiting.set(question.id, give);
        worker.postMessage(question);
      }),
  };
}
