import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { formatCount } from "../../../client/src/format.ts";
import type {
  AreaCollection,
  AreaCountsBody,
  CellCountsBody,
  ClustersBody,
  HotspotsBody,
} from "../../../server/api/types.ts";
import { pdfPages } from "../pdf-text.ts";
import { MAP, screenPoint } from "../pixels.ts";
import { cellsDrawn, expectAccessible, type Site, settled, shoot } from "../site.ts";

const BCU = "mps-east-area";
const MEMBERS = ["E09000002", "E09000016", "E09000026"];
const TITLE = "East Area BCU";
const LINE = "Only East Area BCU (Barking and Dagenham, Havering, Redbridge)";

/** A group of boroughs in the place of one: what the map, its words, its lists and its files then answer for. */
export function areaGroupSuite(site: () => Site, period: () => string): void {
  describe("a group of boroughs", () => {
    it("is chosen by keyboard under a heading of its own; map, legend, table and file answer for it", async () => {
      const group = await site().ask<CellCountsBody>(
        `/cells?dataset=demo&category=drugs&res=8&${period()}&area=${BCU}`,
      );
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=8&list=table`);
      await cellsDrawn(page);
      await page.locator(".where summary").focus();
      await page.keyboard.press("Enter");
      const choice = page.getByRole("group", { name: "Groups of boroughs" }).getByRole("checkbox", { name: TITLE });
      const hint = await choice.getAttribute("aria-describedby");
      expect(await page.locator(`#${hint}`).innerText()).toBe("Barking and Dagenham, Havering, Redbridge");
      await expectAccessible(page);
      await choice.focus();
      await page.keyboard.press("Space");
      await page.waitForFunction(
        (n) => document.querySelector(".legend")?.textContent?.includes(`n = ${n} `),
        formatCount(group.total),
      );
      await settled(page);
      expect(page.url()).toContain(`area=${BCU}`);
      expect(await page.locator(".where summary").innerText()).toContain(TITLE);
      expect(await page.locator(".legend h2").innerText()).toMatch(/^Drug offences per hexagon .* · East Area BCU$/);
      expect(await page.locator(".legend").innerText()).toContain(LINE);
      expect(await page.locator(".list-head").innerText()).toContain(
        `${formatCount(group.total)} in ${formatCount(group.cells.length)} hexagons · ${TITLE}`,
      );
      expect(await inSight(page, site())).toBe(true);
      await shoot(page, "analyse-area-group");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "All rows as CSV" }).click(),
      ]);
      expect(download.suggestedFilename()).toContain(BCU);
      const rows: Record<string, string>[] = parse(await readFile(await download.path(), "utf8"), { columns: true });
      expect(rows.reduce((sum, row) => sum + Number(row["n"]), 0)).toBe(group.total);
      expect(new Set(rows.map((row) => row["where"]))).toEqual(new Set([LINE.replace("Only ", "")]));
      const sheets = pdfPages(await page.pdf({ format: "A4" }));
      expect(sheets.join(" ")).toContain(`· ${TITLE}`);
      await page.context().close();
    });

    it("is what a link names, moves the map, and is let go with everything else", async () => {
      const all = await site().ask<CellCountsBody>(`/cells?dataset=demo&category=drugs&res=8&${period()}`);
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=8&area=${BCU}`);
      await cellsDrawn(page);
      await page.getByText(LINE).waitFor();
      await settled(page);
      expect(await inSight(page, site())).toBe(true);
      await page.locator(".where summary").click();
      await page.getByRole("button", { name: "Everywhere" }).click();
      await page.waitForFunction(
        (n) => document.querySelector(".legend")?.textContent?.includes(`n = ${n} `),
        formatCount(all.total),
      );
      expect(await page.locator(".legend").innerText()).not.toContain("Only ");
      await page.context().close();
    });

    it("narrows the tests, the ranked list, the wards and the spikes as well", async () => {
      const query = `dataset=demo&category=drugs&${period()}`;
      const places = await site().ask<ClustersBody>(`/clusters?${query}&area=${BCU}`);
      const hot = await site().ask<HotspotsBody>(`/hotspots?${query}&area=${BCU}`);
      const page = await site().open(`#/analyse?${query}&mode=hot&area=${BCU}`);
      await page.getByRole("heading", { name: /^Hot spots: .* · East Area BCU$/ }).waitFor();
      await page.getByText(new RegExp(`^${places.clusters.length} of \\d+ places: `)).waitFor();
      const tested = hot.cells.reduce((sum, { n }) => sum + n, 0);
      expect(await page.locator(".legend").innerText()).toContain(`n = ${formatCount(tested)} · `);
      const counts = await site().ask<AreaCountsBody>(`/area-counts?${query}&kind=ward&area=${BCU}`);
      await page.goto(`${site().server.url}/#/analyse?${query}&show=wards&list=table&area=${BCU}`);
      await page.getByText(`${formatCount(counts.total)} in `).waitFor();
      await page.goto(`${site().server.url}/#/analyse?${query}&list=spikes&area=${BCU}`);
      await page.getByLabel("Borough whose wards are screened").waitFor();
      await expect.poll(() => page.getByLabel("Borough whose wards are screened").inputValue()).toBe(BCU);
      const { features } = await site().ask<AreaCollection>("/areas?dataset=demo&kind=ward");
      const wards = features.filter(({ properties }) => MEMBERS.includes(properties.borough ?? ""));
      await page.getByText(new RegExp(`^${wards.length} wards tested together`)).waitFor();
      await page.context().close();
    });
  });
}

/** Whether the map shows all of the group, and closer than all of London. */
async function inSight(page: Page, site: Site): Promise<boolean> {
  const { features } = await site.ask<AreaCollection>("/areas?dataset=demo&kind=borough");
  const points = features
    .filter(({ properties }) => MEMBERS.includes(properties.code))
    .flatMap(({ geometry }) => geometry.coordinates.flat(2))
    .map(([lng = 0, lat = 0]) => screenPoint(page, lng, lat));
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const { x, y, width, height } = MAP;
  const isWhole =
    Math.min(...xs) >= x && Math.max(...xs) <= x + width && Math.min(...ys) >= y && Math.max(...ys) <= y + height;
  return isWhole && Math.max(...xs) - Math.min(...xs) > width / 2;
}
