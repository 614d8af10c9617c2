import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { CellCountsBody } from "../../../server/api/types.ts";
import { pdfPages } from "../pdf-text.ts";
import { cellsDrawn, expectAccessible, type Site, settled, shoot } from "../site.ts";

/** The table twin, the keyboard's way, exports, and what is shown when something is missing. */
export function tableSuite(site: () => Site, period: () => string): void {
  describe("the table twin", () => {
    it("has every row of the map, on its pages, equal to the service's own numbers", async () => {
      const { cells } = await site().ask<CellCountsBody>(`/cells?dataset=demo&category=supply&res=7&${period()}`);
      const page = await site().open(`#/analyse?dataset=demo&category=supply&${period()}&res=7&list=table`);
      await cellsDrawn(page);
      const rows = await allRows(page);
      expect(Object.fromEntries(rows)).toEqual(
        Object.fromEntries(cells.filter((c) => c.n > 0).map((c) => [c.cell, c.n])),
      );
      expect(rows.map(([, n]) => n)).toEqual(rows.map(([, n]) => n).toSorted((a, b) => b - a));
      await page.context().close();
    });

    it("downloads the same rows as CSV, each with its marking, source and period", async () => {
      const { total } = await site().ask<CellCountsBody>(`/cells?dataset=demo&category=drugs&res=8&${period()}`);
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=8&list=table`);
      await cellsDrawn(page);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "All rows as CSV" }).click(),
      ]);
      expect(download.suggestedFilename()).toContain("SYNTHETIC");
      const rows: Record<string, string>[] = parse(await readFile(await download.path(), "utf8"), { columns: true });
      expect(rows.reduce((sum, row) => sum + Number(row["n"]), 0)).toBe(total);
      const [from, to] = period().split("&");
      for (const row of rows) {
        expect(row["marking"]).toBe("OFFICIAL");
        expect(row["source"]).toContain("SYNTHETIC – not real places’ crime");
        expect([`from=${row["from"]}`, `to=${row["to"]}`]).toEqual([from, to]);
      }
      await page.context().close();
    });

    it("is there in words and numbers where the browser has no WebGL2", async () => {
      const bare = await openWithoutWebGl(site());
      await bare.waitForSelector(".ranked tbody tr");
      expect(await bare.locator(".no-map").innerText()).toContain("no WebGL2");
      expect(await bare.locator(".ranked tbody tr").count()).toBeGreaterThan(40);
      expect(await bare.locator(".legend").innerText()).toMatch(/n = [\d,]+/);
      await shoot(bare, "analyse-no-webgl");
      await expectAccessible(bare);
      await bare.context().close();
    });
  });

  describe("the keyboard", () => {
    it("reaches every control, the map and the table", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}`);
      await cellsDrawn(page);
      const reached = await tabStops(page, 45);
      for (const name of [
        "Skip the map",
        "Analyse",
        "Import data",
        "Data",
        "What is counted",
        "First month",
        "Last month",
        "Play",
        "Everywhere",
        "show",
        "res",
        "PNG",
        "Print",
        "Copy link",
        "Map",
        "Zoom in",
        "Show the whole area",
      ]) {
        expect(
          reached.some((stop) => stop.startsWith(name)),
          `${name} in ${reached.join(" | ")}`,
        ).toBe(true);
      }
      await page.context().close();
    });

    it("opens the cell under the crosshair with Enter", async () => {
      const { cells } = await site().ask<CellCountsBody>(`/cells?dataset=demo&category=drugs&res=8&${period()}`);
      const best = cells.toSorted((a, b) => b.n - a.n)[0]?.cell ?? "";
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=8&selected=${best}`);
      await cellsDrawn(page);
      const { cellToLatLng } = await import("h3-js");
      const [lat, lng] = cellToLatLng(best);
      await page.goto(
        `${site().server.url}/#/analyse?dataset=demo&category=drugs&${period()}&res=8&map=11.00/${lat.toFixed(5)}/${lng.toFixed(5)}`,
      );
      await settled(page);
      await page.locator(".map-buttons button").first().focus();
      await page.keyboard.press("Shift+Tab");
      await page.waitForFunction(() => document.activeElement instanceof HTMLCanvasElement);
      expect(await page.locator(".crosshair").isVisible()).toBe(true);
      await shoot(page, "analyse-crosshair");
      await page.keyboard.press("Enter");
      await page.waitForSelector(".profile");
      expect(page.url()).toContain(`selected=${best}`);
      await page.context().close();
    });
  });

  describe("exports", () => {
    it("save the map as a PNG with legend, marking and watermark", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=8`);
      await cellsDrawn(page);
      await page.waitForFunction(() => document.querySelector(".backtest")?.textContent?.includes("Backtest of 12"));
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "PNG" }).click(),
      ]);
      const png = await readFile(await download.path());
      await download.saveAs("test-results/export.png");
      expect(png.subarray(1, 4).toString()).toBe("PNG");
      // One line of title; of text as many as outlines, backtest, method and credits take, each 17 pixels high.
      expect(png.readUInt32BE(16)).toBe(672);
      const lines = (png.readUInt32BE(20) - (44 + 672 + 52 + 6)) / 17;
      expect(Number.isInteger(lines)).toBe(true);
      expect(lines).toBeGreaterThanOrEqual(8);
      expect(png.length).toBeGreaterThan(60_000);
      await page.context().close();
    });

    it("print a picture of the map with marking and legend, then the table", async () => {
      const page = await site().open(`#/analyse?dataset=demo&category=drugs&${period()}&res=8`);
      await cellsDrawn(page);
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("canvas.print-map").isVisible()).toBe(true);
      expect(await page.locator(".marking").isVisible()).toBe(true);
      expect(await page.locator(".controls").isVisible()).toBe(false);
      await shoot(page, "analyse-print");
      await page.context().close();
    });

    it.each([
      ["table", () => ""],
      ["profile", (cell: string) => `&selected=${cell}`],
    ])(
      "print the map, the %s and the method on three sheets of A4, each with marking, period and watermark",
      async (name, selection) => {
        const { cells } = await site().ask<CellCountsBody>(`/cells?dataset=demo&category=drugs&res=8&${period()}`);
        const best = cells.toSorted((a, b) => b.n - a.n)[0]?.cell ?? "";
        const page = await site().open(
          `#/analyse?dataset=demo&category=drugs&${period()}&res=8&list=table${selection(best)}`,
        );
        await cellsDrawn(page);
        const pdf = await page.pdf({ path: `test-results/print-${name}.pdf`, preferCSSPageSize: true });
        const title = (await page.locator(".legend h2").innerText()).trim();
        const sheets = pdfPages(pdf);
        expect(sheets).toHaveLength(3);
        for (const text of sheets) {
          expect(text).toContain("OFFICIAL");
          expect(text).toContain(title);
          expect(text).toContain("SYNTHETIC – not real places’ crime");
        }
        expect(sheets[1]).toContain("Where the most are");
        expect(sheets[2]).toContain("How this was made, and what it cannot say");
        await page.context().close();
      },
    );
  });
}

