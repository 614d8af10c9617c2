import type { Points } from "./mean-centre.ts";
import { centreShift, meanCentre } from "./mean-centre.ts";
import { type Random, shuffle } from "./random.ts";

/*
 * Did the mean centre move, or do two samples of one place merely differ?
 *
 * Under the null the points of both windows come from one cloud: pool them, deal them out again in the same
 * numbers, and count how often the two centres lie at least as far apart. p = (1 + #)/(1 + shuffles).
 *
 * Points of one evening are not independent, so the p is on the small side: it describes, and enters no verdict.
 *
 * Example: two samples of the same street: p around 0.5; the second a kilometre off: p = 0.001.
 */

/** p of the shift between two sets of points; null where one is empty. @param random seeded, so that the answer repeats */
export function centreShiftP(
  before: Points,
  after: Points,
  { random, shuffles = 999 }: { random: Random; shuffles?: number },
): number | null {
  const [from, to] = [meanCentre(before), meanCentre(after)];
  if (from === null || to === null) return null;
  const seen = centreShift(from, to).metres;
  const [n, drawn] = [before.x.length + after.x.length, before.x.length];
  const x = Float64Array.of(...before.x, ...after.x);
  const y = Float64Array.of(...before.y, ...after.y);
  const order = Float64Array.from({ length: n }, (_, at) => at);
  const [allX, allY] = [x.reduce((a, b) => a + b, 0), y.reduce((a, b) => a + b, 0)];
  let asFar = 0;
  for (let turn = 0; turn < shuffles; turn++) {
    shuffle(order, random);
    let [sumX, sumY] = [0, 0];
    for (let k = 0; k < drawn; k++) {
      sumX += x[order[k]!]!;
      sumY += y[order[k]!]!;
    }
    const east = (allX - sumX) / (n - drawn) - sumX / drawn;
    const north = (allY - sumY) / (n - drawn) - sumY / drawn;
    if (Math.hypot(east, north) >= seen) asFar++;
  }
  return (1 + asFar) / (1 + shuffles);
}
