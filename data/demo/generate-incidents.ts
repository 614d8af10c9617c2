import type { IncidentRow } from "../../server/ingest/row.ts";
import { demoMonths, MONTH_COUNT } from "./calendar.ts";
import { ambientIncidents } from "./city/ambient.ts";
import { closedMarketStreams } from "./city/closed-market-streams.ts";
import { decoyStreams } from "./city/decoy-streams.ts";
import { openMarketStreams } from "./city/market-streams.ts";
import { planDemo } from "./city/plan.ts";
import { expandStream } from "./city/stream.ts";
import { townCentreStreams } from "./city/town-centre-streams.ts";
import { createRandom } from "./random.ts";

export type DemoOptions = {
  readonly seed: number;
  /** The last so many months; default all 36. */
  readonly months?: number;
};

/**
 * The demo city's incidents in order of time, minute-precise, with ids "D-000001" on. Synthetic: no row is about a
 * real event. The same seed gives the same rows, byte for byte.
 */
export function generateDemoIncidents({ seed, months = MONTH_COUNT }: DemoOptions): IncidentRow[] {
  const plan = planDemo(seed);
  const calendar = demoMonths(months);
  const first = calendar[0];
  const last = calendar.at(-1);
  if (first === undefined || last === undefined)
    throw new RangeError(`months must be 1 to ${MONTH_COUNT}, got ${months}`);
  const days = { from: first.firstDay, to: last.firstDay + last.days };
  const streams = [
    ...openMarketStreams(plan),
    ...closedMarketStreams(plan.closedMarkets),
    ...decoyStreams(plan.decoys),
    ...townCentreStreams(plan, seed),
  ];
  const rows = ambientIncidents(plan, seed, months);
  for (const [i, stream] of streams.entries()) {
    for (const row of expandStream(stream, days, createRandom(seed, `stream ${i}`))) rows.push(row);
  }
  return rows
    .sort((a, b) => (a.occurredFrom < b.occurredFrom ? -1 : a.occurredFrom > b.occurredFrom ? 1 : 0))
    .map((row, i) => ({ sourceId: `D-${String(i + 1).padStart(6, "0")}`, ...row }));
}
