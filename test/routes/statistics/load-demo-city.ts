import { latLngToCell } from "h3-js";
import { type DemoTruth, demoTruth } from "../../../data/demo/truth.ts";
import type { MarketsBody } from "../../../server/api/types.ts";
import { buildApp } from "../../../server/app.ts";
import { loadDemo } from "../../../server/ingest/demo/load-demo.ts";
import { backends } from "../../db/backends.ts";
import { openImporting } from "../../ingest/importing.ts";

/**
 * What /markets says of the demo city of a seed, loaded through the publish path of every import, and what was planted.
 * The routes suite shows that both databases answer alike; a city of 180,000 rows is loaded into one of them, PostgreSQL where
 * it is there.
 */
export async function askDemoCity(seed: number): Promise<{ markets: MarketsBody["markets"]; truth: DemoTruth }> {
  const on = await openImporting(backends.at(-1)?.name ?? "embedded");
  try {
    const job = await loadDemo({ db: on.db, imports: on.imports, say: () => {} }, { seed });
    if (job.status !== "done") throw new Error(`seed ${seed}: ${job.status} ${job.error?.message ?? ""}`);
    const app = await buildApp({ config: on.config, db: on.db, imports: on.imports });
    const { markets }: MarketsBody = (await app.inject({ url: "/api/v1/markets?dataset=demo" })).json();
    await app.close();
    return { markets, truth: demoTruth(seed) };
  } finally {
    await on.drop();
  }
}

/** The row that a planted place lies in. */
export function rowAt(
  markets: MarketsBody["markets"],
  [lng, lat]: readonly [number, number],
): MarketsBody["markets"][number] | undefined {
  return markets.find(({ cells }) => cells.includes(latLngToCell(lat, lng, 9)));
}
