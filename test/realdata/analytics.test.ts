import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import { backtest } from "../../server/analytics/backtest.ts";
import { plainCount } from "../../server/analytics/backtest-scores.ts";
import { clusterCore } from "../../server/analytics/cluster-core.ts";
import { connectedComponents } from "../../server/analytics/connected-components.ts";
import { emerging } from "../../server/analytics/emerging.ts";
import { hotAreas } from "../../server/analytics/hot-areas.ts";
import { persistence } from "../../server/analytics/persistence.ts";
import { spikes } from "../../server/analytics/spike.ts";
import { drugCountsByMonth, hasRealData, hexAdjacency, londonUniverse, realDataFolder, sumOf } from "./london-drugs.ts";

const total = (counts: Float64Array) => counts.reduce((a, b) => a + b, 0);

describe.runIf(hasRealData)("London's drug offences, res 9 (police.uk 2018-02 … 2019-12)", () => {
  // A suite that is not run is still read: without the files there is nothing to build.
  const universe = hasRealData ? londonUniverse() : [];
  const ring1 = hexAdjacency(universe, 1);
  const months = hasRealData ? drugCountsByMonth(universe) : new Map<string, Float64Array>();
  const inYear = (year: string) => [...months].flatMap(([month, counts]) => (month.startsWith(year) ? [counts] : []));
  const year2019 = sumOf(inYear("2019"));
  const may2019 = months.get("2019-05") ?? new Float64Array(0);

  it("has 17,274 cells, all 44,704 offences of 2019 and 3,589 of May in them", () => {
    expect(universe).toHaveLength(17_274);
    expect([total(year2019), total(may2019)]).toEqual([44_704, 3_589]);
  });

  it.each([
    { name: "2019, capped", counts: year2019, cap: "p99", capValue: 43, known: "677/49 543/43 407/38" },
    { name: "2019, uncapped", counts: year2019, cap: "none", capValue: null, known: "47/8 41/8 30/7" },
    { name: "May 2019, capped", counts: may2019, cap: "p99", capValue: 7, known: "199/34 164/31 106/19" },
    { name: "May 2019, uncapped", counts: may2019, cap: "none", capValue: null, known: "39/7 33/7 23/6" },
  ] as const)("finds the known hot cells and clusters at 5, 2.5 and 1 %: $name", ({ counts, cap, capValue, known }) => {
    const result = hotAreas({ counts, adjacency: ring1, cap });
    if (result.gate !== null) throw new Error(result.gate);
    expect(result.cap).toBe(capValue);
    const found = [0.05, 0.025, 0.01].map((level) => {
      const hot = Uint8Array.from(result.q, (q) => (q <= level ? 1 : 0));
      return `${hot.filter((flag) => flag === 1).length}/${connectedComponents(hot, ring1).members.length}`;
    });
    expect(found.join(" ")).toBe(known);
  });

  it("holds 31 % of the offences of 2019 in the 543 cells that are hot at 2.5 %", () => {
    const result = hotAreas({ counts: year2019, adjacency: ring1 });
    if (result.gate !== null) throw new Error(result.gate);
    const inHot = total(year2019.filter((_, i) => result.q[i]! <= 0.025));
    expect(Math.round((100 * inHot) / 44_704)).toBe(31);
  });

  it("finds 89 hot places in 2019: each in 5 months or more, 14.1 % of the offences, the 20 busiest cells among them", () => {
    const { q, monthsReached } = persistence([...months.values()])!;
    const places = [...q.keys()].filter((i) => q[i]! <= 0.025);
    expect(places).toHaveLength(89);
    expect(Math.min(...places.map((i) => monthsReached[i]!))).toBe(5);
    expect((100 * places.reduce((sum, i) => sum + year2019[i]!, 0)) / 44_704).toBeCloseTo(14.1, 1);
    const busiest = [...year2019.keys()].sort((a, b) => year2019[b]! - year2019[a]!).slice(0, 20);
    expect(busiest.filter((i) => !places.includes(i))).toEqual([]);
  });

  it("counts the busiest cells as the file of expected counts has them", () => {
    const path = join(realDataFolder, "expected", "drugs-by-h3-2019.json");
    const { res9 } = JSON.parse(readFileSync(path, "utf8")) as {
      res9: { occupied_cells: number; top20: [string, number][] };
    };
    const byCell = new Map(universe.map((cell, i) => [cell, year2019[i]!]));
    expect(year2019.filter((count) => count > 0)).toHaveLength(res9.occupied_cells);
    for (const [cell, n] of res9.top20) expect(byCell.get(cell)).toBe(n);
  });

  it("shrinks a smeared ring-2 map to cores: most flagged cells hold two incidents or fewer, the cores 60 %", () => {
    const ring2 = hexAdjacency(universe, 2);
    const result = hotAreas({ counts: may2019, adjacency: ring2 });
    if (result.gate !== null) throw new Error(result.gate);
    const hot = Uint8Array.from(result.q, (q) => (q <= 0.05 ? 1 : 0));
    const flagged = may2019.filter((_, i) => hot[i] === 1);
    expect(flagged.filter((count) => count <= 2).length).toBeGreaterThan(flagged.length / 2);
    for (const members of connectedComponents(hot, ring1).members) {
      const core = clusterCore(members, may2019);
      expect(core.incidents).toBeGreaterThanOrEqual(0.6 * core.clusterIncidents);
      expect(core.cells.length).toBeLessThanOrEqual(members.length);
    }
  });

  it("gives every cell of the 23-month cube a class, and persistent hot spots among the hot places", () => {
    const result = emerging([...months.values()], ring1);
    if (result.gate !== null) throw new Error(result.gate);
    expect(result.classArcgis).toHaveLength(17_274);
    const romford = universe.indexOf(latLngToCell(51.5766, 0.1817, 9));
    expect(result.classArcgis[romford]).toMatch(/(persistent|intensifying|diminishing) hot spot/);
  });
});

