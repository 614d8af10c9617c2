/*
 * A good round tour for many stops: nearest neighbour, then 2-opt (Croes 1958).
 *
 * Starting from stop 0 the nearest unvisited stop is taken each time; the result crosses itself. 2-opt
 * removes crossings: take two legs a-b and c-d, walk b … c backwards instead, keep it when a-c plus b-d is
 * shorter. Repeated until no pair of legs improves. Deterministic: the first improvement found is taken.
 *
 * Example: corners of a square visited across the diagonal are untangled by one reversal.
 */

// Improvements smaller than this are rounding, and would be swapped back and forth.
const SMALLEST_GAIN_METRES = 1e-9;

/** Stops in the order of the tour found, stop 0 first. */
export function twoOpt(distance: Float64Array, stops: number): number[] {
  const order = nearestNeighbours(distance, stops);
  while (improveOnce(distance, order)) {
    // Every pass shortens the tour, and there are finitely many tours.
  }
  return order;
}

/** Length of a closed tour. */
export function tourLength(distance: Float64Array, order: readonly number[]): number {
  const stops = order.length;
  return order.reduce((sum, stop, k) => sum + distance[stop * stops + order[(k + 1) % stops]!]!, 0);
}

function nearestNeighbours(distance: Float64Array, stops: number): number[] {
  const order = [0];
  const left = new Set(Array.from({ length: stops - 1 }, (_, k) => k + 1));
  while (left.size > 0) {
    const here = order[order.length - 1]!;
    let nearest = -1;
    for (const stop of left) {
      if (nearest === -1 || distance[here * stops + stop]! < distance[here * stops + nearest]!) nearest = stop;
    }
    order.push(nearest);
    left.delete(nearest);
  }
  return order;
}

/** Applies every improving reversal of one pass; false when there was none. */
function improveOnce(distance: Float64Array, order: number[]): boolean {
  const stops = order.length;
  const metres = (from: number, to: number) => distance[order[from]! * stops + order[to % stops]!]!;
  let improved = false;
  for (let first = 1; first < stops - 1; first++) {
    for (let last = first + 1; last < stops; last++) {
      const now = metres(first - 1, first) + metres(last, last + 1);
      const then = metres(first - 1, last) + metres(first, last + 1);
      if (then > now - SMALLEST_GAIN_METRES) continue;
      order.splice(first, last - first + 1, ...order.slice(first, last + 1).reverse());
      improved = true;
    }
  }
  return improved;
}