async function openWithoutWebGl(site: Site): Promise<Page> {
  const page = await site.open();
  await page.addInitScript(() => {
    const original = HTMLCanvasElement.prototype.getContext;
    Object.defineProperty(HTMLCanvasElement.prototype, "getContext", {
      value(this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
        return kind.startsWith("webgl") ? null : Reflect.apply(original, this, [kind, ...rest]);
      },
    });
  });
  await page.reload();
  return page;
}

async function allRows(page: Page): Promise<[string, number][]> {
  const rows: [string, number][] = [];
  for (;;) {
    rows.push(
      ...(await page
        .locator(".ranked tbody tr")
        .evaluateAll((found) =>
          found.map((row): [string, number] => [
            row.getAttribute("data-id") ?? "",
            Number(row.querySelector("td.number")?.textContent?.replaceAll(",", "")),
          ]),
        )),
    );
    const next = page.getByRole("button", { name: "Next" });
    if ((await next.count()) === 0 || (await next.isDisabled())) return rows;
    await next.click();
  }
}

async function tabStops(page: Page, presses: number): Promise<string[]> {
  const names: string[] = [];
  for (let i = 0; i < presses; i++) {
    await page.keyboard.press("Tab");
    names.push(
      await page.evaluate(() => {
        const at = document.activeElement;
        if (at === null) return "";
        const label =
          at instanceof HTMLInputElement || at instanceof HTMLSelectElement ? at.labels?.[0]?.textContent : null;
        const name =
          at.getAttribute("aria-label") ?? (at instanceof HTMLInputElement && at.type === "radio" ? at.name : null);
        return (name ?? label ?? at.textContent ?? "").trim();
      }),
    );
  }
  return names;
}
