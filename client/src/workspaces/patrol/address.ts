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
  const params = new URLSearchParams(hash.includes("?") ? hash.slice(hash.indexOf("?") + 1) : "");
  const numbers = (params.get("targets") ?? "").split(",").filter((text) => /^[1-9]\d{0,8}$/.test(text));
  return {
    dataset: matching(params.get("dataset"), /^[a-z0-9][a-z0-9-]{0,62}$/),
    date: matching(params.get("date"), /^\d{4}-\d{2}-\d{2}$/),
    targets: [...new Set(numbers.map(Number))],
    seed: Number(matching(params.get("seed"), /^\d{1,6}$/) ?? 0),
  };
}

/** Only what differs from the default is written. `parsePatrol(formatPatrol(q))` equals q. */
export function formatPatrol({ dataset, date, targets, seed }: PatrolQuery): string {
  const pairs = [
    ["dataset", dataset],
    ["date", date],
    ["targets", targets.length === 0 ? null : targets.join(",")],
    ["seed", seed === 0 ? null : String(seed)],
  ] as const;
  const text = pairs.flatMap(([name, value]) => (value === null ? [] : `${name}=${value}`)).join("&");
  return text === "" ? "#/patrol" : `#/patrol?${text}`;
}

function matching(text: string | null, pattern: RegExp): string | null {
  return text !== null && pattern.test(text) ? text : null;
}
