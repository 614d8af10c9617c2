/*
 * Concentration: what share of the incidents the busiest cells hold.
 *
 * The law of crime concentration (Weisburd 2015) in one number per cut. The cut is a share of *all* cells
 * of the universe, k = max(1, round(f·N)), so that figures from different cities compare.
 *
 * Example: counts 6, 3, 1, 0, … 0 over 20 cells: the top 5 % is one cell and holds 60 %.
 */

export type Concentration = {
  /** Share of the cells asked for. */
  readonly cut: number;
  /** Cells that is. */
  readonly cells: number;
  /** Incidents in them. */
  readonly incidents: number;
  /** Share of all incidents; null when there are none. */
  readonly share: number | null;
};

/** Number of units in the top share `cut` of `size` units: at least one. */
export function unitsInCut(cut: number, size: number): number {
  return Math.max(1, Math.round(cut * size));
}

/**
 * Share of the incidents in the busiest cells.
 *
 * @param counts incidents per cell of the universe
 * @param cuts shares of the cells; default 1, 5 and 10 %
 */
export function concentration(counts: Float64Array, cuts: readonly number[] = [0.01, 0.05, 0.1]): Concentration[] {
  const descending = counts.slice().sort().reverse();
  const all = descending.reduce((a, b) => a + b, 0);
  return cuts.map((cut) => {
    const cells = unitsInCut(cut, counts.length);
    const incidents = descending.subarray(0, cells).reduce((a, b) => a + b, 0);
    return { cut, cells, incidents, share: all > 0 ? incidents / all : null };
  });
}
