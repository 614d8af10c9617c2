import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { PHONE, tooSmall } from "../fingers.ts";
import { cellsDrawn, expectAccessible, type Site, settled, shoot } from "../site.ts";

/** The page in one hand. */
export function phoneSuite(site: () => Site, period: () => string): void {
  describe("on a phone", () => {
    it("keeps name and import in one row, the workspaces in the next, the marking under them, and nothing sticks out", async () => {
      const page = await site().open(`#/analyse?dataset=demo&${period()}&category=drug_intelligence`, PHONE);
      await cellsDrawn(page);
      await shoot(page, "phone-first-screen");
      const boxes = await Promise.all(
        [".brand", ".header nav a", ".header .button", ".marking"].map((part) => boxOf(page, part)),
      );
      const [brand, link, button, marking] = boxes;
      expect(Math.abs(middle(brand) - middle(button))).toBeLessThan(4);
      expect(link?.y).toBeGreaterThanOrEqual((button?.y ?? 0) + (button?.height ?? 0));
      expect(marking?.y).toBeGreaterThanOrEqual((link?.y ?? 0) + (link?.height ?? 0));
      expect(marking?.height).toBeLessThan(26);
      expect(await page.locator(".marking").innerText()).toBe("OFFICIAL-SENSITIVE");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await expectAccessible(page);
      await page.context().close();
    });

    it("has the map first, then the choices, then the table, all big enough for a finger", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}`, PHONE);
      await cellsDrawn(page);
      const tops = await Promise.all(
        [".map-area", ".controls", ".list"].map(async (part) => (await boxOf(page, part)).y),
      );
      expect(tops).toEqual(tops.toSorted((a, b) => a - b));
      expect(await tooSmall(page, "button:not(.thumb):not(:disabled), select, summary, .segments label")).toEqual([]);
      await page.locator(".controls").scrollIntoViewIfNeeded();
      await page.evaluate(() => document.querySelector(".controls")?.scrollIntoView());
      await shoot(page, "phone-choices");
      await page.context().close();
    });

    it("brings the profile of a tapped place into sight", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=7`, PHONE);
      await cellsDrawn(page);
      const map = await boxOf(page, ".map canvas");
      await page.touchscreen.tap(map.x + map.width / 2, map.y + map.height * 0.36);
      await page.waitForSelector(".profile .chart .bar");
      await settled(page);
      const profile = await boxOf(page, ".profile .big");
      expect(profile.y).toBeGreaterThan(0);
      expect(profile.y).toBeLessThan(844);
      await shoot(page, "phone-profile");
      await page.context().close();
    });
  });
}

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} is not shown`);
  return box;
}

function middle(box: { y: number; height: number } | undefined): number {
  return box === undefined ? Number.NaN : box.y + box.height / 2;
}
