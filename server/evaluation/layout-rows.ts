import type { HotPlace, Layout, LayoutRow, Units } from "./ground.ts";

/** A place of which half or more lies in the target is the target. */
const MOST_IN_TARGET = 0.5;

type Growing = {
  readonly kind: string;
  readonly k: number | null;
  readonly borough: number;
  readonly units: number[];
  pieces: number;
};

/**
 * Marks on units that are wiped by counting on: thousands of areas are laid out one after the other, and a set for each
 * costs more than all else.
 */
export type LayoutMarks = {
  turn: number;
  readonly inTarget: Uint32Array;
  readonly inZone: Uint32Array;
  readonly ring: Uint8Array;
};

export function createMarks({ count }: Units): LayoutMarks {
  return { turn: 0, inTarget: new Uint32Array(count), inZone: new Uint32Array(count), ring: new Uint8Array(count) };
}

export type LayoutGround = {
  readonly units: Units;
  readonly boroughs: number;
  readonly rings: number;
  readonly marks: LayoutMarks;
};

/** Collects target, rings, strips and receiving places of one area, each unit of the zone once. */
export function createLayoutRows({ units, boroughs, rings, marks }: LayoutGround) {
  const turn = ++marks.turn;
  const { inTarget, inZone, ring } = marks;
  const target: number[] = [];
  const zone: number[] = [];
  const homeCells = new Map<number, number>();
  const growing = new Map<number, Growing>();
  const places: LayoutRow[] = [];
  const touched = new Uint8Array(boroughs);
  let targetPieces = 0;

  const touch = (borough: number): void => {
    if (borough >= 0) touched[borough] = 1;
  };
  /** @param k the ring that it needs; 0 = none */
  const addToZone = (unit: number, k: number): void => {
    if (inTarget[unit] === turn) return;
    if (inZone[unit] === turn) {
      if (k < (ring[unit] ?? 0)) ring[unit] = k;
      return;
    }
    inZone[unit] = turn;
    ring[unit] = k;
    zone.push(unit);
  };
  const rowOf = (k: number | null, borough: number): Growing => {
    const key = (k ?? 0) * 1_000 + borough;
    const kind = k === null ? "strip" : `ring ${k}`;
    const known = growing.get(key) ?? { kind, k, borough, units: [], pieces: 0 };
    growing.set(key, known);
    return known;
  };

  return {
    addTarget(home: number, own: readonly number[]): void {
      targetPieces++;
      homeCells.set(home, (homeCells.get(home) ?? 0) + 1);
      touch(home);
      for (const unit of own) {
        target.push(unit);
        inTarget[unit] = turn;
      }
    },
    /** Boroughs with at least such a share of the target; the largest share always. */
    homes(share: number): number[] {
      const known = [...homeCells].filter(([borough]) => borough >= 0).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      return known.filter(([, cells], rank) => rank === 0 || cells >= share * targetPieces).map(([borough]) => borough);
    },
    addRing(k: number, home: number, own: readonly number[]): void {
      for (const unit of own) addToZone(unit, k);
      if (k > rings) return;
      touch(home);
      if (home >= 0) rowOf(k, home).pieces++;
      for (const unit of own) {
        const borough = units.borough[unit] ?? -1;
        touch(borough);
        if (borough >= 0) rowOf(k, borough).units.push(unit);
      }
    },
    /** @param neighbour per borough: 1 where it neighbours the target's */
    addStrip(home: number, own: readonly number[], neighbour: Uint8Array): void {
      if (home >= 0 && neighbour[home] === 1) {
        touch(home);
        rowOf(null, home).pieces++;
      }
      for (const unit of own) {
        const borough = units.borough[unit] ?? -1;
        if (borough < 0 || neighbour[borough] !== 1) continue;
        touch(borough);
        addToZone(unit, 0);
        rowOf(null, borough).units.push(unit);
      }
    },
    addPlace(index: number, place: HotPlace): void {
      let [inside, all] = [0, 0];
      for (const [at, unit] of place.units.entries()) {
        all += place.counts[at] ?? 0;
        if (inTarget[unit] === turn) inside += place.counts[at] ?? 0;
      }
      if (place.units.length > 0 && inside >= MOST_IN_TARGET * all) return;
      const rest = [...place.units].filter((unit) => inTarget[unit] !== turn);
      for (const unit of rest) {
        touch(units.borough[unit] ?? -1);
        addToZone(unit, 0);
      }
      const borough = busiestBorough(units, place, (unit) => inTarget[unit] !== turn);
      places.push({ kind: "receiving", k: null, borough, place: index, units: rest, pieces: place.cells.length });
    },
    finish(homes: readonly number[]): Layout {
      const rows = [...growing.values()]
        .filter(({ pieces }) => pieces > 0)
        .sort((a, b) => (a.k ?? 99) - (b.k ?? 99) || a.borough - b.borough)
        .map((row): LayoutRow => ({ ...row, place: null }));
      const designed = zone.filter((unit) => (ring[unit] ?? 0) <= rings);
      const wider = zone.filter((unit) => (ring[unit] ?? 0) > rings);
      const zoneRing = designed.map((unit) => ring[unit] ?? 0);
      return { homes, target, zone: designed, zoneRing, wider, touched, rows: [...rows, ...places] };
    },
  };
}

/** The borough with most of a place's incidents. */
function busiestBorough(
  units: Units,
  place: Pick<HotPlace, "units" | "counts">,
  counts: (unit: number) => boolean,
): number {
  const sums = new Map<number, number>();
  for (const [at, unit] of place.units.entries()) {
    const borough = units.borough[unit] ?? -1;
    if (counts(unit)) sums.set(borough, (sums.get(borough) ?? 0) + (place.counts[at] ?? 0));
  }
  const [busiest] = [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return busiest?.[0] ?? -1;
}
