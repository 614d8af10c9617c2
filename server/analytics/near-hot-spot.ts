/*
 * Flagged, but not itself busy: "near a hot spot".
 *
 * A cell can be flagged for its neighbours' sake alone. When its own count is at most the median of the
 * occupied cells, saying "hot" of it would send people to a quiet street; it is drawn differently.
 *
 * Example: among counts 0, 1, 1, 2, 9 the occupied median is 1.5; a flagged cell with 1 is "near".
 */

/** Median count of the cells that hold at least one incident; null when none does. */
export function occupiedMedian(counts: Float64Array): number | null {
  const occupied = counts.filter((count) => count > 0).sort();
  const middle = Math.floor(occupied.length / 2);
  const upper = occupied[middle];
  if (upper === undefined) return null;
  return occupied.length % 2 === 1 ? upper : (upper + occupied[middle - 1]!) / 2;
}

/**
 * Marks flagged cells whose own count does not exceed the occupied median.
 *
 * @param flagged one entry per cell, not 0 when flagged
 * @returns 1 per cell that is only near a hot spot
 */
export function nearHotSpot(flagged: Uint8Array, counts: Float64Array): Uint8Array {
  const median = occupiedMedian(counts) ?? 0;
  return flagged.map((flag, i) => (flag !== 0 && counts[i]! <= median ? 1 : 0));
}
