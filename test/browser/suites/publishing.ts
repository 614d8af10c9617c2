import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { cellsDrawn, expectAccessible, type Site, settled, shoot } from "../site.ts";

/** What a page knows of imports that others publish. */
export function publishingSuite(site: () => Site, period: () => string): void {
  describe("while somebody else's import is published", () => {
    it("says so, keeps the map, and stops saying so", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=8`);
      await cellsDrawn(page);
      const before = await page.locator(".legend").innerText();
      // A publish is over in a second or two: the answer of that moment is held here for long enough to look at.
      await page.route(/\/ready$/, (route) => route.fulfill({ json: { status: "publishing" } }));
      await page.waitForFunction(() => document.querySelector(".publishing")?.textContent !== "");
      expect(await page.locator(".publishing").innerText()).toBe("Publishing: the map is as before");
      expect(await page.locator(".legend").innerText()).toBe(before);
      await shoot(page, "analyse-publishing");
      await page.setViewportSize({ width: 390, height: 844 });
      await shoot(page, "phone-publishing");
      await expectAccessible(page);
      await page.unroute(/\/ready$/);
      await page.waitForFunction(() => document.querySelector(".publishing")?.textContent === "", null, {
        timeout: 4_000,
      });
      await page.context().close();
    });

    it("asks about every five seconds, not while nobody looks, and at once when the server was busy", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=8`);
      await cellsDrawn(page);
      await page.waitForRequest(/\/ready$/, { timeout: 8_000 });
      await settled(page);
      await page.route(/\/api\/v1\/cells\?/, (route) =>
        route.fulfill({ status: 503, json: { error: { code: "busy", message: "The database is busy." } } }),
      );
      await Promise.all([
        page.waitForRequest(/\/ready$/, { timeout: 2_500 }),
        page.getByRole("button", { name: "One month back" }).click(),
      ]);
      let asked = 0;
      page.on("request", (request) => {
        if (request.url().endsWith("/ready")) asked++;
      });
      await look(page, "hidden");
      await page.waitForTimeout(6_500);
      expect(asked).toBe(0);
      await Promise.all([page.waitForRequest(/\/ready$/, { timeout: 2_500 }), look(page, "visible")]);
      await page.context().close();
      // The failed answer was ours: the browser's note of it is no complaint of the page.
      const own = site().complaints.filter((words) => !words.includes("503"));
      site().complaints.splice(0, site().complaints.length, ...own);
    });
  });
}

/** As if the tab were covered, or seen again: a headless page is always seen. */
async function look(page: Page, state: "hidden" | "visible"): Promise<void> {
  await page.evaluate((now) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, value: now });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}
