import { gridDisk } from "h3-js";
import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CELL_INDEX_TYPE, decodeCellIndex, expandCell } from "../../../server/api/cell-columns.ts";
import { decodeHotspots, HOTSPOT_VALUES_TYPE } from "../../../server/api/hotspot-columns.ts";
import { Hotspots } from "../../../server/api/hotspots.ts";
import type { HotspotsBody } from "../../../server/api/types.ts";
import { backends } from "../../db/backends.ts";
import { MARKET, STREET } from "./market-city.ts";
import { startTown, type Town } from "./start-town.ts";

const shape = Compile(Hotspots);

describe.each(backends)("hot areas on $name", ({ name }) => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(name);
  });
  afterAll(() => town.stop());

  const ask = async (query = ""): Promise<HotspotsBody> => (await town.get(`/hotspots${query}`)).json();
  const error = async (query: string) => {
    const answer = await town.get(`/hotspots${query}`);
    return [answer.statusCode, answer.json().error.code, answer.json().error.details?.field];
  };

  it("answers in the contract's form, every cell of the universe once, by default exact, capped, upper, ring 1", async () => {
    const body = await ask();
    expect(shape.Errors(body)).toEqual([]);
    expect(body).toMatchObject({
      dataset: "police-uk",
      res: 9,
      ring: 1,
      cap: "p99",
      p: "exact",
      tail: "upper",
      gate: null,
    });
    expect(body.universe).toEqual({
      size: body.cells.length,
      set: body.universe.set,
      areas: ["E09000001", "E09000002"],
    });
    expect(new Set(body.cells.map(({ cell }) => cell)).size).toBe(body.universe.size);
    expect(body.cells.reduce((sum, { n }) => sum + n, 0)).toBe(body.total);
    expect(body.total).toBe(12 * (15 + 6 + 40 + 5) + 14);
  });

  it("finds the spread market across the border, and not the one-street market", async () => {
    const { cells } = await ask();
    const byCell = new Map(cells.map((cell) => [cell.cell, cell]));
    expect(gridDisk(MARKET, 1).map((cell) => byCell.get(cell)?.class)).toContain(3);
    expect(byCell.get(MARKET)).toMatchObject({ class: 3 });
    expect(byCell.get(STREET)?.class).toBeLessThan(3);
  });

  it("lists the cells of the area alone and never changes the test for it", async () => {
    const all = new Map((await ask()).cells.map((cell) => [cell.cell, cell]));
    const east = await ask("?area=E09000002");
    expect(east.cells.length).toBeGreaterThan(20);
    expect(east.cells.length).toBeLessThan(all.size);
    for (const cell of east.cells) expect(cell).toEqual(all.get(cell.cell));
    expect(east.universe.size).toBe(all.size);
  });

  it("tests on another universe when one is named", async () => {
    const east = await ask("?universe=E09000002");
    expect(east.universe).toMatchObject({ areas: ["E09000002"], size: east.cells.length });
    expect(east.method.exclusions.join(" ")).toMatch(/\d+ incidents lie in no cell of the universe/);
    const wards = await ask("?universe=E05000003,E05000004");
    expect(wards.cells).toEqual(east.cells);
    expect(wards.universe.set).not.toBe(east.universe.set);
  });

  it("prints cap and p of every kind, and samples the same draws for the same seed", async () => {
    const capped = await ask();
    expect(capped.method.parameters["capValue"]).toBeTypeOf("number");
    expect((await ask("?cap=none")).method.parameters["capValue"]).toBeNull();
    const normal = await ask("?p=normal");
    expect(normal.cells.map(({ p }) => p)).toEqual(capped.cells.map(({ pNormal }) => pNormal));
    const sampled = async (seed: number) =>
      (await ask(`?p=permutation&permutations=99&seed=${seed}`)).cells.map(({ p }) => p);
    const [one, again, two] = [await sampled(1), await sampled(1), await sampled(2)];
    expect(again).toEqual(one);
    expect(two).not.toEqual(one);
    for (const p of one) expect(p).toBeGreaterThanOrEqual(1 / 100);
    expect((await ask("?p=permutation&permutations=99&seed=7")).method).toMatchObject({ seed: 7 });
    expect(capped.method.seed).toBeNull();
  });

  it("tells the median of the occupied cells, under which a flagged cell is only near a hot spot", async () => {
    const body = await ask();
    const occupied = body.cells
      .map(({ n }) => n)
      .filter((n) => n > 0)
      .sort((a, b) => a - b);
    const half = occupied.length / 2;
    const median = ((occupied[Math.ceil(half) - 1] ?? 0) + (occupied[Math.floor(half)] ?? 0)) / 2;
    expect(body.method.parameters["occupiedMedian"]).toBe(median);
  });

  it("knows two-sided and lower tails", async () => {
    expect((await ask("?tail=two")).cells.find(({ cell }) => cell === MARKET)?.class).toBe(3);
    const cold = await ask("?tail=lower");
    expect(cold.cells.every((cell) => cell.class !== null && cell.class <= 0)).toBe(true);
  });

  it("gives no class and the reason under the gate", async () => {
    const few = await ask("?category=violence");
    expect(few.gate).toMatchObject({ reason: "too_few_incidents" });
    expect(few.gate?.message).toMatch(/^No class because/);
    expect(few.cells.length).toBe(few.universe.size);
    expect(few.cells.every(({ z, q, class: level }) => z === null && q === null && level === null)).toBe(true);
  });

  it("gives no class on cells finer than snapped points, and says why", async () => {
    const fine = await ask("?res=10");
    expect(fine.gate?.reason).toBe("resolution_finer_than_points");
    expect(fine.total).toBe(12 * 66 + 14);
    expect((await ask("?res=8")).gate).toBeNull();
  });

  it("carries its method: data, filters, exclusions, universe, parameters, version, what 5 % means, biases, caption", async () => {
    const { method } = await ask("?area=E09000002");
    expect(method).toMatchObject({
      dataset: "police-uk",
      synthetic: false,
      filters: { from: "2019-01-01", to: "2020-01-01", area: ["E09000002"] },
      parameters: { res: 9, ring: 1, cap: "p99", p: "exact", tail: "upper" },
      caption: "predicts recording, not dealing",
    });
    expect(method.filters.category).toEqual(["drug_unsplit", "supply", "production", "possession"]);
    expect(method.softwareVersion).toMatch(/^hexbeat \d/);
    expect(method.what5PercentMeans).toContain("exchangeable");
    expect(method.knownBiases.join(" ")).toContain("nine in ten are possession");
  });

  it("gives the same bytes again, and 304 to whom has them", async () => {
    const [first, second] = [await town.get("/hotspots"), await town.get("/hotspots")];
    expect(second.body).toBe(first.body);
    expect((await town.get("/hotspots", { "if-none-match": String(first.headers.etag) })).statusCode).toBe(304);
    expect((await town.get("/hotspots?ring=2", { "if-none-match": String(first.headers.etag) })).statusCode).toBe(200);
  });

  it("says the same in CSV and in binary columns", async () => {
    const { cells, total } = await ask("?area=E09000001");
    const csv = (await town.get("/hotspots?area=E09000001", { accept: "text/csv" })).body.split("\r\n");
    expect(csv[0]).toMatch(/^cell,n,z,p,pNormal,q,class,dataset,/);
    const first = cells[0];
    const values = [first?.cell, first?.n, first?.z, first?.p, first?.pNormal, first?.q, first?.class];
    expect(csv[1]?.startsWith(`${values.join(",")},police-uk,`)).toBe(true);
    expect(csv).toHaveLength(cells.length + 2);
    const columns = decodeHotspots(
      (await town.get("/hotspots?area=E09000001", { accept: HOTSPOT_VALUES_TYPE })).rawPayload,
    );
    const index = decodeCellIndex(
      (await town.get("/hotspots/index?area=E09000001", { accept: CELL_INDEX_TYPE })).rawPayload,
    );
    expect(Array.from(index.compact, (cell) => expandCell(cell, 9))).toEqual(cells.map(({ cell }) => cell));
    expect([columns.total, [...columns.n]]).toEqual([total, cells.map(({ n }) => n)]);
    expect([...(columns.tested?.class ?? [])]).toEqual(cells.map((cell) => cell.class));
    for (const [row, { q, p }] of cells.entries()) {
      expect(10 ** -(columns.tested?.q[row] ?? 0)).toBeCloseTo(q ?? -1, 6);
      expect(columns.tested?.p[row]).toBeCloseTo(-Math.log10(p ?? 1), 4);
    }
    const gated = decodeHotspots(
      (await town.get("/hotspots?category=violence", { accept: HOTSPOT_VALUES_TYPE })).rawPayload,
    );
    expect([gated.tested, gated.total]).toEqual([null, 0]);
  });

  it.each([
    ["?ring=4", 400, "invalid_query", "ring"],
    ["?ring=0", 400, "invalid_query", "ring"],
    ["?cap=p95", 400, "invalid_query", "cap"],
    ["?p=bootstrap", 400, "invalid_query", "p"],
    ["?tail=both", 400, "invalid_query", "tail"],
    ["?p=permutation&permutations=10000", 400, "invalid_query", "permutations"],
    ["?seed=-1", 400, "invalid_query", "seed"],
    ["?res=11", 400, "invalid_query", "res"],
    ["?universe=E09999999", 400, "invalid_query", "universe"],
    ["?universe=E09000001,E05000003", 400, "mixed_vintages", "universe"],
    ["?area=E09999999", 400, "invalid_query", "area"],
    ["?area=E09000001,E05000003", 400, "mixed_vintages", "area"],
    ["?from=2019-05-15", 400, "window_finer_than_precision", "from"],
    ["?dataset=nope", 400, "invalid_query", "dataset"],
    ["?version=1", 400, "invalid_query", "version"],
  ])("refuses %s with %i %s naming %s", async (query, status, code, field) => {
    expect(await error(query)).toEqual([status, code, field]);
  });

  it("says so where the area lies outside the universe", async () => {
    expect(await error("?area=E05000005")).toEqual([400, "invalid_query", "area"]);
  });

  it("goes on answering after work was cancelled", async () => {
    const cancelled = new AbortController();
    const asked = town.app.inject({
      url: "/api/v1/hotspots?p=permutation&permutations=9999",
      signal: cancelled.signal,
    });
    setTimeout(() => cancelled.abort(), 50);
    await expect(asked).rejects.toThrow(/abort/i);
    expect((await ask()).gate).toBeNull();
  });
});
