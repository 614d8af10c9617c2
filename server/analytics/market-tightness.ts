/*
 * Tight in space: how far from their middle do half of the records lie?
 *
 * The middle is the median of the eastings and of the northings, and the radius the median distance from it, so
 * that a stray call across the park moves neither. The standard distance would square it.
 *
 * A market is a stretch of street that a patrol can see: patrols of hot spots are tried and tested on places of
 * up to 150 m radius (Koper 1995), so that is the line.
 *
 * Example: points at 0, 10, 20, 30 and 1,000 m along a street have their middle at 20 m and a radius of 10 m.
 */

export const TIGHT_METRES = 150;

/** Radius about the middle that holds half of the points, in metres; null without a point. */
export function halfRadius(x: Float64Array, y: Float64Array): number | null {
  if (x.length === 0) return null;
  const [middleX, middleY] = [median(x), median(y)];
  return median(x.map((value, i) => Math.hypot(value - middleX, y[i]! - middleY)));
}

/** The middle value, or the mean of the two. */
function median(values: Float64Array): number {
  const ascending = values.slice().sort();
  const half = ascending.length >> 1;
  return ascending.length % 2 === 1 ? ascending[half]! : (ascending[half - 1]! + ascending[half]!) / 2;
}
