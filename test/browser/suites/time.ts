import { describe, expect, it } from "vitest";
import { formatCount } from "../../../client/src/format.ts";
import type { CellCountsBody } from "../../../server/api/types.ts";
import { paintedPixels } from "../pixels.ts";
import { cellsDrawn, type Site, settled, shoot } from "../site.ts";

/** Period by keyboard and buttons, steps that fetch values alone, links that reopen what was on screen. */
export function timeSuite(site: () => Site, period: () => string): void {
  describe("the period", () => {
    it("is brushed with the arrow keys, and the numbers follow", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=8`);
      await cellsDrawn(page);
      await page.getByRole("slider", { name: "First month" }).focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await settled(page);
      const [, from = "", to = ""] = /from=([\d-]+)&to=([\d-]+)/.exec(page.url()) ?? [];
      expect(`from=${from}&to=${to}`).not.toBe(period());
      const counted = await site().ask<CellCountsBody>(
        `/cells?dataset=demo&category=drugs&res=8&from=${from}&to=${to}`,
      );
      expect(await page.locator(".legend").innerText()).toContain(`n = ${formatCount(counted.total)} `);
      expect(await page.locator("#result").textContent()).toContain(`${formatCount(counted.total)} counted`);
      await page.context().close();
    });

    it("is brushed with the pointer", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=8`);
      await cellsDrawn(page);
      const box = await page.locator(".brush").boundingBox();
      if (box === null) throw new Error("no brush");
      const y = box.y + box.height - 4;
      await page.mouse.move(box.x + box.width * 0.02, y);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.2, y, { steps: 4 });
      await page.mouse.up();
      await settled(page);
      expect(page.url()).not.toContain(period());
      expect(await page.getByRole("slider", { name: "First month" }).getAttribute("aria-valuenow")).toBe("0");
      await page.context().close();
    });

    it("steps by a month fetching values alone, with the classes kept, and is measured", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=9`);
      await cellsDrawn(page);
      const classes = await page.locator(".legend-classes").innerText();
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.getByRole("button", { name: "One month back" }).click();
      await page.waitForFunction(() => performance.getEntriesByName("hexbeat:month-step").length === 1);
      await settled(page);
      // The month asked for, and the one after it ahead of time; the places are tested anew when the slider rests.
      expect(asked.filter((path) => path.startsWith("/api/v1/cells"))).toEqual(["/api/v1/cells", "/api/v1/cells"]);
      expect(await page.locator(".legend-classes").innerText()).toBe(classes);
      await page.context().close();
    });

    it("reopens from its address exactly as it was", async () => {
      const page = await site().open(
        `#/analyse?dataset=demo&${period()}&category=possession&res=9&list=table&map=11.40/51.54000/0.01000`,
      );
      await cellsDrawn(page);
      await page.getByRole("button", { name: "One month back" }).click();
      await page.locator(".ranked .row-button").nth(2).click();
      await settled(page);
      await page.waitForSelector(".profile .chart");
      await settled(page);
      const seen = await facts(page);
      const again = await site().open(new URL(page.url()).hash);
      await cellsDrawn(again);
      await again.waitForSelector(".profile .chart");
      await settled(again);
      expect(await facts(again)).toEqual(seen);
      const [before, after] = [await paintedPixels(page), await paintedPixels(again)];
      // Letters are drawn at fractions of a pixel: their edges may differ by a shade, nothing else may.
      const different = before.filter((value, i) => Math.abs(value - (after[i] ?? 0)) > 24).length;
      expect(different / before.length).toBeLessThan(0.005);
      await shoot(again, "analyse-reopened");
      await page.context().close();
      await again.context().close();
    });
  });
}

async function facts(page: import("playwright-core").Page) {
  return {
    hash: new URL(page.url()).hash,
    legend: await page.locator(".legend").innerText(),
    profile: await page.locator(".profile").innerText(),
    list: await page.locator(".ranked").innerText(),
    category: await page.locator("#category").inputValue(),
  };
}
