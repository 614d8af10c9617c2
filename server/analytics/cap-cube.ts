import { capCounts } from "./cap-counts.ts";

/*
 * One cap for a whole cube of months, the 99th percentile of its occupied cell-months.
 *
 * A cap per month would move with the season and make months incomparable; the cube's own cap treats
 * every month alike.
 *
 * Example: months [0, 3] and [1, 50] have occupied counts 1, 3, 50, cap 3, and become [0, 3], [1, 3].
 */

/**
 * Months capped alike.
 *
 * @param months counts per cell, one array per month, all of one length; not changed
 * @returns capped copies and the cap (null when nothing happened in any month)
 */
export function capCube(months: readonly Float64Array[]): { capped: Float64Array[]; cap: number | null } {
  const cells = months[0]?.length ?? 0;
  const cube = new Float64Array(cells * months.length);
  for (const [t, month] of months.entries()) {
    if (month.length !== cells) throw new RangeError(`Expected ${cells} counts in every month, got ${month.length}`);
    cube.set(month, t * cells);
  }
  const { capped, cap } = capCounts(cube);
  return { capped: months.map((_, t) => capped.slice(t * cells, (t + 1) * cells)), cap };
}
