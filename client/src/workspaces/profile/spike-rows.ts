import type { SpikesBody } from "../../../../server/api/types.ts";
import type { Scope } from "./scope.ts";

export type SpikeRow = {
  readonly month: string;
  readonly code: string;
  readonly name: string;
  readonly n: number;
  readonly mean: number;
  readonly q: number;
  readonly after: readonly number[];
};
export type MonthRank = {
  readonly months: number;
  readonly top1: number;
  readonly top3: number;
  readonly wards: number;
};

/** Flagged months of the place's ward, or of every ward of a borough, in the order of time. */
export function spikeRows(answers: readonly SpikesBody[], scope: Pick<Scope, "kind" | "ward">): SpikeRow[] {
  return answers.flatMap(({ month, spikes }) =>
    spikes
      .filter(({ code, flagged }) => flagged && (scope.kind === "borough" || code === scope.ward?.code))
      .map(({ code, name, n, mean, q, after }) => ({ month, code, name, n, mean, q, after })),
  );
}

/** Why some months were not tested, each reason once. */
export function untested(answers: readonly SpikesBody[]): { months: string[]; reason: string }[] {
  const reasons = new Map<string, string[]>();
  for (const { month, gate } of answers) {
    if (gate !== null) reasons.set(gate.message, [...(reasons.get(gate.message) ?? []), month]);
  }
  return [...reasons].map(([reason, months]) => ({ months, reason }));
}

/** In how many of the months the ward was among the first of its borough; equals share the better rank, none is first with nothing. */
export function rankInBorough(answers: readonly SpikesBody[], ward: string): MonthRank {
  const ranks = answers.flatMap(({ spikes }) => {
    const own = spikes.find(({ code }) => code === ward);
    return own === undefined ? [] : [own.n === 0 ? Infinity : 1 + spikes.filter(({ n }) => n > own.n).length];
  });
  const within = (top: number) => ranks.filter((rank) => rank <= top).length;
  return {
    months: ranks.length,
    top1: within(1),
    top3: within(3),
    wards: Math.max(0, ...answers.map(({ spikes }) => spikes.length)),
  };
}
