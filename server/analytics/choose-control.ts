/*
 * Which areas to hold a target against: those like it before, and out of reach of it.
 *
 * A control says what would have happened anyway, so it must be moved by what moves the target's surroundings
 * (season, policy, recording) and not by the operation. Candidates are areas that the target, its rings, its
 * strips and its receiving places leave untouched. Among them the nearest in level and in pre-trend are taken:
 *
 *     distance² = ((ln level − ln level_home)/s_level)² + ((trend − trend_home)/s_trend)²
 *
 * both measured before the operation, s = standard deviation over the candidates. Several areas are pooled, so
 * that one area's luck is not the yardstick. The same rule chooses the control of every placebo.
 *
 * Reference: on matching on level and trend before, O'Neill et al. (2016), Health Services and Outcomes
 * Research Methodology 16.
 *
 * Example: of 20 untouched boroughs the eight nearest; where fewer than two are untouched there is no control.
 */

/** What an area was like before: counts of the earlier window (scaled to the before-window's length) and of the before-window. */
export type AreaBefore = { readonly earlier: Float64Array; readonly before: Float64Array };

export type ChosenControl = {
  readonly area: number;
  /** ln(level/home's level) and trend − home's trend. */
  readonly levelApart: number;
  readonly trendApart: number;
};

const MOST = 12;

/**
 * Areas nearest to home in level and trend, the nearest first; at most eight.
 *
 * @param home earlier and before counts of the target's own area
 * @param touched per area: 1 where it must not be used
 */
export function chooseControl(
  areas: AreaBefore,
  home: { readonly earlier: number; readonly before: number },
  touched: Uint8Array,
): ChosenControl[] {
  const homeLevel = Math.log(home.before + 0.5);
  const homeTrend = homeLevel - Math.log(home.earlier + 0.5);
  const apart: ChosenControl[] = [];
  for (let area = 0; area < touched.length; area++) {
    // An area in which nothing was recorded is no yardstick.
    if (touched[area] === 1 || areas.before[area] === 0) continue;
    const level = Math.log(areas.before[area]! + 0.5);
    const trend = level - Math.log(areas.earlier[area]! + 0.5);
    apart.push({ area, levelApart: level - homeLevel, trendApart: trend - homeTrend });
  }
  const levels = spreadOf(apart.map(({ levelApart }) => levelApart));
  const trends = spreadOf(apart.map(({ trendApart }) => trendApart));
  const distance = ({ levelApart, trendApart }: ChosenControl) =>
    (levelApart / levels) ** 2 + (trendApart / trends) ** 2;
  return apart.sort((a, b) => distance(a) - distance(b) || a.area - b.area).slice(0, MOST);
}

/** Standard deviation; 1 where there is none to divide by. */
function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return squares > 0 ? Math.sqrt(squares) : 1;
}