type Ward = { code: string; name: string; borough: string; counts: Float64Array };

/** Wide counts per ward; several rows of one ward are added. `months` names the columns. */
function readWards(file: string, columns: { code: string; name: string; borough: string }, months: RegExp): Ward[] {
  const rows = parse(readFileSync(join(realDataFolder, file)), { columns: true, bom: true }) as Record<
    string,
    string
  >[];
  const wards = new Map<string, Ward>();
  for (const row of rows) {
    if (row.MajorText !== undefined && row.MajorText !== "DRUG OFFENCES") continue;
    const counts = Object.keys(row)
      .filter((column) => months.test(column))
      .map((column) => Number(row[column]));
    const ward = wards.get(row[columns.code]!);
    if (ward === undefined) {
      const [code, name, borough] = [row[columns.code]!, row[columns.name]!, row[columns.borough]!];
      wards.set(code, { code, name, borough, counts: Float64Array.from(counts) });
    } else {
      for (const [month, count] of counts.entries()) ward.counts[month]! += count;
    }
  }
  return [...wards.values()];
}

const published = () =>
  readWards(
    join("mps", "MPS Ward Level Crime (Historical).csv"),
    { code: "WardCode", name: "WardName", borough: "LookUp_BoroughName" },
    /^\d{6}$/,
  );
const fromPoints = () =>
  readWards(
    join("expected", "drugs-by-ward2018-month.csv"),
    { code: "ward18cd", name: "ward", borough: "borough" },
    /^\d{4}-\d{2}$/,
  );

/** Spike test of one month column; the twelve columns before are the history. */
function spikesOf(wards: readonly Ward[], month: number, borough: string) {
  const result = spikes({
    history: wards.map((ward) => ward.counts.slice(month - 12, month)),
    observed: Float64Array.from(wards, (ward) => ward.counts[month]!),
    inArea: wards.map((ward) => ward.borough === borough),
  });
  return {
    dispersion: result.dispersion,
    of: (name: string) => result.wards[wards.findIndex((ward) => ward.name === name && ward.borough === borough)]!,
  };
}

describe.runIf(hasRealData)("wards", () => {
  it("backtest the published counts of 679 wards as known: mean PAI and PEI at 1, 5 and 10 %", () => {
    const wards = published();
    expect(wards).toHaveLength(679);
    const months = Array.from({ length: 24 }, (_, month) => Float64Array.from(wards, (ward) => ward.counts[month]!));
    const rows = backtest({ months, methods: { plainCount }, baseline: "plainCount" });
    expect(rows.map((row) => row.pai!.toFixed(4))).toEqual(["7.4786", "3.9432", "3.0155"]);
    for (const [k, known] of [0.8659, 0.8394, 0.8434].entries())
      expect(Math.abs(rows[k]!.pei! - known)).toBeLessThan(1e-4);
  });

  it("show the May 2019 spikes of Havering, from points in the wards of 2018", () => {
    const wards = fromPoints();
    expect(wards).toHaveLength(657);
    const may = spikesOf(wards, 15, "Havering");
    expect(may.dispersion).toBeCloseTo(1.43, 2);
    const rainham = may.of("Rainham and Wennington");
    const elmPark = may.of("Elm Park");
    const romford = may.of("Romford Town");
    expect([rainham, elmPark, romford].map((ward) => ward.mean.toFixed(2))).toEqual(["2.67", "1.17", "14.67"]);
    expect([rainham, elmPark, romford].map((ward) => ward.flagged)).toEqual([true, true, false]);
    expect([rainham.q!, elmPark.q!].map((q) => q.toFixed(3))).toEqual(["0.010", "0.010"]);
    expect([rainham.qForce, elmPark.qForce].map((q) => q.toFixed(3))).toEqual(["0.054", "0.063"]);
  });

  it("show Rainham & Wennington's published 13 against 3.0, then 8, 9, 5, 6, 6", () => {
    const wards = published();
    const ward = wards.find(({ name }) => name === "Rainham & Wennington")!;
    expect([...ward.counts.slice(16, 22)]).toEqual([13, 8, 9, 5, 6, 6]);
    expect(spikesOf(wards, 16, ward.borough).of(ward.name)).toMatchObject({ mean: 3, flagged: true });
  });
});
