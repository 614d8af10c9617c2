import { type Ground, type GroundOptions, HOME_SHARE, type Layout, type Units } from "./ground.ts";
import { createLayoutRows, createMarks, type LayoutMarks } from "./layout-rows.ts";

/** Wards as ground, where counts are known per ward only. */
export type WardGroundInput = {
  /** One unit for each ward. */
  readonly units: Units;
  readonly boroughs: number;
  /** Wards that touch each ward, ascending; never the ward itself. */
  readonly touching: readonly (readonly number[])[];
  /** Wards that some part of each ward is within the strips' reach of. */
  readonly inReach: readonly (readonly number[])[];
  readonly target: readonly number[];
  readonly options: GroundOptions;
};

/** A target of n wards is held against every group of n neighbouring wards. */
export function wardGround(input: WardGroundInput): Ground {
  const { units, boroughs, target } = input;
  const wards = Array.from({ length: units.count }, (_, ward) => ward);
  const groups = wards.map((ward) => grow(input, ward, target.length));
  const marks = createMarks(units);
  const laidOut = new Map<number, Layout>();
  const layoutAt = (centre: number): Layout | null => {
    const group = groups[centre];
    if (group === undefined || group.length < target.length) return null;
    const layout = laidOut.get(centre) ?? layOut(input, group, marks);
    laidOut.set(centre, layout);
    return layout;
  };
  let sharing: Uint8Array | null = null;
  return {
    ...{ units, boroughs, layOut: layoutAt },
    centres: (weight) => distinctGroups(groups, weight),
    overlap: (centre, other) => {
      sharing ??= sharedGround(wards.map(layoutAt), units.count);
      return sharing[centre * units.count + other] === 1;
    },
    own: () => layOut(input, target, marks),
  };
}

/** wards × wards: 1 where target and zone about one share a ward with those about the other. */
function sharedGround(layouts: readonly (Layout | null)[], wards: number): Uint8Array {
  const holders = Array.from({ length: wards }, (): number[] => []);
  for (const [centre, layout] of layouts.entries()) {
    for (const ward of [...(layout?.target ?? []), ...(layout?.zone ?? [])]) holders[ward]?.push(centre);
  }
  const shared = new Uint8Array(wards * wards);
  for (const together of holders) {
    for (const one of together) for (const other of together) shared[one * wards + other] = 1;
  }
  return shared;
}

function layOut(input: WardGroundInput, target: readonly number[], marks: LayoutMarks): Layout {
  const { units, boroughs, touching, inReach, options } = input;
  const rows = createLayoutRows({ units, boroughs, rings: options.rings, marks });
  const borough = (ward: number) => units.borough[ward] ?? -1;
  for (const ward of target) rows.addTarget(borough(ward), [ward]);
  const homes = rows.homes(HOME_SHARE);
  const near = new Uint8Array(boroughs);
  for (const home of homes) {
    for (let b = 0; b < boroughs; b++) if (options.neighbours[home * boroughs + b] === 1) near[b] = 1;
  }
  for (const home of homes) near[home] = 0;
  const seen = new Set(target);
  let frontier: readonly number[] = target;
  for (let k = 1; k <= options.rings + 1; k++) {
    const next = [...new Set(frontier.flatMap((ward) => touching[ward] ?? []))].filter((ward) => !seen.has(ward));
    for (const ward of next.sort((a, b) => a - b)) {
      seen.add(ward);
      rows.addRing(k, borough(ward), [ward]);
    }
    frontier = next;
  }
  const reached = new Set(target.flatMap((ward) => inReach[ward] ?? []));
  for (const ward of target) reached.delete(ward);
  for (const ward of [...reached].sort((a, b) => a - b)) rows.addStrip(borough(ward), [ward], near);
  return rows.finish(homes);
}

/** A ward and the nearest wards round it, in steps; fewer than asked for where the ground ends. */
function grow({ touching }: WardGroundInput, ward: number, size: number): number[] {
  const group = [ward];
  const seen = new Set(group);
  for (const at of group) {
    for (const next of touching[at] ?? []) {
      if (group.length >= size) return group;
      if (seen.has(next)) continue;
      seen.add(next);
      group.push(next);
    }
  }
  return group;
}

function distinctGroups(groups: readonly (readonly number[])[], weight: Float64Array): number[] {
  const score = groups.map((group) => group.reduce((sum, ward) => sum + (weight[ward] ?? 0), 0));
  const busiest = [...groups.keys()].sort((a, b) => (score[b] ?? 0) - (score[a] ?? 0) || a - b);
  const taken = new Set<number>();
  return busiest.filter((centre) => {
    const group = groups[centre] ?? [];
    if ((score[centre] ?? 0) === 0 || group.some((ward) => taken.has(ward))) return false;
    for (const ward of group) taken.add(ward);
    return true;
  });
}
