import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type {
  AreaCollection,
  AreaCountsBody,
  DatasetListBody,
  RepeatLocationsBody,
} from "../../../server/api/types.ts";
import { PHONE } from "../fingers.ts";
import { pdfPages } from "../pdf-text.ts";
import { expectAccessible, type Site, settled, shoot } from "../site.ts";

const WATERMARK = "SYNTHETIC – not real places’ crime";

/** Twelve months of a ward on one sheet, on the demo city. */
export function profileSuite(site: () => Site): void {
  describe("the profile of a ward", () => {
    it("opens with one click from its ward in Analyse, for the months on the map", async () => {
      const romford = await wardOf(site(), "Romford Town");
      const page = await site().open(`#/analyse?dataset=demo&show=wards&selected=${romford}&list=table`);
      await page.getByRole("link", { name: "12-month profile" }).click();
      await page.getByRole("heading", { level: 1, name: "Romford Town, Havering" }).waitFor();
      expect(page.url()).toContain(`#/profile?dataset=demo&area=${romford}&to=`);
      // What Analyse counted goes with it, there and back.
      expect(page.url()).toContain("category=drug_asb");
      await page.getByRole("link", { name: "Open in Analyse" }).click();
      await page.waitForFunction(() => document.title === "Hexbeat – Analyse");
      expect(page.url()).toContain("category=drug_asb");
      await page.context().close();
    });

    it("shows what the service counts, marked, with hours, zones, ranks and what to doubt", async () => {
      const romford = await wardOf(site(), "Romford Town");
      const page = await openProfile(site(), romford);
      await shoot(page, "profile");
      expect(await page.locator(".marking").innerText()).toBe("OFFICIAL-SENSITIVE");
      const [from, to] = await lastYear(site());
      const query = `dataset=demo&kind=ward&area=${romford}&from=${from}&to=${to}`;
      for (const [category, label] of [
        ["drugs", "Drug offences"],
        ["violence", "Violence"],
      ] as const) {
        const { areas } = await site().ask<AreaCountsBody>(`/area-counts?${query}&category=${category}`);
        const row = page.locator(".part-categories tr", { has: page.getByRole("rowheader", { name: label }) });
        expect(await row.locator("td").first().innerText()).toBe(String(areas[0]?.n));
      }
      expect(await part(page, "zones")).toContain("alcohol only; no drugs power");
      expect(await part(page, "ranks")).toMatch(/First of Havering’s 18 wards in \d+ of 12 months/);
      expect(await page.locator(".part-hours rect").count()).toBe(168);
      expect(await part(page, "effort")).toMatch(
        /Possession among drug offences, .*: Romford Town \d+\.\d % \(\d+ of \d+\)/,
      );
      expect(await page.locator(".part-trend .break").count()).toBe(1);
      expect(await part(page, "confidence")).toContain(WATERMARK);
      await page.locator(".part-method").scrollIntoViewIfNeeded();
      await shoot(page, "profile-foot");
      await expectAccessible(page);
      await page.context().close();
    });

    it("tells the spike of Rainham and Wennington, and what came after", async () => {
      const page = await openProfile(site(), await wardOf(site(), "Rainham and Wennington"));
      expect(await part(page, "spikes")).toMatch(/May 20\d\d: \d+ against \d+\.\d a month, q\s[<=]\s.+; then \d+/);
      await page.context().close();
    });

    it("prints a quiet ward on one A4, marked, with map and watermark", async () => {
      const page = await openProfile(site(), await wardOf(site(), "Rainham and Wennington"));
      const pages = await printed(page);
      expect(pages).toHaveLength(1);
      expect(pages[0]?.split("OFFICIAL-SENSITIVE")).toHaveLength(3);
      for (const words of [WATERMARK, "Rainham and Wennington, Havering", "How sure", "How it is counted"])
        expect(pages[0]).toContain(words);
      expect(pages[0]).not.toContain("Open in Analyse");
      await page.context().close();
    });

    it("prints a ward with many repeat locations on two sheets, each of them marked", async () => {
      const romford = await wardOf(site(), "Romford Town");
      const page = await openProfile(site(), romford);
      const pages = await printed(page);
      expect(pages).toHaveLength(2);
      for (const sheet of pages) {
        expect(sheet.split("OFFICIAL-SENSITIVE").length).toBeGreaterThanOrEqual(3);
        expect(sheet).toContain(WATERMARK);
      }
      const [from, to] = await lastYear(site());
      const path = `/repeat-locations?dataset=demo&area=${romford}&from=${from}&to=${to}`;
      const { locations } = await site().ask<RepeatLocationsBody>(path);
      expect(locations.length).toBeGreaterThan(5);
      for (const { text } of locations) expect(pages.join(" ")).toContain(text);
      await page.context().close();
    });

    it("gives its tables as one CSV, marked row by row", async () => {
      const page = await openProfile(site(), await wardOf(site(), "Romford Town"));
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "CSV" }).click(),
      ]);
      expect(download.suggestedFilename()).toContain("SYNTHETIC-profile-E05");
      const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
      expect(lines[0]).toBe("marking,source,code,area,counted,from,to,table,row,measure,value,note");
      expect(lines.every((line, i) => i === 0 || line.startsWith("OFFICIAL-SENSITIVE,"))).toBe(true);
      const shown = await page.locator(".part-categories .lead td").first().innerText();
      expect(lines.some((line) => line.includes(`,categories,drugs,n,${shown},`))).toBe(true);
      expect(lines.filter((line) => line.includes(",hours,"))).toHaveLength(168);
      await page.context().close();
    });

    it("changes place and month with the keyboard, and keeps both in the address", async () => {
      const page = await openProfile(site(), await wardOf(site(), "Romford Town"));
      await page.getByLabel("Ward").selectOption({ label: "Rainham and Wennington" });
      await page.getByRole("heading", { level: 1, name: "Rainham and Wennington, Havering" }).waitFor();
      await page.getByLabel("Last month").focus();
      await page.keyboard.press("ArrowDown");
      await settled(page);
      expect(page.url()).toMatch(/area=E05\d+&to=\d{4}-\d{2}-01/);
      await page.getByLabel("Ward").selectOption({ label: "All of the borough" });
      await page.getByRole("heading", { level: 1, name: "Havering" }).waitFor();
      await settled(page);
      await shoot(page, "profile-borough");
      await page.context().close();
    });

    it("says what to do without a place, and with one that is not in the data", async () => {
      const page = await site().open("#/profile?dataset=demo");
      await page.getByText("Choose a borough above").waitFor();
      await page.goto(`${site().server.url}/#/profile?dataset=demo&area=E05999999`);
      await page.getByText("has no ward, borough or target area “E05999999”").waitFor();
      await expectAccessible(page);
      await page.context().close();
    });

    it("says which part did not come, keeps the others, and asks again", async () => {
      const page = await site().open("#/profile?dataset=demo");
      // A proxy that is in the way of one answer.
      await page.route("**/api/v1/effort?*", (route) =>
        route.fulfill({ status: 502, contentType: "text/html", body: "Bad gateway" }),
      );
      await page.goto(`${site().server.url}/#/profile?dataset=demo&area=${await wardOf(site(), "Romford Town")}`);
      await page.getByText("Not known: The server answered 502").waitFor();
      await page.waitForSelector(".part-categories table");
      await page.unroute("**/api/v1/effort?*");
      await page.getByRole("button", { name: "Ask again for what failed" }).click();
      await page.waitForSelector(".part-effort table");
      // The browser tells of the 502 that was made up here.
      const own = site().complaints.filter((words) => !words.includes("502"));
      site().complaints.splice(0, site().complaints.length, ...own);
      await page.context().close();
    });

    it("stands in one column on a phone", async () => {
      const page = await openProfile(site(), await wardOf(site(), "Romford Town"), PHONE);
      await shoot(page, "profile-phone");
      const sides = await page
        .locator(".profile-sheet *")
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
      expect(Math.max(...sides)).toBeLessThanOrEqual(390);
      await expectAccessible(page);
      await page.context().close();
    });
  });
}

