import type { DateCounts, Days, EvaluationDate } from "./date-counts.ts";
import type { Ground, HotPlace, Layout } from "./ground.ts";
import { type Measured, measureLayout } from "./measure-layout.ts";

/** An area and date at which nothing was done, measured as the target is. */
export type Placebo = {
  readonly date: number;
  readonly centre: number;
  /** The same number for areas that overlap, at whatever date. */
  readonly area: number;
  readonly kinds: readonly string[];
  /** One for each set of windows. */
  readonly measured: readonly Measured[];
  /** Free of what was done: may stand against the target; its zone may stand against the zone. */
  readonly targetIsFree: boolean;
  readonly zoneIsFree: boolean;
};

/** Ground on which something was done, and when it may have worked. */
export type Disturbance = { readonly units: Uint8Array; readonly from: number; readonly to: number };

export type Gathering = {
  readonly ground: Ground;
  readonly dates: readonly EvaluationDate[];
  /** Per date and set of windows. */
  readonly counts: readonly (readonly DateCounts[])[];
  /** Per date. */
  readonly places: readonly (readonly HotPlace[])[];
  readonly rings: number;
  /** The operation's own ground (target and zone) first, then other operations'. */
  readonly disturbances: readonly Disturbance[];
};

/** Every area of the target's size and kind, at every date; those of one date do not overlap. */
export function gatherPlacebos(gathering: Gathering): Placebo[] {
  const { ground, dates, counts, places, rings } = gathering;
  const areas = createAreas(ground.units.count);
  return dates.flatMap((date, at) => {
    const [first] = counts[at] ?? [];
    if (first === undefined) return [];
    const weight = first.before.map((n, unit) => n + (first.earlier[unit] ?? 0));
    const near = gathering.disturbances.filter((other) => meets(date, other));
    return ground.centres(weight).flatMap((centre) => {
      const layout = ground.layOut(centre, places[at] ?? []);
      if (layout === null) return [];
      const measured = (counts[at] ?? []).map((own) => measureLayout(layout, own, { rings }));
      if (measured.some(({ controls }) => controls === null)) return [];
      return [
        {
          ...freeOf(layout, near),
          ...{ date: at, centre, area: areas.of(layout), measured, kinds: layout.rows.map(({ kind }) => kind) },
        },
      ];
    });
  });
}

function meets({ before, after }: EvaluationDate, { from, to }: Days): boolean {
  return before.from < to && after.to > from;
}

function freeOf(layout: Layout, near: readonly Disturbance[]): Pick<Placebo, "targetIsFree" | "zoneIsFree"> {
  const clear = (units: readonly number[]) => near.every((other) => units.every((unit) => other.units[unit] !== 1));
  const targetIsFree = clear(layout.target);
  return { targetIsFree, zoneIsFree: targetIsFree && clear(layout.zone) };
}

/** Numbers areas so that those that share a unit share a number. */
function createAreas(units: number) {
  const areaOf = new Int32Array(units).fill(-1);
  let next = 0;
  return {
    of({ target }: Layout): number {
      const known = target.map((unit) => areaOf[unit] ?? -1).find((area) => area >= 0);
      const area = known ?? next++;
      for (const unit of target) if (areaOf[unit] === -1) areaOf[unit] = area;
      return area;
    },
  };
}
