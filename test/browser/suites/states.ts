import { describe, expect, it } from "vitest";
import { cellsDrawn, expectAccessible, type Site, settled, shoot } from "../site.ts";

/** Empty and failed: each says what to do next, and doing it helps. */
export function stateSuite(site: () => Site, period: () => string): void {
  describe("states", () => {
    it("says that a period is empty, and widens it", async () => {
      const page = await site().open("#/analyse?dataset=demo&category=drugs&from=1990-01-01&to=1990-02-01&res=8");
      await page.waitForSelector(".map-message button");
      expect(await page.locator(".map-message").innerText()).toContain("No drug offences here in Jan 1990");
      await shoot(page, "analyse-empty");
      await expectAccessible(page);
      await page.locator(".map-message button").first().click();
      await cellsDrawn(page);
      expect(await page.locator(".map-message").count()).toBe(0);
      await page.context().close();
    });

    it("says that the counts did not come, keeps the map, and tries again", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=8`);
      await cellsDrawn(page);
      const before = await page.locator(".legend").innerText();
      await page.route(/\/api\/v1\/cells\?/, (route) =>
        route.fulfill({
          status: 503,
          contentType: "application/json",
          body: '{"error":{"code":"busy","message":"The database is busy."}}',
        }),
      );
      await page.getByRole("button", { name: "One month back" }).click();
      await page.getByRole("alert").waitFor();
      expect(await page.getByRole("alert").innerText()).toContain("The database is busy.");
      expect(await page.locator(".legend").innerText()).toBe(before);
      await shoot(page, "analyse-error");
      await expectAccessible(page);
      await page.unroute(/\/api\/v1\/cells\?/);
      await page.getByRole("button", { name: "Try again" }).click();
      await settled(page);
      expect(await page.getByRole("alert").count()).toBe(0);
      expect(await page.locator(".legend").innerText()).not.toBe(before);
      await page.context().close();
      // The failed answer was ours: the browser's note of it is no complaint of the page.
      site().complaints.splice(
        0,
        site().complaints.length,
        ...site().complaints.filter((words) => !words.includes("503")),
      );
    });

    it.each(["evaluate", "patrol", "zones"])(
      "says in %s that the list of data did not come, and asks again",
      async (name) => {
        const page = await site().open(`#/${name}?dataset=demo`);
        await page.locator("main h1").first().waitFor();
        // Not "busy", which the page would ask again for by itself.
        const body = '{"error":{"code":"database_unavailable","message":"The list cannot be read."}}';
        await page.route(/\/api\/v1\/datasets$/, (route) =>
          route.fulfill({ status: 503, contentType: "application/json", body }),
        );
        await page.reload();
        await page.getByRole("alert").waitFor();
        expect(await page.getByRole("alert").innerText()).toContain("The list cannot be read.");
        await expectAccessible(page);
        await page.unroute(/\/api\/v1\/datasets$/);
        await page.getByRole("button", { name: "Try again" }).click();
        await page.locator("main h1").first().waitFor();
        expect(await page.getByRole("alert").count()).toBe(0);
        await page.context().close();
      },
    );
  });
}
