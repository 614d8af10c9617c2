import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellGround } from "../../server/evaluation/cell-ground.ts";
import { buildShape, NEIGHBOURS } from "../../server/evaluation/cell-shape.ts";
import { cellUnits } from "../../server/evaluation/cell-units.ts";
import { countWindow, sumUnits } from "../../server/evaluation/date-counts.ts";
import type { HotPlace, Layout } from "../../server/evaluation/ground.ts";

/*
 * A field of 61 × 61 cells a hundred metres apart; left of column 30 borough 0, right of it borough 1 (in column 30 both: a
 * border cell). Every cell's key is 1000·column + row.
 */
const SIZE = 61;
const BASIS = { i: [100, 0], j: [-50, 86.6] } as const;
const cellKey = (i: number, j: number) => 1_000 * i + j;
const positions = Array.from({ length: SIZE * SIZE }, (_, at) => ({ i: Math.floor(at / SIZE), j: at % SIZE }));
const grid = {
  cells: Float64Array.from(positions, ({ i, j }) => cellKey(i, j)),
  i: Int32Array.from(positions, ({ i }) => i),
  j: Int32Array.from(positions, ({ j }) => j),
  home: Int16Array.from(positions, ({ i }) => (i < 30 ? 0 : 1)),
  boroughs: 3,
  basis: BASIS,
};
const neighbours = Uint8Array.of(0, 1, 0, 1, 0, 0, 0, 0, 0);

type Incident = { readonly i: number; readonly j: number; readonly borough: number };

function groundOf(incidents: readonly Incident[], target: readonly number[], rings = 2) {
  const column = <Value>(value: (incident: Incident) => Value) => incidents.map(value);
  const cells = Float64Array.from(column(({ i, j }) => cellKey(i, j)));
  const read = cellUnits(
    {
      cell: cells,
      placeCell: cells,
      borough: Int16Array.from(column(({ borough }) => borough)),
      day: new Int32Array(incidents.length),
      indicators: new Uint8Array(incidents.length).fill(1),
      hour: new Uint8Array(incidents.length).fill(255),
    },
    grid.cells,
    grid.cells,
  );
  const placeAxes = { i: Float64Array.from(grid.i), j: Float64Array.from(grid.j) };
  const ground = cellGround({
    grid,
    units: read.units,
    target,
    options: { rings, stripMetres: 600, neighbours },
    placeAxes,
  });
  return { ...read, ground, counts: countWindow(read.events, read.units.count, 1, { from: 0, to: 1 }) };
}

const at = (i: number, j: number) => i * SIZE + j;
/** Seven cells about a cell. */
const flower = (i: number, j: number) => [at(i, j), ...NEIGHBOURS.map(([di, dj]) => at(i + di, j + dj))];
const everywhere: Incident[] = positions.map(({ i, j }) => ({ i, j, borough: i < 30 ? 0 : 1 }));

describe("a shape", () => {
  it("has rings of whole steps, each of 1 to 3 times the target's area", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (size) => {
        const cells = Array.from({ length: size }, (_, k) => ({ i: Math.floor(k / 8), j: k % 8 }));
        const target = { i: Int32Array.from(cells, ({ i }) => i), j: Int32Array.from(cells, ({ j }) => j) };
        const { ring, targetCells } = buildShape(target, { rings: 3, stripMetres: 0, basis: BASIS });
        expect(targetCells).toBe(size);
        for (const k of [1, 2, 3]) {
          const area = ring.filter((own) => own === k).length;
          expect(area).toBeGreaterThanOrEqual(size);
          // About a handful of cells even a single step can be wider.
          if (size >= 19) expect(area).toBeLessThanOrEqual(3 * size);
        }
      }),
    );
  });
});

