import { type Random, randomBelow } from "./random.ts";
import { tourLength } from "./two-opt.ts";

/*
 * A round that nobody can learn: nearly as short as the shortest, and different with every seed.
 *
 * A patrol that comes round in the same order every day is known within a week. Koper (1995) and the trials after him
 * ask for visits in an unpredictable order. A random order, though, is about twice as long as the shortest, and time
 * spent walking is time not spent at a stop. So the shortest round is disturbed: another first stop, another direction,
 * then random stretches walked backwards, each kept only while the round stays within 15 % of the shortest. The same
 * seed gives the same order, so that a sheet can be printed again.
 *
 * Example: four corners of a square can be started at any corner and walked either way: eight orders of one length.
 */

const SLACK = 1.15;
/** Enough to reach any order that the slack allows on twelve stops; each costs one sum over the round. */
const DISTURBANCES = 200;

/**
 * Another order of the same stops, at most 15 % longer than the one given.
 *
 * @param distanceMetres matrix of stops × stops, row by row; symmetric
 * @param shortest every stop once, in the order of the shortest closed tour; left as it is
 */
export function variedTour(distanceMetres: Float64Array, shortest: readonly number[], random: Random): number[] {
  const stops = shortest.length;
  const limit = tourLength(distanceMetres, shortest) * SLACK;
  const first = randomBelow(random, Math.max(1, stops));
  let order = [...shortest.slice(first), ...shortest.slice(0, first)];
  if (random() < 0.5) order = [...order.slice(0, 1), ...order.slice(1).reverse()];
  if (stops < 4) return order;
  for (let k = 0; k < DISTURBANCES; k++) {
    const from = 1 + randomBelow(random, stops - 1);
    const to = from + randomBelow(random, stops - from) + 1;
    const tried = [...order.slice(0, from), ...order.slice(from, to).reverse(), ...order.slice(to)];
    if (tourLength(distanceMetres, tried) <= limit) order = tried;
  }
  return order;
}
