import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Backtest } from "../../../server/api/backtest.ts";
import { Concentration } from "../../../server/api/concentration.ts";
import { Emerging } from "../../../server/api/emerging.ts";
import type { BacktestBody, ConcentrationBody, EmergingBody, HotspotsBody } from "../../../server/api/types.ts";
import { backends } from "../../db/backends.ts";
import { MARKET, STREET } from "./market-city.ts";
import { startTown, type Town } from "./start-town.ts";

const shapes = { concentration: Compile(Concentration), backtest: Compile(Backtest), emerging: Compile(Emerging) };

describe.each(backends)("statistics over months on $name", ({ name }) => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(name);
  });
  afterAll(() => town.stop());

  const get = async <Body>(path: string): Promise<Body> => (await town.get(path)).json();
  const error = async (path: string) => {
    const answer = await town.get(path);
    return [answer.statusCode, answer.json().error.code, answer.json().error.details?.field];
  };

  it("tells the share of the busiest cells, and who was first in how many months", async () => {
    const body = await get<ConcentrationBody>("/concentration");
    expect(shapes.concentration.Errors(body)).toEqual([]);
    const { cells } = await get<HotspotsBody>("/hotspots");
    const counts = cells.map(({ n }) => n).sort((a, b) => b - a);
    const [top] = body.cuts;
    const k = Math.round(0.01 * cells.length);
    const n = counts.slice(0, k).reduce((a, b) => a + b, 0);
    expect(top).toEqual({ cut: 0.01, cells: k, n, share: n / body.total });
    expect(body.ranks.months).toHaveLength(24);
    const street = body.ranks.cells.find(({ cell }) => cell === STREET);
    expect(street).toMatchObject({ top10: 24, top3: 24 });
    expect(body.ranks.cells[0]?.cell).toBe(STREET);
    expect(body.ranks.wards.every(({ top1, top3, top10 }) => top1 <= top3 && top3 <= top10 && top10 <= 24)).toBe(true);
    expect(body.ranks.wards.reduce((sum, { top1 }) => sum + top1, 0)).toBeGreaterThanOrEqual(24);
  });

  it("lists the cells of the area alone, with their rank in the universe", async () => {
    const all = await get<ConcentrationBody>("/concentration");
    const park = await get<ConcentrationBody>("/concentration?area=E05000004");
    expect(park.ranks.cells.length).toBeLessThan(all.ranks.cells.length);
    for (const row of park.ranks.cells) expect(all.ranks.cells).toContainEqual(row);
    expect(park.cuts).toEqual(all.cuts);
  });

  it("sets four methods side by side over twelve forecasts, and says which does not beat the plain count", async () => {
    const body = await get<BacktestBody>("/backtest");
    expect(shapes.backtest.Errors(body)).toEqual([]);
    expect([body.gate, body.months.length, body.months[0]]).toEqual([null, 12, "2019-01"]);
    expect(new Set(body.rows.map(({ method }) => method))).toEqual(
      new Set(["plain_count", "gi_star", "persistence", "ring_kernel"]),
    );
    for (const row of body.rows) {
      expect(row.forecasts).toBe(12);
      expect(row.paiRange?.min).toBeLessThanOrEqual(row.pai ?? -1);
      expect(row.paiRange?.max).toBeGreaterThanOrEqual(row.pai ?? Number.POSITIVE_INFINITY);
      if (row.method === "plain_count") expect([row.beatsPlainCount, row.says]).toEqual([null, null]);
      else expect(row.says === null).toBe(row.beatsPlainCount);
    }
    const [plain] = body.rows;
    expect(plain?.pai).toBeGreaterThan(10);
    expect(body.method.caption).toBe("predicts recording, not dealing");
  });

  it("backtests wards, too, and gates what has too few months", async () => {
    const wards = await get<BacktestBody>("/backtest?unit=ward");
    expect(shapes.backtest.Errors(wards)).toEqual([]);
    expect([wards.units, wards.res, wards.rows.length]).toEqual([5, null, 6]);
    const early = await get<BacktestBody>("/backtest?to=2019-07-01");
    expect([early.gate?.reason, early.rows]).toEqual(["too_few_months", []]);
    expect(early.gate?.message).toContain("2017-07");
    expect((await get<BacktestBody>("/backtest?to=2019-07-01&origins=6")).gate).toBeNull();
  });

  it("is where the method card says the backtest is", async () => {
    const { method } = await get<HotspotsBody>("/hotspots");
    const answer = await town.app.inject({ url: method.backtest ?? "" });
    expect([answer.statusCode, answer.json().gate]).toEqual([200, null]);
    const east = await get<HotspotsBody>("/hotspots?universe=E09000002");
    const own = await town.app.inject({ url: east.method.backtest ?? "" });
    expect(own.json().units).toBe(east.universe.size);
  });

  it("gives every cell of the cube a class, with its reason, and its months on demand", async () => {
    const body = await get<EmergingBody>(`/emerging?from=2018-01-01&to=2020-01-01&cell=${MARKET}`);
    expect(shapes.emerging.Errors(body)).toEqual([]);
    expect([body.gate, body.months.length]).toEqual([null, 24]);
    expect(body.classes.reduce((sum, { cells }) => sum + cells, 0)).toBe(body.universe.size);
    const market = body.cells.find(({ cell }) => cell === MARKET);
    expect(market?.class_arcgis).toBe("persistent hot spot");
    expect(market?.reason).toBe("Hot in 23 and cold in 0 of 23 months; hot since 2018-02.");
    expect(market?.trend.direction).toBe("none");
    expect(market?.months).toHaveLength(24);
    expect(market?.months?.[0]).toMatchObject({ month: "2018-01", state: null, z: null });
    expect(market?.months?.slice(1).every(({ state }) => state === "hot")).toBe(true);
    expect(body.cells.filter(({ cell }) => cell !== MARKET).every(({ months }) => months === null)).toBe(true);
  });

  it("gives no emerging class to short windows, fine cells or gaps, and says why", async () => {
    const reason = async (query: string) => (await get<EmergingBody>(`/emerging?${query}`)).gate?.reason;
    expect(await reason("from=2019-06-01&to=2020-01-01")).toBe("too_few_months");
    expect(await reason("from=2017-06-01&to=2019-01-01")).toBe("too_few_months");
    expect(await reason("res=10")).toBe("resolution_finer_than_points");
    expect(await reason("category=violence")).toBe("too_few_incidents");
  });

  it.each(["/concentration", "/backtest", "/emerging"])("gives the same bytes of %s again", async (path) => {
    expect((await town.get(path)).body).toBe((await town.get(path)).body);
  });

  it.each([
    ["/emerging?ring=4", "ring"],
    ["/emerging?cell=zzz", "cell"],
    ["/emerging?cell=89194ac000bffff", "cell"],
    ["/backtest?from=2019-01-01", "from"],
    ["/backtest?origins=25", "origins"],
    ["/backtest?unit=lsoa", "unit"],
    ["/backtest?unit=ward&ring=2", "ring"],
    ["/backtest?unit=ward&to=2019-02-30", "to"],
    ["/concentration?ring=1", "ring"],
  ])("refuses %s naming %s", async (path, field) => {
    expect(await error(path)).toEqual([400, "invalid_query", field]);
  });
});
