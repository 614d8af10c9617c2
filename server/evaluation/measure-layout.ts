import { type ChosenControl, chooseControl } from "../analytics/choose-control.ts";
import type { Comparison } from "../analytics/placebo-adjustment.ts";
import { type DateCounts, sumUnits } from "./date-counts.ts";
import type { Layout } from "./ground.ts";

export type Sums = { readonly earlier: number; readonly before: number; readonly after: number };
export type ControlSums = { readonly before: number; readonly after: number };
export const CONTROL_RULES = ["as_designed", "all_untouched"] as const;
export type ControlRule = (typeof CONTROL_RULES)[number];

/** What was counted about one area at one date, in one set of windows. */
export type Measured = {
  readonly target: Sums;
  /** By how many rings the zone has: at 0 strips and receiving places alone. */
  readonly zone: readonly Sums[];
  readonly rows: readonly Sums[];
  /** null where too few boroughs are out of reach. */
  readonly controls: Readonly<Record<ControlRule, ControlSums>> | null;
  readonly force: Sums;
};

/** Fewer untouched boroughs than this are no control. */
export const FEWEST_CONTROLS = 2;

/** @param named the control that an analyst named; it stands in the place of the suggested one */
export function measureLayout(
  layout: Layout,
  counts: DateCounts,
  { rings, named }: { rings: number; named?: readonly number[] },
): Measured {
  const sums = (units: readonly number[]): Sums => ({
    earlier: sumUnits(counts.earlier, units),
    before: sumUnits(counts.before, units),
    after: sumUnits(counts.after, units),
  });
  const target = sums(layout.target);
  const suggested = suggestControl(layout, counts).map(({ area }) => area);
  const untouched = [...layout.touched.keys()].filter((borough) => layout.touched[borough] === 0);
  const enough = suggested.length >= FEWEST_CONTROLS;
  const ofNamed = named === undefined ? null : sums(named);
  const designed = ofNamed ?? (enough ? sumBoroughs(counts, suggested) : null);
  return {
    target,
    zone: zoneByRings(layout, counts, rings),
    rows: layout.rows.map(({ units }) => sums(units)),
    controls:
      designed === null
        ? null
        : { as_designed: designed, all_untouched: enough ? sumBoroughs(counts, untouched) : designed },
    force: counts.force,
  };
}

/** The boroughs that are suggested as control of an area, the nearest first: like the whole of the borough that it lies in. */
export function suggestControl(layout: Layout, { boroughs }: DateCounts): ChosenControl[] {
  const atHome = (counts: Float64Array) => layout.homes.reduce((sum, home) => sum + (counts[home] ?? 0), 0);
  const home = { earlier: atHome(boroughs.earlier), before: atHome(boroughs.before) };
  return chooseControl(boroughs, home, layout.touched);
}

/** The zone with no ring, one, two … and with one more than is designed. */
function zoneByRings({ zone, zoneRing, wider }: Layout, counts: DateCounts, rings: number): Sums[] {
  const byRing = Array.from({ length: rings + 2 }, () => ({ earlier: 0, before: 0, after: 0 }));
  const add = (unit: number, ring: number): void => {
    for (let k = ring; k < byRing.length; k++) {
      const sum = byRing[k];
      if (sum === undefined) continue;
      sum.earlier += counts.earlier[unit] ?? 0;
      sum.before += counts.before[unit] ?? 0;
      sum.after += counts.after[unit] ?? 0;
    }
  };
  for (const [at, unit] of zone.entries()) add(unit, zoneRing[at] ?? 0);
  for (const unit of wider) add(unit, rings + 1);
  return byRing;
}

function sumBoroughs({ boroughs }: DateCounts, which: readonly number[]): ControlSums {
  const sum = (counts: Float64Array) => which.reduce((all, borough) => all + (counts[borough] ?? 0), 0);
  return { before: sum(boroughs.before), after: sum(boroughs.after) };
}

/** The pieces put together for the test. */
export function comparisonOf(sums: Sums, control: ControlSums, force: Sums): Comparison {
  return {
    ...sums,
    controlBefore: control.before,
    controlAfter: control.after,
    forceEarlier: force.earlier,
    forceBefore: force.before,
  };
}
