import { latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import type { Adjacency } from "../../server/analytics/adjacency.ts";
import { benjaminiHochberg } from "../../server/analytics/benjamini-hochberg.ts";
import { hotAreas } from "../../server/analytics/hot-areas.ts";
import { persistence } from "../../server/analytics/persistence.ts";
import { type Random, seededRandom } from "../../server/analytics/random.ts";
import { negativeBinomialMass, poissonMass, sampler } from "../analytics/simulate.ts";
import { hasRealData, hexAdjacency, londonUniverse, sumOf } from "./london-drugs.ts";

/*
 * How often the tests speak of London when there is nothing to say, and how often when there is: model counts in the 17,274
 * cells of its 33 boroughs, 200 years each, seeded. A share of 8 % is 16 years, which a true 5 % exceeds in about 2 % of such
 * simulations.
 */

const YEARS = 200;
const MONTHS = 12;

describe.runIf(hasRealData)("noise in London's universe", () => {
  const universe = hasRealData ? londonUniverse() : [];
  const near = (ring: number): Adjacency => hexAdjacency(universe, ring);
  const ring1 = near(1);

  /** A year of months drawn cell by cell. */
  const yearOf = (draw: () => number) =>
    Array.from({ length: MONTHS }, () => Float64Array.from({ length: universe.length }, draw));
  const cellAt = (lng: number, lat: number) => universe.indexOf(latLngToCell(lat, lng, 9));

  // A year's mean of 0.3 or 2.9; months of a negative binomial of one variance/mean sum to one of the same.
  it.each([
    { name: "Poisson, 0.3 a cell", mass: poissonMass(0.3 / MONTHS) },
    { name: "Poisson, 2.9 a cell", mass: poissonMass(2.9 / MONTHS) },
    { name: "negative binomial, 0.3 a cell", mass: negativeBinomialMass(0.3 / MONTHS, 1.76) },
    { name: "negative binomial, 2.9 a cell", mass: negativeBinomialMass(2.9 / MONTHS, 1.76) },
  ])("shows a hot area, a hot place, or either, on at most 8 %% of years: $name", ({ name, mass }) => {
    const draw = sampler(mass, seededRandom(33));
    const flagged = { areas: 0, places: 0, union: 0, normal: 0 };
    for (let year = 0; year < YEARS; year++) {
      const months = yearOf(draw);
      const areas = hotAreas({ counts: sumOf(months), adjacency: ring1 });
      if (areas.gate !== null) throw new Error(areas.gate);
      const smallest = least(areas.q);
      const place = least(persistence(months)!.q) <= 0.025;
      if (smallest <= 0.05) flagged.areas++;
      if (place) flagged.places++;
      if (place || smallest <= 0.025) flagged.union++;
      if (least(benjaminiHochberg(areas.pNormal)) <= 0.05) flagged.normal++;
    }
    const share = (n: number) => `${((100 * n) / YEARS).toFixed(1)} %`;
    const { areas, places, union, normal } = flagged;
    console.log(
      `London, ${name}: areas ${share(areas)}, places ${share(places)}, union ${share(union)}; normal p ${share(normal)}`,
    );
    for (const n of [areas, places, union]) expect(n / YEARS).toBeLessThanOrEqual(0.08);
  });

  it.each([
    { mean: 2.9, ring: 1, maps: YEARS, least: 0.95 },
    // The share is 39 % (45 % without the cap): so near to what is asked that 200 maps could not tell.
    { mean: 0.3, ring: 1, maps: 3 * YEARS, least: 0.35 },
    { mean: 0.3, ring: 2, maps: YEARS, least: 0.6 },
  ])(
    "lets ring $ring touch a planted disk of 19 cells, 4 × risk, at $mean a cell on at least $least of maps",
    (plan) => {
      const adjacency = plan.ring === 1 ? ring1 : near(plan.ring);
      const random = seededRandom(19);
      const disk = diskOf(cellAt(-0.07, 51.55), near(2));
      expect(disk).toHaveLength(19);
      const [background, busy] = [sampler(poissonMass(plan.mean), random), sampler(poissonMass(4 * plan.mean), random)];
      let touched = 0;
      for (let map = 0; map < plan.maps; map++) {
        const counts = Float64Array.from({ length: universe.length }, background);
        for (const cell of disk) counts[cell] = busy();
        const result = hotAreas({ counts, adjacency });
        if (result.gate === null && disk.some((cell) => result.q[cell]! <= 0.05)) touched++;
      }
      console.log(
        `London, disk at ${plan.mean} a cell, ring ${plan.ring}: touched on ${(100 * touched) / plan.maps} % of maps`,
      );
      expect(touched / plan.maps).toBeGreaterThanOrEqual(plan.least);
    },
  );

  it("finds a planted cell of 40 a year (background 2.9) as a place on at least 95 % of years, and never as an area", () => {
    const random: Random = seededRandom(40);
    const [background, busy] = [sampler(poissonMass(2.9 / MONTHS), random), sampler(poissonMass(40 / MONTHS), random)];
    const market = cellAt(0.1817, 51.5766);
    const found = { place: 0, area: 0 };
    for (let year = 0; year < YEARS; year++) {
      const months = yearOf(background);
      for (const month of months) month[market] = busy();
      const areas = hotAreas({ counts: sumOf(months), adjacency: ring1 });
      if (areas.gate === null && areas.q[market]! <= 0.025) found.area++;
      if (persistence(months)!.q[market]! <= 0.025) found.place++;
    }
    console.log(`London, a cell of 40: a place on ${(100 * found.place) / YEARS} % of years, an area on ${found.area}`);
    expect(found.place / YEARS).toBeGreaterThanOrEqual(0.95);
    expect(found.area).toBe(0);
  });
});

/** A cell and those within its ring. */
function diskOf(cell: number, { offsets, neighbours }: Adjacency): number[] {
  return [cell, ...neighbours.subarray(offsets[cell]!, offsets[cell + 1]!)];
}

function least(values: Float64Array): number {
  return values.reduce((smallest, value) => Math.min(smallest, value), 1);
}
