import type { Span } from "../analytics/market-open.ts";
import { type Core, cutCore } from "./cut-core.ts";
import type { KnownIncidents } from "./market-evidence.ts";

const CLUSTER_RES = 9;
const FINE_RES = 10;

export type CutMarket = {
  readonly core: Core & { readonly res: 9 | 10 };
  /** Indices of the incidents in the core, of any kind and of the whole history. */
  readonly inside: readonly number[];
  /** Of the candidate's cells the one with the most drug records. */
  readonly anchor: string;
  /** Indices of its drug records in the window. */
  readonly ofDrugs: readonly number[];
};

type Candidate = {
  readonly cells: readonly string[];
  /** Indices of its incidents. */
  readonly at: readonly number[];
};

/**
 * The core by the drug records of the window, cut finer where points are known finely; every cell where there is no record.
 * @param by.window and by.firstDay in days; by.snapped where points are known to shared places only
 */
export function cutMarket(
  { cells, at }: Candidate,
  { incidents, kinds }: KnownIncidents,
  by: { window: Span; firstDay: number; snapped: boolean },
): CutMarket {
  const column = by.snapped ? incidents.cell9 : incidents.cell10;
  const [from, to] = [by.window.from - by.firstDay, by.window.to - by.firstDay];
  const ofDrugs = at.filter((i) => {
    const day = incidents.day[i] ?? 0;
    return kinds[i]?.drug === true && day >= from && day < to;
  });
  const wide = countCells(ofDrugs, incidents.cell9);
  const anchor = [...cells].sort((a, b) => (wide.get(b) ?? 0) - (wide.get(a) ?? 0) || (a < b ? -1 : 1))[0] ?? "";
  const core = cutCore(countCells(ofDrugs, column));
  if (core.cells.length === 0) return { core: { cells, n: 0, res: CLUSTER_RES }, inside: at, anchor, ofDrugs };
  const chosen = new Set(core.cells.map((cell) => BigInt(`0x${cell}`)));
  const inside = at.filter((i) => chosen.has(column[i] ?? 0n));
  return { core: { ...core, res: by.snapped ? CLUSTER_RES : FINE_RES }, inside, anchor, ofDrugs };
}

function countCells(at: readonly number[], cells: BigInt64Array): Map<string, number> {
  const counts = new Map<bigint, number>();
  for (const i of at) counts.set(cells[i] ?? 0n, (counts.get(cells[i] ?? 0n) ?? 0) + 1);
  return new Map([...counts].map(([cell, n]) => [cell.toString(16), n]));
}
