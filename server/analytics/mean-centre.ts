/*
 * Mean centre, standard distance, and the shift between two mean centres.
 *
 * The plainest description of where points lie and how widely. A shift of the centre is descriptive: points
 * scatter, so two samples of the same place never have the same centre; it needs a permutation p before
 * anybody may call it a move.
 *
 * Coordinates are planar, in metres (eastings and northings); degrees would stretch the north.
 *
 * Example: the points (0, 0) and (2, 0) have centre (1, 0) and standard distance 1.
 */

/** Planar coordinates of equal length, in metres. */
export type Points = { readonly x: Float64Array; readonly y: Float64Array };

export type MeanCentre = { readonly x: number; readonly y: number; readonly standardDistance: number };

/** Mean centre and standard distance (divisor n); null without points. */
export function meanCentre({ x, y }: Points): MeanCentre | null {
  const n = x.length;
  if (n === 0) return null;
  const centre = { x: x.reduce((a, b) => a + b, 0) / n, y: y.reduce((a, b) => a + b, 0) / n };
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (x[i]! - centre.x) ** 2 + (y[i]! - centre.y) ** 2;
  return { ...centre, standardDistance: Math.sqrt(squares / n) };
}

/** Distance in metres and bearing in degrees clockwise from north, in [0, 360). */
export function centreShift(
  from: Pick<MeanCentre, "x" | "y">,
  to: Pick<MeanCentre, "x" | "y">,
): { metres: number; bearingDegrees: number } {
  const [east, north] = [to.x - from.x, to.y - from.y];
  return { metres: Math.hypot(east, north), bearingDegrees: ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360 };
}
