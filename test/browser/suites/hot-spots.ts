import { readFile } from "node:fs/promises";
import { cellToLatLng } from "h3-js";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { formatCount } from "../../../client/src/format.ts";
import type { BacktestBody, ClustersBody, HotspotsBody, SeriesBody } from "../../../server/api/types.ts";
import { pdfPages } from "../pdf-text.ts";
import { paintedPixels, screenPoint } from "../pixels.ts";
import { cellsDrawn, expectAccessible, type Site, settled, shoot } from "../site.ts";

/** Hot areas and hot places: the map, the ranked list, a place's profile, and what is taken along. */
export function hotSpotSuite(site: () => Site, period: () => string): void {
  const clusters = () => site().ask<ClustersBody>(`/clusters?dataset=demo&category=drugs&res=9&${period()}`);

  describe("hot spots", () => {
    it("have the service's own classes in the legend, and every row of them in the table", async () => {
      const answer = await site().ask<HotspotsBody>(`/hotspots?dataset=demo&category=drugs&res=9&${period()}`);
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&mode=hot&list=table`);
      await cellsDrawn(page);
      const legend = await legendNumbers(page);
      expect(legend).toEqual(expectedClasses(answer));
      const listed = answer.cells.filter((cell) => cell.n > 0 || (cell.class ?? 0) > 0).length;
      expect(await page.locator(".list-head").innerText()).toContain(`${formatCount(listed)} hexagons`);
      await shoot(page, "hot-spots");
      await expectAccessible(page);
      await page.context().close();
    });

    it("are drawn in their colours, with marks and outlines", async () => {
      const { clusters: found } = await clusters();
      const [lat, lng] = cellToLatLng(found[0]?.id ?? "");
      const page = await site().open(
        `#/analyse?dataset=demo&category=drugs&${period()}&mode=hot&map=13.00/${lat.toFixed(5)}/${lng.toFixed(5)}`,
      );
      await cellsDrawn(page);
      await page.waitForSelector(".place-row");
      await settled(page);
      const pixels = await paintedPixels(page);
      // FDR 1 % at 92 % over the ground, a hatched cell's fill, and the outline's ink.
      for (const colour of [
        [88, 46, 88],
        [225, 223, 214],
        [22, 34, 42],
      ])
        expect(near(pixels, colour), colour.join()).toBeGreaterThan(60);
      await shoot(page, "hot-spots-close");
      const at = screenPoint(page, lng, lat);
      await page.mouse.move(at.x + 4, at.y + 3);
      expect(await page.locator(".tooltip").innerText()).toMatch(/hot, FDR 1 %|near|not significant/);
      await page.context().close();
    });

    it("fetch columns alone when the month is stepped", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&mode=hot&list=table`);
      await cellsDrawn(page);
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.getByRole("button", { name: "One month back" }).click();
      await page.waitForFunction(() => performance.getEntriesByName("hexbeat:month-step").length === 1);
      await settled(page);
      expect(asked.filter((path) => path.startsWith("/api/v1/hotspots")).slice(0, 2)).toEqual([
        "/api/v1/hotspots",
        "/api/v1/hotspots",
      ]);
      expect(asked).not.toContain("/api/v1/hotspots/index");
      await page.context().close();
    });

    it("say why where there is no class, and keep the counts", async () => {
      const to = period().slice(-10);
      const month = `${to.slice(0, 5)}${String(Number(to.slice(5, 7)) - 1).padStart(2, "0")}-01`;
      const page = await site().open(
        `#/analyse?dataset=demo&category=production&from=${month}&to=${to}&mode=hot&list=table`,
      );
      await cellsDrawn(page);
      await page.waitForSelector(".map-message");
      await settled(page);
      expect(await page.locator(".map-message").innerText()).toContain("No class can be given here.");
      expect(Object.keys(await legendNumbers(page))).toEqual(["counted, not tested"]);
      await shoot(page, "hot-spots-gated");
      await expectAccessible(page);
      await page.getByRole("button", { name: "The last 12 months" }).click();
      await page.waitForSelector(".map-message", { state: "detached" });
      expect(Object.keys(await legendNumbers(page))).toContain("hot, FDR 5 %");
      await page.context().close();
    });
  });

  describe("the ranked list", () => {
    it("is the first thing beside the map: rank, name, numbers and reasons as the service gives them", async () => {
      const { clusters: found } = await clusters();
      const backtest = await site().ask<BacktestBody>(
        `/backtest?dataset=demo&category=drugs&res=9&to=${period().slice(-10)}`,
      );
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}`);
      await cellsDrawn(page);
      await page.waitForSelector(".place-row");
      expect(
        await page.locator(".place-row").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-id"))),
      ).toEqual(found.map(({ id }) => id));
      const first = await page.locator(".place-row").first().innerText();
      expect(first).toContain(found[0]?.name.split(", by ")[0]);
      expect(first).toContain(`${formatCount(found[0]?.n ?? 0)} in 12 months`);
      const plain = backtest.rows.find((row) => row.method === "plain_count" && row.cut === 0.01);
      await page.waitForFunction(() => document.querySelector(".backtest")?.textContent?.includes("Backtest of 12"));
      expect(await page.locator(".backtest").innerText()).toContain(
        `${Math.round((plain?.hitRate ?? 0) * 100)} % by plain count`,
      );
      await settled(page);
      await shoot(page, "places-first-screen");
      await expectAccessible(page);
      await page.context().close();
    });

    it("takes three lines for a place, with its market, and keeps why it is listed for those who hear it", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}`);
      await cellsDrawn(page);
      await page.locator(".place-chips .market").first().waitFor();
      const heights = await page
        .locator(".place-button")
        .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
      // 12 for the edges, and 23 a line: name, where, chips.
      expect(Math.max(...heights)).toBeLessThanOrEqual(12 + 3 * 23);
      const said = await page.locator(".place-button").allInnerTexts();
      for (const words of said) expect(words).toMatch(/Because .*\(q.*\)\./);
      await page.context().close();
    });

    it("leads to a place's profile with its reasons, months, hours, effort and method, and back", async () => {
      const { clusters: found } = await clusters();
      const second = found[1];
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&mode=hot`);
      await cellsDrawn(page);
      await page.locator(".place-button").nth(1).click();
      await page.waitForSelector(".place-profile .chart .bar");
      await settled(page);
      expect(page.url()).toContain(`place=${second?.id}`);
      expect(await page.locator(".place-profile .big").innerText()).toBe(formatCount(second?.n ?? 0));
      await page.getByText("Repeat locations").waitFor();
      const words = await page.locator(".place-profile").innerText();
      for (const part of [
        "Because",
        "By month",
        "When in the week",
        "Open or closed market",
        "Police effort",
        "Repeat locations",
      ])
        expect(words).toContain(part);
      expect(await page.locator(".marking").innerText()).toBe("OFFICIAL-SENSITIVE");
      const series = await site().ask<SeriesBody>(
        `/series?dataset=demo&category=drugs&unit=month&from=2023-11-01&to=${period().slice(-10)}&cell=${second?.cells.join()}`,
      );
      const bars = await page.locator(".place-profile .chart").first().locator(".bar title").allTextContents();
      expect(bars.map((bar) => Number(bar.split(": ")[1]?.replaceAll(",", "")))).toEqual(
        series.rows.map((row) => row.n),
      );
      await shoot(page, "place-profile");
      await expectAccessible(page);
      await page.getByRole("button", { name: "← All places" }).click();
      await page.waitForSelector(".place-row");
      await page.context().close();
    });

    it("opens the nomination of a place's core", async () => {
      const { clusters: found } = await clusters();
      const page = await site().open(
        `#/analyse?dataset=demo&category=drugs&${period()}&mode=hot&place=${found[0]?.id}`,
      );
      await cellsDrawn(page);
      await page.getByRole("button", { name: "Nominate as target area" }).click();
      await page.waitForSelector("dialog.nominate[open]");
      await settled(page);
      await shoot(page, "nominate");
      await expectAccessible(page);
      await page.context().close();
    });

    it("prints the map, the first places and the method on three sheets of A4", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&mode=hot`);
      await cellsDrawn(page);
      await page.waitForSelector(".place-row");
      await settled(page);
      const sheets = pdfPages(await page.pdf({ path: "test-results/print-places.pdf", preferCSSPageSize: true }));
      expect(sheets).toHaveLength(3);
      expect(sheets[1]).toContain("Places to look at");
      expect(sheets[2]).toContain("What 5 % means here");
      for (const sheet of sheets) {
        expect(sheet).toContain("OFFICIAL");
        expect(sheet).toContain("SYNTHETIC – not real places’ crime");
      }
      await page.context().close();
    });

    it("is taken along as CSV and as outlines, by the service's own hand", async () => {
      const { clusters: found } = await clusters();
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}`);
      await cellsDrawn(page);
      await page.waitForSelector(".place-row");
      const text = async (name: string) => {
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.locator(".list-foot").getByRole("button", { name, exact: true }).click(),
        ]);
        expect(download.suggestedFilename()).toContain("SYNTHETIC");
        return readFile(await download.path(), "utf8");
      };
      expect((await text("CSV")).trim().split("\n").length).toBeGreaterThan(found.length);
      const outlines = JSON.parse(await text("GeoJSON"));
      expect(outlines.features).toHaveLength(found.length * 2);
      await page.context().close();
    });
  });

  describe("the method card", () => {
    it("tells in plain words what 5 % means, the universe, the biases and the backtest", async () => {
      const { method, universe } = await clusters();
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&mode=hot`);
      await cellsDrawn(page);
      await page.waitForSelector(".place-row");
      await page.getByRole("button", { name: "Method", exact: true }).click();
      await page.waitForSelector("dialog[open] .plain-table");
      const words = await page.locator("dialog[open]").innerText();
      expect(words).toContain(method.what5PercentMeans);
      expect(words).toContain(`${formatCount(universe.size)} cells`);
      for (const bias of method.knownBiases) expect(words).toContain(bias);
      expect(page.url()).toContain("panel=method");
      await shoot(page, "method-card");
      await expectAccessible(page);
      await page.getByRole("button", { name: "Close" }).click();
      await page.waitForSelector("dialog[open]", { state: "detached" });
      await page.context().close();
    });
  });
}

/** The legend's classes with their numbers of cells. */
export async function legendNumbers(page: Page): Promise<Record<string, number>> {
  const rows = await page
    .locator(".legend-names li")
    .evaluateAll((found) =>
      found.map((row): [string, string] => [
        row.querySelector(".legend-label")?.textContent ?? "",
        row.querySelector(".number")?.textContent ?? "",
      ]),
    );
  return Object.fromEntries(rows.map(([label, number]) => [label, Number(number.replaceAll(",", ""))]));
}

/** From the service's own classes: near = flagged, but no busier than the median of the occupied cells. */
function expectedClasses({ cells, method }: HotspotsBody): Record<string, number> {
  const median = Number(method.parameters["occupiedMedian"]);
  const count = (wanted: (cell: HotspotsBody["cells"][number]) => boolean) => cells.filter(wanted).length;
  const level = (at: number) => count((cell) => cell.class === at && cell.n > median);
  return {
    "not significant": count((cell) => cell.n > 0 && (cell.class ?? 0) <= 0),
    "near a hot spot": count((cell) => (cell.class ?? 0) > 0 && cell.n <= median),
    "hot, FDR 10 %": level(1),
    "hot, FDR 5 %": level(2),
    "hot, FDR 1 %": level(3),
  };
}

/** Pixels within 6 of a colour in each channel. */
function near(pixels: Uint8Array, colour: readonly number[]): number {
  let found = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    if (colour.every((value, at) => Math.abs((pixels[i + at] ?? 0) - value) <= 6)) found++;
  }
  return found;
}
