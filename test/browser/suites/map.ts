import { cellToLatLng } from "h3-js";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { formatCount } from "../../../client/src/format.ts";
import type {
  AreaCollection,
  AreaCountsBody,
  CellCountsBody,
  DatasetListBody,
  SeriesBody,
} from "../../../server/api/types.ts";
import { classPixels, groundShare, paintedPixels, screenPoint } from "../pixels.ts";
import { cellsDrawn, expectAccessible, type Site, settled, shoot } from "../site.ts";

/** First screen, pointer, profile and choropleth on the demo city. */
export function mapSuite(site: () => Site, period: () => string): void {
  describe("the map", () => {
    it("lands on London with hexagons in the class colours, a legend with numbers and names", async () => {
      const page = await site().open();
      await cellsDrawn(page);
      await shoot(page, "analyse-first-screen");
      const drawn = classPixels(await paintedPixels(page));
      for (const [i, pixels] of drawn.entries()) expect(pixels, `class ${i + 1}`).toBeGreaterThan(20);
      const legend = await page.locator(".legend").innerText();
      expect(legend).toContain("Drug-related ASB per hexagon");
      expect(legend).toContain("Reported by the public");
      expect(legend).toContain("SYNTHETIC – not real places’ crime");
      expect(legend).toContain("Illustrative boundaries");
      expect(legend).toMatch(/n = [\d,]+/);
      expect(await page.locator(".marking").innerText()).toBe("OFFICIAL");
      expect(await page.locator(".maplibregl-ctrl-scale").innerText()).toMatch(/\d+\sk?m/);
      await expectAccessible(page);
      await page.context().close();
    });

    it("counts what the public reports first, everywhere; supply, possession and all offences are one click away", async () => {
      const { total } = await site().ask<CellCountsBody>(`/cells?dataset=demo&category=drug_asb&res=8&${period()}`);
      const page = await site().open("", { viewport: { width: 1280, height: 720 } });
      const asked = new Set<string>();
      page.on("request", (request) => asked.add(new URL(request.url()).searchParams.get("category") ?? "none"));
      await cellsDrawn(page);
      await page.waitForSelector(".place-row");
      expect(await page.locator(".legend").innerText()).toContain(`n = ${formatCount(total)} `);
      expect(page.url()).not.toContain("category=");
      expect([...asked].filter((category) => category !== "none")).toEqual(["drug_asb"]);
      expect(await page.locator(".controls .notice").count()).toBe(0);
      await page.getByText("Supply", { exact: true }).click();
      await page.waitForFunction(() => document.querySelector(".legend")?.textContent?.includes("Police-generated"));
      expect(page.url()).toContain("category=supply,production");
      await page.getByText("Possession", { exact: true }).click();
      await page.getByText(/possession offences beside [\d,]+ drug searches, [\d,]+ for every 100\.$/).waitFor();
      expect(page.url()).toContain("category=possession");
      await settled(page);
      await shoot(page, "analyse-possession");
      await expectAccessible(page);
      await page.getByText("All offences", { exact: true }).click();
      await page.waitForFunction(() => document.querySelector(".legend")?.textContent?.includes("Drug offences per"));
      expect(await page.locator("#category").inputValue()).toBe("drugs");
      await page.context().close();
    });

    it("opens on a city of which the legend covers nothing, in no mode", async () => {
      const { features } = await site().ask<AreaCollection>("/areas?dataset=demo&kind=borough");
      const corners = features.flatMap(({ geometry }) => geometry.coordinates.flat(2));
      for (const mode of ["count", "hot", "emerging", "markets", "joint"]) {
        const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&mode=${mode}`);
        await cellsDrawn(page);
        const legend = await page.locator(".legend").boundingBox();
        const lowest = Math.max(...corners.map(([lng = 0, lat = 0]) => screenPoint(page, lng, lat).y));
        expect(lowest, mode).toBeLessThanOrEqual(legend?.y ?? 0);
        await page.context().close();
      }
    });

    it("writes the watermark into the map's own pixels", async () => {
      const page = await site().open(`#/analyse?map=12.00/51.20000/1.20000`);
      await settled(page);
      // Far from London there is nothing but ground, and the words on it.
      const share = groundShare(await paintedPixels(page, { x: 280, y: 60, width: 560, height: 440 }));
      expect(share).toBeGreaterThan(0.8);
      expect(share).toBeLessThan(0.985);
      await page.context().close();
    });

    it("tells count and class under the pointer, and opens the profile of a clicked cell", async () => {
      const { cell, n } = await busiestCell(site());
      const [lat, lng] = cellToLatLng(cell);
      const page = await site().open(
        `#/analyse?dataset=demo&category=drugs&${period()}&res=9&map=13.00/${lat.toFixed(5)}/${lng.toFixed(5)}`,
      );
      await cellsDrawn(page);
      const at = screenPoint(page, lng, lat);
      await page.mouse.move(at.x + 3, at.y + 2);
      expect(await page.locator(".tooltip strong").innerText()).toBe(formatCount(n));
      expect(await page.locator(".tooltip").innerText()).toContain("class");
      await page.mouse.click(at.x + 3, at.y + 2);
      expect(await page.locator(".profile .big").innerText()).toBe(formatCount(n));
      expect(page.url()).toContain(`selected=${cell}`);
      const { datasets } = await site().ask<DatasetListBody>("/datasets");
      const demo = datasets.find((dataset) => dataset.id === "demo");
      const whole = `from=${demo?.from}&to=${demo?.to}`;
      const series = await site().ask<SeriesBody>(
        `/series?dataset=demo&category=drugs&unit=month&${whole}&cell=${cell}`,
      );
      await page.waitForSelector(".profile .chart .bar");
      const bars = await page.locator(".profile .chart").first().locator(".bar title").allTextContents();
      expect(bars).toHaveLength(series.rows.length);
      expect(bars.map((words) => Number(words.split(": ")[1]?.replaceAll(",", "")))).toEqual(
        series.rows.map((row) => row.n),
      );
      await settled(page);
      await shoot(page, "analyse-cell-profile");
      await expectAccessible(page);
      await page.context().close();
    });

    it.each(["wards", "boroughs"] as const)(
      "fills %s by their counts, with the table the service would give",
      async (show) => {
        const kind = show === "wards" ? "ward" : "borough";
        const counted = await site().ask<AreaCountsBody>(
          `/area-counts?dataset=demo&category=drugs&kind=${kind}&${period()}`,
        );
        const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&show=${show}`);
        await page.waitForSelector(".ranked tbody tr");
        await settled(page);
        await shoot(page, `analyse-${show}`);
        const best = counted.areas.toSorted((a, b) => b.n - a.n || (a.code < b.code ? -1 : 1))[0];
        const first = page.locator(".ranked tbody tr").first();
        expect(await first.getAttribute("data-id")).toBe(best?.code);
        expect(await first.locator(".number").innerText()).toBe(formatCount(best?.n ?? -1));
        const filled = classPixels(await filledPixels(page));
        expect(filled.filter((pixels) => pixels > 20).length).toBeGreaterThanOrEqual(4);
        await first.locator("button").click();
        await page.waitForSelector(".profile .chart");
        expect(await page.locator(".profile .big").innerText()).toBe(formatCount(best?.n ?? -1));
        await expectAccessible(page);
        await page.context().close();
      },
    );

    it("narrows to the chosen boroughs", async () => {
      const areas = await site().ask<AreaCollection>("/areas?dataset=demo&kind=borough");
      const borough = areas.features.find((feature) => feature.properties.name === "Havering");
      const code = borough?.properties.code ?? "";
      const narrowed = await site().ask<CellCountsBody>(
        `/cells?dataset=demo&category=drugs&res=8&${period()}&area=${code}`,
      );
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=8`);
      await cellsDrawn(page);
      await page.locator(".where summary").click();
      await page.getByRole("checkbox", { name: "Havering" }).check();
      await page.waitForFunction(
        (total) => document.querySelector(".legend")?.textContent?.includes(`n = ${total} `),
        formatCount(narrowed.total),
      );
      expect(page.url()).toContain(`area=${code}`);
      await shoot(page, "analyse-one-borough");
      await page.context().close();
    });
  });

  async function busiestCell(from: Site): Promise<{ cell: string; n: number }> {
    const { cells } = await from.ask<CellCountsBody>(`/cells?dataset=demo&category=drugs&res=9&${period()}`);
    const best = cells.toSorted((a, b) => b.n - a.n)[0];
    if (best === undefined) throw new Error("the demo has no cells");
    return best;
  }
}

/** The map's pixels with the colours of filled areas, which are opaque: made comparable with those of cells. */
async function filledPixels(page: Page): Promise<Uint8Array> {
  const pixels = await paintedPixels(page);
  const ground = [0xf3, 0xf1, 0xec];
  return pixels.map((value, i) => (i % 4 === 3 ? value : Math.round(value * 0.92 + (ground[i % 4] ?? 0) * 0.08)));
}
