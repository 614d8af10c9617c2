/*
 * Where a patrol stands: few small circles that hold much, far enough apart to be different places.
 *
 * Visits work at the scale of a street corner: hot spots of at most 150 m radius, at least 500 m apart, so that a
 * visit to one is not a visit to the other. Every candidate is the centre of a circle; its value is what was recorded
 * inside it.
 *
 * The best set of circles under a distance rule is a hard problem; taking the best circle that is still allowed, again
 * and again, is the usual answer and the one that can be explained on a sheet of paper: "this is the busiest place left".
 * It runs twice. First every target gets one stop, so that a quiet target is not crowded out by a busy one. Then what
 * is left of the stops goes to second places inside large targets. A circle that holds less than half of what the best
 * circle of its target holds is not worth the walk and is no stop.
 *
 * Ties go to the candidate that comes first, so the answer is reproducible.
 *
 * Example: two targets whose best circles (40 and 30) lie 300 m apart: the first gets its circle; the second gets its
 * next circle of 15 or more that is 500 m away, or none ("too near", with the stop it is too near to).
 */

export type StopCandidates = {
  /** Centre on a plane, metres. */
  readonly xMetres: Float64Array;
  readonly yMetres: Float64Array;
  /** What lies within the circle round it. */
  readonly sums: Float64Array;
  /** Which target it lies in, 0 … targets − 1. */
  readonly target: Uint16Array;
};

export type StopRules = { readonly apartMetres: number; readonly most: number };

export type ChosenStops = {
  /** Indices of candidates, the fullest circle first. */
  readonly stops: readonly number[];
  /** Per target: null when it has a stop. */
  readonly leftOut: readonly (null | "nothing_recorded" | "too_near" | "too_many")[];
};

const LEAST_OF_BEST = 0.5;

/**
 * @param candidates in no order
 * @param targets how many targets there are; some may have no candidate
 */
export function chooseStops(candidates: StopCandidates, targets: number, rules: StopRules): ChosenStops {
  const { sums, target } = candidates;
  const best = new Float64Array(targets);
  for (let i = 0; i < sums.length; i++) best[target[i]!] = Math.max(best[target[i]!]!, sums[i]!);
  const ranked = Array.from(sums.keys())
    .filter((i) => sums[i]! > 0 && sums[i]! >= LEAST_OF_BEST * best[target[i]!]!)
    .sort((a, b) => sums[b]! - sums[a]! || a - b);
  const stops: number[] = [];
  const served = new Set<number>();
  for (const second of [false, true]) {
    for (const candidate of ranked) {
      if (stops.length === rules.most) break;
      if (!second && served.has(target[candidate]!)) continue;
      if (isNear(candidates, candidate, stops, rules.apartMetres)) continue;
      stops.push(candidate);
      served.add(target[candidate]!);
    }
  }
  const leftOut = Array.from(best, (value, at) => {
    if (served.has(at)) return null;
    if (value === 0) return "nothing_recorded" as const;
    const near = ranked.every((i) => target[i] !== at || isNear(candidates, i, stops, rules.apartMetres));
    return near ? ("too_near" as const) : ("too_many" as const);
  });
  return { stops: stops.toSorted((a, b) => sums[b]! - sums[a]! || a - b), leftOut };
}

function isNear({ xMetres, yMetres }: StopCandidates, at: number, stops: readonly number[], apart: number): boolean {
  return stops.some((stop) => Math.hypot(xMetres[stop]! - xMetres[at]!, yMetres[stop]! - yMetres[at]!) < apart);
}
