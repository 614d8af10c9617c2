import { heldKarp } from "./held-karp.ts";
import { tourLength, twoOpt } from "./two-opt.ts";

/*
 * The walking order of a patrol: the shortest round tour over the chosen stops.
 *
 * A patrol sheet has at most twelve stops, and up to there the best order is found exactly (Held & Karp
 * 1962): 2^11 subsets × 11 ends is nothing. Beyond twelve the work doubles with every stop, so a tour is
 * built from nearest neighbours and improved by 2-opt until no swap helps: good, not proven best, and the
 * result says which of the two it is.
 *
 * Distances come in as a matrix, so that it does not matter whether they were measured on foot, along
 * streets or as the crow flies; metres in, metres out.
 *
 * Example: four corners of a 100 m square in the order 0, 2, 1, 3 are walked 0, 1, 2, 3: 400 m.
 */

export type Tour = {
  /** Stops in walking order, starting with stop 0; the way back to it is part of the length. */
  readonly order: readonly number[];
  readonly metres: number;
  /** Whether no shorter tour exists, or merely none was found. */
  readonly exact: boolean;
};

const EXACT_UP_TO = 12;

/**
 * Shortest closed tour.
 *
 * @param distanceMetres matrix of stops × stops, row by row; symmetric
 * @param stops number of stops
 * @throws RangeError when the matrix is not stops², not symmetric, or holds something that is no distance
 */
export function shortestTour(distanceMetres: Float64Array, stops: number): Tour {
  assertDistances(distanceMetres, stops);
  const exact = stops <= EXACT_UP_TO;
  const order = exact ? heldKarp(distanceMetres, stops) : twoOpt(distanceMetres, stops);
  return { order, metres: tourLength(distanceMetres, order), exact };
}

function assertDistances(distance: Float64Array, stops: number): void {
  if (distance.length !== stops * stops) {
    throw new RangeError(`Expected ${stops} × ${stops} distances, got ${distance.length}`);
  }
  for (let a = 0; a < stops; a++) {
    for (let b = 0; b < stops; b++) {
      const metres = distance[a * stops + b]!;
      if (!(metres >= 0 && Number.isFinite(metres)))
        throw new RangeError(`Expected a distance in metres, got ${metres}`);
      if (metres !== distance[b * stops + a]!) {
        throw new RangeError(`Distance ${a} to ${b} is ${metres}, back it is ${distance[b * stops + a]!}`);
      }
    }
  }
}