describe("a layout", () => {
  it("counts each incident of the zone once, though ring, strip and receiving place share it", () => {
    const { ground, units, counts } = groundOf(everywhere, flower(27, 30));
    const places: HotPlace[] = [
      {
        cells: [at(31, 30)],
        found: "hot_place",
        units: Uint32Array.from(units.ofCell(at(31, 30))),
        counts: Float64Array.of(1),
      },
    ];
    const { zone, rows, target } = ground.own(places);
    expect(new Set(zone).size).toBe(zone.length);
    expect(zone.filter((unit) => target.includes(unit))).toEqual([]);
    const inRows = rows.reduce((sum, { units }) => sum + sumUnits(counts, units), 0);
    expect(inRows).toBeGreaterThan(sumUnits(counts, zone));
  });

  it("splits the incidents of a border cell by borough", () => {
    const both: Incident[] = [0, 0, 0, 1, 1].map((borough) => ({ i: 30, j: 30, borough }));
    const { ground, counts } = groundOf([...both, { i: 27, j: 30, borough: 0 }], flower(27, 30));
    const ringIn = (layout: Layout, borough: number) =>
      layout.rows.filter((row) => row.k !== null && row.borough === borough);
    const own = ground.own([]);
    const sum = (borough: number) => ringIn(own, borough).reduce((all, { units }) => all + sumUnits(counts, units), 0);
    expect([sum(0), sum(1)]).toEqual([3, 2]);
  });

  it("has a strip in the neighbouring borough only, as far as it reaches", () => {
    const { ground, units } = groundOf(everywhere, flower(27, 30));
    const strips = ground.own([]).rows.filter(({ kind }) => kind === "strip");
    expect(strips.map(({ borough }) => borough)).toEqual([1]);
    const columns = strips[0]!.units.map((unit) => grid.i[units.cell[unit]!]!);
    expect(Math.min(...columns)).toBe(30);
    expect(Math.max(...columns)).toBeLessThanOrEqual(28 + 6 + 3);
  });

  it("is the same shape elsewhere, and lies nowhere where the target would leave the ground", () => {
    const { ground } = groundOf(everywhere, flower(15, 30));
    const sizes = ({ target, zone, rows }: Layout) => [target.length, zone.length, rows.length];
    expect(sizes(ground.layOut(at(15, 20), [])!)).toEqual(sizes(ground.own([])));
    expect(ground.layOut(at(0, 0), [])).toBeNull();
  });

  it("leaves out a receiving place that is the target itself", () => {
    const { ground, units } = groundOf(everywhere, flower(15, 30));
    const place = (i: number): HotPlace => ({
      cells: [at(i, 30)],
      found: "hot_place",
      units: Uint32Array.from(units.ofCell(at(i, 30))),
      counts: Float64Array.of(1),
    });
    const found = ground.own([place(15), place(25), place(59)]).rows.filter(({ kind }) => kind === "receiving");
    expect(found.map(({ place: index }) => index)).toEqual([1]);
  });

  it("puts centres where most was recorded, none overlapping another", () => {
    const heap = (i: number, n: number): Incident[] => Array.from({ length: n }, () => ({ i, j: 30, borough: 0 }));
    const { ground, counts, units } = groundOf([...heap(8, 50), ...heap(20, 80), ...heap(21, 5)], flower(50, 50));
    const [first, second] = ground.centres(counts);
    const holds = (centre: number, i: number) =>
      ground.layOut(centre, [])!.target.some((unit) => grid.i[units.cell[unit]!] === i);
    expect([holds(first!, 20), holds(first!, 21), holds(second!, 8)]).toEqual([true, true, true]);
    expect(ground.centres(counts)).toHaveLength(2);
  });
});

describe("units of incidents", () => {
  it("do not depend on the order of the incidents", () => {
    const some = everywhere.filter((_, k) => k % 7 === 0);
    const [forth, back] = [groundOf(some, flower(27, 30)), groundOf([...some].reverse(), flower(27, 30))];
    expect([...back.units.cell]).toEqual([...forth.units.cell]);
    expect([...back.counts]).toEqual([...forth.counts]);
  });

  it("leave out what lies in no cell of the ground, and say how many", () => {
    expect(groundOf([{ i: 99, j: 1, borough: -1 }, ...everywhere.slice(0, 5)], flower(27, 30)).outside).toBe(1);
  });
});
