import { beforeAll, describe, expect, it } from "vitest";
import { askDemoCity, rowAt } from "./load-demo-city.ts";

/** What the markets of a demo city must be, whatever its seed. The rules were chosen on other seeds. */
export function describeDemoCity(seed: number): void {
  describe(`markets of the demo city of seed ${seed}`, () => {
    let city: Awaited<ReturnType<typeof askDemoCity>>;
    beforeAll(async () => {
      city = await askDemoCity(seed);
    }, 240_000);

    const planted = () => city.truth.openMarkets.map(({ id, at }) => ({ id, row: rowAt(city.markets, at) }));
    const called = (places: readonly { id: string; at: readonly [number, number] }[], name: string) =>
      places.filter(({ at }) => rowAt(city.markets, at)?.class === name).map(({ id }) => id);

    it("list all 20 planted open markets, each in a row of its own", () => {
      expect(planted().filter(({ row }) => row === undefined)).toEqual([]);
      expect(new Set(planted().map(({ row }) => row?.id)).size).toBe(20);
    });

    it("have at least 18 of them among the first 25", () => {
      expect(planted().filter(({ row }) => (row?.rank ?? 99) <= 25).length).toBeGreaterThanOrEqual(18);
    });

    it("call at least 18 of them open", () => {
      expect(planted().filter(({ row }) => row?.class === "open").length).toBeGreaterThanOrEqual(18);
    });

    it("call at most one busy decoy open, and no closed market", () => {
      expect(called(city.truth.decoys, "open").length).toBeLessThanOrEqual(1);
      expect(called(city.truth.closedMarkets, "open")).toEqual([]);
    });

    it("call most of the closed markets closed, and no open one", () => {
      expect(called(city.truth.closedMarkets, "closed").length).toBeGreaterThanOrEqual(12);
      expect(called(city.truth.openMarkets, "closed")).toEqual([]);
    });

    it("call few other places open: a list that calls everything open finds nothing", () => {
      const own = new Set(planted().map(({ row }) => row?.id));
      expect(
        city.markets.filter((market) => market.class === "open" && !own.has(market.id)).length,
      ).toBeLessThanOrEqual(3);
    });

    it("flag the default plot points among the decoys", () => {
      const rows = city.truth.decoys
        .filter(({ kind }) => kind.endsWith("plot_point"))
        .flatMap(({ at }) => rowAt(city.markets, at) ?? []);
      expect(rows.length).toBeGreaterThan(0);
      for (const { defaultPoints } of rows) expect(defaultPoints[0]?.n).toBeGreaterThan(100);
    });
  });
}
