/*
 * The shortest round tour, exactly, by dynamic programming over subsets (Held & Karp 1962).
 *
 * best[subset][end] = length of the shortest path from stop 0 through all of `subset`, ending in `end`. It
 * is the best over the stop before the end; the subset without the end was solved earlier. Stop 0 is fixed
 * as the start, which loses nothing in a round tour and halves the table.
 *
 * A subset is a bit mask of stops 1 … n−1 (bit k = stop k + 1). Memory: 2^(n−1) × (n−1) numbers.
 *
 * Example: heldKarp over three stops is [0, 1, 2]: there is only one round.
 */

/** Stops in the order of the shortest closed tour, stop 0 first. */
export function heldKarp(distance: Float64Array, stops: number): number[] {
  if (stops <= 2) return Array.from({ length: stops }, (_, stop) => stop);
  const { best, before } = solveSubsets(distance, stops);
  const others = stops - 1;
  const everything = 2 ** others - 1;
  let end = 0;
  for (let candidate = 1; candidate < others; candidate++) {
    if (closed(candidate) < closed(end)) end = candidate;
  }
  const order: number[] = [];
  for (let subset = everything; subset > 0; ) {
    order.push(end + 1);
    const previous = before[subset * others + end]!;
    subset &= ~(1 << end);
    end = previous;
  }
  return [0, ...order.reverse()];

  function closed(last: number): number {
    return best[everything * others + last]! + distance[(last + 1) * stops]!;
  }
}

/** Shortest path to every (subset, end) and the stop before the end on it. */
function solveSubsets(distance: Float64Array, stops: number): { best: Float64Array; before: Int8Array } {
  const others = stops - 1;
  const best = new Float64Array(2 ** others * others).fill(Number.POSITIVE_INFINITY);
  const before = new Int8Array(best.length);
  for (let end = 0; end < others; end++) best[(1 << end) * others + end] = distance[end + 1]!;
  for (let subset = 1; subset < 2 ** others; subset++) {
    for (let end = 0; end < others; end++) {
      const length = best[subset * others + end]!;
      if (length === Number.POSITIVE_INFINITY) continue;
      for (let next = 0; next < others; next++) {
        if ((subset & (1 << next)) !== 0) continue;
        const entry = (subset | (1 << next)) * others + next;
        const extended = length + distance[(end + 1) * stops + next + 1]!;
        if (extended < best[entry]!) {
          best[entry] = extended;
          before[entry] = end;
        }
      }
    }
  }
  return { best, before };
}
