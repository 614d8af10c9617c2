import { describe, expect, it } from "vitest";
import { benjaminiHochberg } from "../../server/analytics/benjamini-hochberg.ts";
import { getisOrd } from "../../server/analytics/getis-ord.ts";
import { getisOrdGi } from "../../server/analytics/getis-ord-gi.ts";
import { hotspotGate } from "../../server/analytics/hotspot-gate.ts";
import { localMoran } from "../../server/analytics/local-moran.ts";
import { normalTailProbability } from "../../server/analytics/normal-tail.ts";
import { adjacencyOf, expectClose, fixture, hexagon } from "./fixture.ts";

type Run = {
  counts: number[];
  neighbours: unknown[];
  gi_star: {
    z: number[];
    p_two_sided: number[];
    p_greater: number[];
    p_BH: number[];
    n_sig: { raw_05: number; raw_01: number; BH_05: number; bonf_05: number };
  };
  gi: { z: number[] };
  local_moran: {
    Ii: number[];
    conditional: { E: number[]; Var: number[]; Z: number[] };
    quadrant_mean: string[];
  };
};
type Hex61 = {
  cells: { id: string }[];
  k1: Run;
  universe_nonzero_only: Run;
  universe_padded_127: Run;
  degenerate: { all_zero: { counts: number[] }; constant: { counts: number[] } };
  single_incident: { counts: number[]; z: number[]; max_abs: number };
};

const hex61 = fixture<Hex61>("getis-ord-hex61");
const runs = [
  ["61 hexagons", hex61.k1],
  ["occupied cells only", hex61.universe_nonzero_only],
  ["padded to 127 cells", hex61.universe_padded_127],
] as const;

describe("Getis-Ord Gi*", () => {
  it("gives the published z of the six esda points, with and without the star", () => {
    const esda = fixture<{
      y: number[];
      adjacency: number[][];
      published_gi_star_z: number[];
      computed_gi_star_z: number[];
      computed_gi_z: number[];
    }>("getis-ord-esda-6pt");
    const values = Float64Array.from(esda.y);
    const adjacency = adjacencyOf(esda.adjacency);
    const { z } = getisOrd(values, adjacency);
    expectClose(z, esda.computed_gi_star_z);
    expectClose(z, esda.published_gi_star_z, 1e-7);
    expectClose(getisOrdGi(values, adjacency), esda.computed_gi_z);
  });

  it.each(runs)("agrees with spdep on %s: z, p, BH and the number of significant cells", (_, run) => {
    const { z } = getisOrd(Float64Array.from(run.counts), adjacencyOf(run.neighbours));
    expectClose(z, run.gi_star.z);
    const twoSided = z.map((value) => normalTailProbability(value, "two"));
    expectClose(twoSided, run.gi_star.p_two_sided);
    expectClose(
      z.map((value) => normalTailProbability(value, "upper")),
      run.gi_star.p_greater,
    );
    const q = benjaminiHochberg(twoSided);
    expectClose(q, run.gi_star.p_BH);
    const below = (values: Float64Array, limit: number) => values.filter((value) => value <= limit).length;
    expect({
      raw_05: below(twoSided, 0.05),
      raw_01: below(twoSided, 0.01),
      BH_05: below(q, 0.05),
      bonf_05: below(twoSided, 0.05 / twoSided.length),
    }).toEqual(run.gi_star.n_sig);
  });

  it("scores the cell 2,-1 6.413640836353", () => {
    const { z } = getisOrd(Float64Array.from(hex61.k1.counts), adjacencyOf(hex61.k1.neighbours));
    const index = hex61.cells.findIndex((cell) => cell.id === "2,-1");
    expect(z[index]).toBeCloseTo(6.413640836353, 11);
  });

  it("moves the largest z from 5.30 to 6.41 to 9.29 as the universe grows around the same incidents", () => {
    const largest = (run: Run) => Math.max(...getisOrd(Float64Array.from(run.counts), adjacencyOf(run.neighbours)).z);
    expect(runs.map(([, run]) => largest(run).toFixed(2)).toSorted()).toEqual(["5.30", "6.41", "9.29"]);
  });
});

describe("local Moran", () => {
  it.each(runs)("agrees with spdep on %s: I, conditional moments and quadrant", (_, run) => {
    const moran = localMoran(Float64Array.from(run.counts), adjacencyOf(run.neighbours));
    expectClose(moran.i, run.local_moran.Ii);
    expectClose(moran.expected, run.local_moran.conditional.E);
    expectClose(moran.variance, run.local_moran.conditional.Var);
    expectClose(moran.z, run.local_moran.conditional.Z);
    expect(moran.quadrant).toEqual(run.local_moran.quadrant_mean);
  });

  it.each(runs)("has the absolute z of Gi on %s", (_, run) => {
    const values = Float64Array.from(run.counts);
    const adjacency = adjacencyOf(run.neighbours);
    const gi = getisOrdGi(values, adjacency);
    expectClose(gi, run.gi.z);
    expectClose(localMoran(values, adjacency).z.map(Math.abs), gi.map(Math.abs));
  });
});

describe("the gate", () => {
  const adjacency = adjacencyOf(hex61.k1.neighbours);
  const gate = (counts: readonly number[]) => {
    const values = Float64Array.from(counts);
    return hotspotGate({ values, adjacency, incidents: values.reduce((a, b) => a + b, 0) });
  };

  it("refuses one incident in 61 cells, which the formula would call 2.78 in seven of them", () => {
    const { counts, z, max_abs } = hex61.single_incident;
    expectClose(getisOrd(Float64Array.from(counts), adjacency).z, z);
    expect(max_abs).toBeGreaterThan(1.96);
    expect(gate(counts)).toBe("too_few_incidents");
  });

  it("refuses an empty map for want of incidents and a constant one for want of variation", () => {
    expect(gate(hex61.degenerate.all_zero.counts)).toBe("too_few_incidents");
    expect(gate(hex61.degenerate.constant.counts)).toBe("no_variation");
  });

  it("takes 30 incidents and refuses 29", () => {
    expect(gate([30, ...new Array(60).fill(0)])).toBe(null);
    expect(gate([29, ...new Array(60).fill(0)])).toBe("too_few_incidents");
  });

  it("refuses disks that are the whole universe, where spdep answers NaN", () => {
    const whole = hexagon(4, 8).adjacency;
    const values = Float64Array.from(hex61.k1.counts);
    expect(getisOrd(values, whole).z.every(Number.isNaN)).toBe(true);
    expect(hotspotGate({ values, adjacency: whole, incidents: 201 })).toBe("disk_covers_universe");
  });
});