async function openProfile(site: Site, area: string, options = {}): Promise<Page> {
  const page = await site.open(`#/profile?dataset=demo&category=drugs&area=${area}`, options);
  await page.waitForSelector(".profile-title h1");
  await page.waitForSelector(".part-repeats :is(table, p)");
  await settled(page);
  return page;
}

async function wardOf(site: Site, name: string): Promise<string> {
  const { features } = await site.ask<AreaCollection>("/areas?dataset=demo&kind=ward");
  return features.find(({ properties }) => properties.name === name)?.properties.code ?? "";
}

/** The last twelve months of the demo: [from, to). */
async function lastYear(site: Site): Promise<[string, string]> {
  const { datasets } = await site.ask<DatasetListBody>("/datasets");
  const to = datasets.find(({ id }) => id === "demo")?.to ?? "";
  return [`${Number(to.slice(0, 4)) - 1}${to.slice(4)}`, to];
}

function part(page: Page, name: string): Promise<string> {
  return page.locator(`.part-${name}`).first().innerText();
}

async function printed(page: Page): Promise<string[]> {
  const pages = pdfPages(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  // Pieces of a line are drawn apart where the page composes them.
  return pages.map((text) => text.replaceAll(/\s+/g, " ").replaceAll(" ,", ","));
}
