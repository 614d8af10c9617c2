import { describe, expect, it } from "vitest";
import { clusterCore } from "../../server/analytics/cluster-core.ts";
import { connectedComponents } from "../../server/analytics/connected-components.ts";
import { nearHotSpot, occupiedMedian } from "../../server/analytics/near-hot-spot.ts";
import { persistence } from "../../server/analytics/persistence.ts";
import { hexagon } from "./fixture.ts";

/** 12 months of a universe of `cells` quiet cells, in some of which a cell is busy. */
function year(cells: number, busy: Record<number, number[]>): Float64Array[] {
  return Array.from({ length: 12 }, (_, month) =>
    Float64Array.from({ length: cells }, (_, cell) => (busy[cell]?.includes(month) ? 9 : (cell + month) % 2)),
  );
}

describe("persistence", () => {
  const always = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

  it("asks for the smallest count that at most 1 % of the cells reach", () => {
    const { thresholds, monthsReached } = persistence(year(200, { 7: always, 8: always }))!;
    expect([...thresholds]).toEqual(new Array(12).fill(2));
    expect([monthsReached[7], monthsReached[8], monthsReached[9]]).toEqual([12, 12, 0]);
  });

  it("raises the threshold until no more than 1 % reach it", () => {
    const months = year(200, { 7: always, 8: always, 9: always });
    for (const month of months) month[7] = 10;
    const { thresholds, monthsReached } = persistence(months)!;
    expect([...thresholds]).toEqual(new Array(12).fill(10));
    expect([monthsReached[7], monthsReached[8]]).toEqual([12, 0]);
  });

  it("is the chance of that many months if quarters are independent draws from their own distribution", () => {
    const { p, monthsReached } = persistence(year(100, { 3: always }))!;
    expect(monthsReached[3]).toBe(12);
    expect(p[3]).toBeCloseTo(0.01 ** 4, 20);
    expect(p[0]).toBe(1);
  });

  it("is not impressed by a burst within one quarter", () => {
    const months = year(1000, { 3: [6, 7, 8], 4: always });
    const { q } = persistence(months)!;
    expect(q[4]!).toBeLessThan(0.025);
    expect(q[3]!).toBeGreaterThan(0.025);
  });

  it("looks at the twelve months that end with the window, and at nothing less", () => {
    const months = year(200, { 7: always });
    expect(persistence([new Float64Array(200).fill(50), ...months])).toEqual(persistence(months));
    expect(persistence(months.slice(1))).toBe(null);
  });

  it("refuses months of different length", () => {
    const months = year(200, {});
    expect(() => persistence([...months.slice(1), new Float64Array(3)])).toThrow(
      "Expected 200 counts in every month, got 3",
    );
  });
});

describe("connected components", () => {
  const { cells, adjacency } = hexagon(3, 1);
  const select = (...names: string[]) => Uint8Array.from(cells, (cell) => (names.includes(cell) ? 1 : 0));

  it("joins neighbours and separates the rest", () => {
    const { members, label } = connectedComponents(select("0,0", "1,0", "-3,0", "3,-3"), adjacency);
    const named = members.map((group) => [...group].map((index) => cells[index]));
    expect(named).toEqual([["-3,0"], ["0,0", "1,0"], ["3,-3"]]);
    expect(label[cells.indexOf("1,0")]).toBe(1);
    expect(label[cells.indexOf("2,0")]).toBe(-1);
  });

  it("finds nothing where nothing is selected, and one group where all are", () => {
    expect(connectedComponents(select(), adjacency).members).toEqual([]);
    expect(connectedComponents(select(...cells), adjacency).members[0]).toHaveLength(37);
  });
});

describe("the core of a cluster", () => {
  it("is the fewest cells that hold 60 %", () => {
    const core = clusterCore(Uint32Array.of(0, 1, 2, 3, 4), Float64Array.of(1, 8, 0, 6, 1));
    expect(core).toEqual({ cells: Uint32Array.of(1, 3), incidents: 14, clusterIncidents: 16 });
  });

  it("stops at exactly 60 % and takes the earlier cell among equals", () => {
    const core = clusterCore(Uint32Array.of(0, 1, 2, 3, 4), Float64Array.of(2, 2, 2, 2, 2));
    expect([...core.cells]).toEqual([0, 1, 2]);
  });

  it("is empty for a cluster without incidents", () => {
    expect(clusterCore(Uint32Array.of(0), Float64Array.of(0)).cells).toHaveLength(0);
  });
});

describe("near a hot spot", () => {
  it("is a flagged cell at or below the occupied median", () => {
    const counts = Float64Array.of(0, 1, 1, 2, 9);
    expect(occupiedMedian(counts)).toBe(1.5);
    expect([...nearHotSpot(Uint8Array.of(1, 1, 0, 1, 1), counts)]).toEqual([1, 1, 0, 0, 0]);
  });

  it("has no median without incidents", () => {
    expect(occupiedMedian(new Float64Array(4))).toBe(null);
  });
});
