import { cellToCenterChild, cellToLatLng, gridDisk, latLngToCell } from "h3-js";
import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Clusters } from "../../../server/api/clusters.ts";
import type { ClustersBody } from "../../../server/api/types.ts";
import { backends } from "../../db/backends.ts";
import { fileWith, importEach } from "../../ingest/importing.ts";
import { extractMapping } from "../extract-mapping.ts";
import { CUSTODY, MARKET, STREET } from "./market-city.ts";
import { startTown, type Town } from "./start-town.ts";

const shape = Compile(Clusters);
const EXACT = extractMapping({ name: "exact-records", values: { supply: "supply" } });

/** Twelve months of five records in one cell of resolution 10 and two in another beside it. */
function exactRecords(fine: string, beside: string): string {
  const lines = ["Ref,When,What,Lng,Lat"];
  for (let month = 1; month <= 12; month++) {
    for (const cell of [...Array.from({ length: 5 }, () => fine), beside, beside]) {
      const [lat, lng] = cellToLatLng(cell);
      lines.push(
        `X${lines.length},15/${String(month).padStart(2, "0")}/2021 12:00,supply,${lng.toFixed(6)},${lat.toFixed(6)}`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

describe.each(backends)("the ranked list on $name", ({ name }) => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(name);
  });
  afterAll(() => town.stop());

  const ask = async (query = ""): Promise<ClustersBody> => (await town.get(`/clusters${query}`)).json();
  const holding = async (cell: string, query = "") =>
    (await ask(query)).clusters.find(({ cells }) => cells.includes(cell));

  it("is in the contract's form, ranked by incidents, each cell in one cluster at most", async () => {
    const body = await ask();
    expect(shape.Errors(body)).toEqual([]);
    expect([body.gate, body.gates]).toEqual([null, { areas: null, places: null }]);
    expect(body.clusters.map(({ rank }) => rank)).toEqual(body.clusters.map((_, at) => at + 1));
    const counts = body.clusters.map(({ n }) => n);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    const cells = body.clusters.flatMap((cluster) => cluster.cells);
    expect(new Set(cells).size).toBe(cells.length);
    expect(body.found).toBe(body.clusters.length);
  });

  it("merges the spread market across the border and names it by ward and station", async () => {
    const market = await holding(MARKET);
    expect(market?.rank).toBe(1);
    expect(market?.label).toMatch(/area|both/);
    expect(market?.boroughs.map(({ name }) => name).sort()).toEqual(["Eastham", "Westham"]);
    expect(market?.name).toMatch(/^(Mill|Quay), by Market Cross station$/);
    expect(market?.wards.reduce((sum, { n }) => sum + n, 0)).toBe(market?.n);
    expect(market?.evidence.areaQ).toBeLessThanOrEqual(0.025);
  });

  it("cuts a core of the fewest cells that hold 60 %, of the cluster's own resolution where points are snapped", async () => {
    const market = await holding(MARKET);
    if (market === undefined) throw new Error("no market");
    expect(market.core.res).toBe(9);
    expect(market.core.n).toBeGreaterThanOrEqual(0.6 * market.n);
    expect(market.core.cells[0]).toBe(MARKET);
    expect(market.core.cells.every((cell) => market.cells.includes(cell))).toBe(true);
    expect(market.core.hectares).toBeLessThan(market.hectares);
    expect(market.core.places[0]).toMatchObject({ kind: "station", name: "Market Cross" });
    expect(gridDisk(MARKET, 1)).toEqual(expect.arrayContaining(market.core.cells));
  });

  it("lists the one-street market as a place, with its share of the borough and its months", async () => {
    const street = await holding(STREET);
    expect(street).toMatchObject({ id: STREET, label: "place", n: 74, cells: [STREET] });
    expect(street?.boroughs[0]?.name).toBe("Eastham");
    const counts: { areas: { code: string; n: number }[] } = (await town.get("/area-counts?kind=borough")).json();
    const eastham = counts.areas.find(({ code }) => code === "E09000002")?.n ?? 0;
    expect(street?.share).toBe(74 / eastham);
    expect(street?.trend).toHaveLength(12);
    expect(street?.trend.reduce((sum, { n }) => sum + n, 0)).toBe(74);
  });

  it("says that the custody suite's records are put there by default", async () => {
    expect((await holding(CUSTODY))?.defaultPoints).toEqual([{ flag: "custody_suite", n: 60 }]);
  });

  it("compares ranks with the window a month earlier", async () => {
    const body = await ask();
    expect(body.previous).toEqual({ from: "2018-12-01", to: "2019-12-01" });
    expect(body.clusters[0]).toMatchObject({ rank: 1, previousRank: 1, movement: 0 });
    const first = await ask("?from=2018-01-01&to=2019-01-01");
    expect([first.previous, first.clusters[0]?.movement]).toEqual([null, null]);
  });

  it("keeps an id from month to month", async () => {
    const before = await holding(MARKET, "?from=2018-11-01&to=2019-11-01");
    expect((await holding(MARKET))?.id).toBe(before?.id);
  });

  it("lists the clusters that touch the area, with their rank in the whole universe", async () => {
    const all = await ask();
    const park = await ask("?area=E05000004");
    expect(park.clusters.length).toBeLessThan(all.clusters.length);
    for (const cluster of park.clusters) expect(all.clusters).toContainEqual(cluster);
    expect(park.found).toBe(all.found);
  });

  it("lists hot areas alone, and why, where there are no 12 months", async () => {
    const early = await ask("?from=2018-01-01&to=2018-06-01");
    expect(early.gates).toMatchObject({ areas: null, places: { reason: "fewer_than_twelve_months" } });
    expect(early.gate).toBeNull();
    expect(early.clusters.every(({ label }) => label === "area")).toBe(true);
    const none = await ask("?category=violence");
    expect([none.gate?.reason, none.clusters]).toEqual(["too_few_incidents", []]);
  });

  it("gives the same bytes again", async () => {
    expect((await town.get("/clusters")).body).toBe((await town.get("/clusters")).body);
  });

  it("cuts the core finer where the points are known exactly", async () => {
    const fine = cellToCenterChild(STREET, 10);
    const beside =
      gridDisk(fine, 1).find((cell) => cell !== fine && latLngToCell(...cellToLatLng(cell), 9) === STREET) ?? "";
    const choices = { mapping: EXACT, force: "metropolitan", dataset: "exact" };
    await importEach(town.on, [await fileWith("exact.csv", exactRecords(fine, beside))], choices);
    const body = await ask("?dataset=exact");
    const street = body.clusters.find(({ cells }) => cells.includes(STREET));
    expect(street).toMatchObject({ label: "place", n: 12 * 7 });
    expect(street?.core).toMatchObject({ res: 10, cells: [fine], n: 12 * 5 });
    expect(body.method.caption).toBeNull();
  });
});
