import { datasetOf, hashOf, matching, numberOf, paramsOf } from "../../address-text.ts";

/** What is on screen and travels in the address: `#/zones?dataset=demo&at=2026-11-21T17:30&all=1&zone=3&do=extend`. */
export type ZonesQuery = {
  readonly dataset: string | null;
  /** A day, or a moment on London's clock; null = today. */
  readonly at: string | null;
  /** Planned and past zones, too. */
  readonly all: boolean;
  /** The zone whose panel is open. */
  readonly zone: number | null;
  /** What is being written: a new zone, or a change to the open one. */
  readonly task: ZoneTask | null;
};
export type ZoneTask = "make" | "edit" | "extend" | "vary" | "discharge" | "supersede";

const TASKS: readonly ZoneTask[] = ["make", "edit", "extend", "vary", "discharge", "supersede"];
export const EMPTY_ZONES: ZonesQuery = { dataset: null, at: null, all: false, zone: null, task: null };

/** What it cannot read is left at its default; a change without a zone is none. */
export function parseZones(hash: string): ZonesQuery {
  const params = paramsOf(hash);
  const zone = numberOf(params.get("zone"));
  const task = TASKS.find((known) => known === params.get("do")) ?? null;
  return {
    dataset: datasetOf(params),
    at: matching(params.get("at"), /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/),
    all: params.get("all") === "1",
    zone,
    task: zone === null && task !== "make" ? null : task,
  };
}

/** Only what differs from the default is written. `parseZones(formatZones(q))` equals q. */
export function formatZones({ dataset, at, all, zone, task }: ZonesQuery): string {
  return hashOf("zones", [
    ["dataset", dataset],
    ["at", at],
    ["all", all ? "1" : null],
    ["zone", zone],
    ["do", task],
  ]);
}
