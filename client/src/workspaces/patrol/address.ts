import { datasetOf, hashOf, matching, paramsOf } from "../../address-text.ts";

/** What is on screen and travels in the address: `#/patrol?dataset=demo&date=2026-11-21&targets=3,5&seed=7`. */
export type PatrolQuery = {
  readonly dataset: string | null;
  /** null = today. */
  readonly date: string | null;
  /** Target areas; empty = every proposed or approved one. */
  readonly targets: readonly number[];
  /** 0 = the shortest order. */
  readonly seed: number;
};

export const EMPTY_PATROL: PatrolQuery = { dataset: null, date: null, targets: [], seed: 0 };

/** What it cannot read is left at its default. */
export function parsePatrol(hash: string): PatrolQuery {
  const params = paramsOf(hash);
  const numbers = (params.get("targets") ?? "").split(",").filter((text) => /^[1-9]\d{0,8}$/.test(text));
  return {
    dataset: datasetOf(params),
    date: matching(params.get("date"), /^\d{4}-\d{2}-\d{2}$/),
    targets: [...new Set(numbers.map(Number))],
    seed: Number(matching(params.get("seed"), /^\d{1,6}$/) ?? 0),
  };
}

/** Only what differs from the default is written. `parsePatrol(formatPatrol(q))` equals q. */
export function formatPatrol({ dataset, date, targets, seed }: PatrolQuery): string {
  return hashOf("patrol", [
    ["dataset", dataset],
    ["date", date],
    ["targets", targets.length === 0 ? null : targets.join(",")],
    ["seed", seed === 0 ? null : String(seed)],
  ]);
}
