/*
 * Panel difference-in-differences by quasi-Poisson, in closed form.
 *
 * Model: count = area effect × month effect × exp(β) in treated areas after the start. Fitting it usually
 * means iterating over hundreds of effects. It need not: the fit reproduces every area's and every month's
 * total and the treated areas' total after the start. Summed over groups and periods that leaves four totals
 * and four numbers, so
 *
 *     β = ln(T1/T0) − ln(C1/C0)        SE(β) = √(φ·(1/T0 + 1/T1 + 1/C0 + 1/C1))
 *
 * whatever the area and month effects are; those matter for the fitted values only, and through them for
 * φ = Pearson X²/df. Unlike a software's φ < 1, which would claim more precision than counts can have, the
 * standard error uses max(1, φ); φ itself is returned as found. √φ does not cure serial correlation.
 *
 * `effects: "group"` fits one level per group and period instead (the classical treat, post, treat × post).
 *
 * Example: totals 240 → 150 treated, 315 → 310 control: β = −0.454, a relative fall of 36.5 %.
 */

export type PanelDid = {
  readonly beta: number;
  /** Poisson standard error, before φ. */
  readonly poissonError: number;
  readonly standardError: number;
  /** Pearson X²/df as found; null without degrees of freedom. */
  readonly dispersion: number | null;
  readonly degreesOfFreedom: number;
};

export type Panel = {
  /** One array of monthly counts per area, all of one length. */
  readonly areas: readonly Float64Array[];
  /** Per area. */
  readonly treated: readonly boolean[];
  /** Per month. */
  readonly after: readonly boolean[];
};

/**
 * Treatment effect of a panel; null when one of the four totals is 0.
 *
 * @throws RangeError when areas and months do not fit the flags
 */
export function quasiPoissonDid(panel: Panel, effects: "area_month" | "group" = "area_month"): PanelDid | null {
  assertPanel(panel);
  const totals = groupTotals(panel);
  const { t0, t1, c0, c1 } = totals;
  if (t0 === 0 || t1 === 0 || c0 === 0 || c1 === 0) return null;
  const beta = Math.log(t1 / t0) - Math.log(c1 / c0);
  const poissonError = Math.sqrt(1 / t0 + 1 / t1 + 1 / c0 + 1 / c1);
  const [areas, months] = [panel.areas.length, panel.after.length];
  const fitted = effects === "group" ? groupFit(panel, totals) : areaMonthFit(panel, totals);
  const degreesOfFreedom = areas * months - (effects === "group" ? 4 : areas + months);
  const dispersion = degreesOfFreedom > 0 ? pearson(panel, fitted) / degreesOfFreedom : null;
  const standardError = poissonError * Math.sqrt(Math.max(1, dispersion ?? 1));
  return { beta, poissonError, standardError, dispersion, degreesOfFreedom };
}

type Totals = { t0: number; t1: number; c0: number; c1: number };
type Fit = (area: number, month: number) => number;

function assertPanel({ areas, treated, after }: Panel): void {
  if (treated.length !== areas.length) throw new RangeError(`Expected ${areas.length} flags, got ${treated.length}`);
  for (const counts of areas) {
    if (counts.length !== after.length) throw new RangeError(`Expected ${after.length} months, got ${counts.length}`);
  }
}

function groupTotals({ areas, treated, after }: Panel): Totals {
  const totals = { t0: 0, t1: 0, c0: 0, c1: 0 };
  for (const [area, counts] of areas.entries()) {
    for (const [month, count] of counts.entries()) {
      totals[`${treated[area] ? "t" : "c"}${after[month] ? 1 : 0}`] += count;
    }
  }
  return totals;
}

/** The mean of the group in the period. */
function groupFit({ areas, treated, after }: Panel, { t0, t1, c0, c1 }: Totals): Fit {
  const treatedAreas = treated.filter(Boolean).length;
  const afterMonths = after.filter(Boolean).length;
  const beforeMonths = after.length - afterMonths;
  const controls = areas.length - treatedAreas;
  return (area, month) => {
    if (treated[area]) return after[month] ? t1 / (treatedAreas * afterMonths) : t0 / (treatedAreas * beforeMonths);
    return after[month] ? c1 / (controls * afterMonths) : c0 / (controls * beforeMonths);
  };
}

/** Area's share of its group × month's share of its period × the total of group and period. */
function areaMonthFit({ areas, treated, after }: Panel, { t0, t1, c0, c1 }: Totals): Fit {
  const areaTotal = areas.map((counts) => counts.reduce((a, b) => a + b, 0));
  const monthTotal = after.map((_, month) => areas.reduce((sum, counts) => sum + counts[month]!, 0));
  return (area, month) => {
    const areaShare = areaTotal[area]! / (treated[area] ? t0 + t1 : c0 + c1);
    const monthShare = monthTotal[month]! / (after[month] ? t1 + c1 : t0 + c0);
    const total = treated[area] ? (after[month] ? t1 : t0) : after[month] ? c1 : c0;
    return areaShare * monthShare * total;
  };
}

function pearson({ areas }: Panel, fitted: Fit): number {
  let chiSquare = 0;
  for (const [area, counts] of areas.entries()) {
    for (const [month, count] of counts.entries()) {
      const expected = fitted(area, month);
      if (expected > 0) chiSquare += (count - expected) ** 2 / expected;
    }
  }
  return chiSquare;
}
