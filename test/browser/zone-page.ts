import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { AreaCollection, ZoneBody } from "../../server/api/types.ts";
import { paintedPixels } from "./pixels.ts";
import { type Site, settled } from "./site.ts";

export const REAL_ORDER = {
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      properties: {
        kind: "pspo",
        title: "Real town centre",
        authority: "A council",
        rank: "local_authority",
        effective_from: "2025-01-01",
        effective_to: "2030-01-01",
        prohibitions: ["Drinking alcohol"],
      },
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [0.17, 51.57],
            [0.19, 51.57],
            [0.19, 51.58],
            [0.17, 51.58],
            [0.17, 51.57],
          ],
        ],
      },
    },
  ],
};

export async function openZones(site: Site, query: string, options = {}): Promise<Page> {
  const page = await site.open(`#/zones?dataset=demo${query}`, options);
  await page.waitForSelector(".zones h1, .zone-form h1");
  await settled(page);
  return page;
}

/** Titles of what is in force, as the table lists them. */
export function titles(page: Page): Promise<string[]> {
  return page
    .getByRole("region", { name: /^In force on/ })
    .locator(".zone-open")
    .allTextContents();
}

/** Left of the list and above the legend, in CSS pixels. */
const MAP = { x: 0, y: 48, width: 800, height: 400 };

/** Pixels of the map in the blue of orders. */
export async function inkOf(page: Page): Promise<number> {
  const pixels = await paintedPixels(page, MAP);
  let found = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    const near = (at: number, wanted: number) => Math.abs((pixels[i + at] ?? 0) - wanted) < 40;
    if (near(0, 0x1d) && near(1, 0x4f) && near(2, 0x91)) found++;
  }
  return found;
}

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).focus();
  await page.keyboard.press("Enter");
}

export async function type(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.type(text);
}

/** A date field is typed as the browser writes dates: month, day, year. */
export async function typeDay(page: Page, label: string, day: string): Promise<void> {
  const [year, month, date] = day.split("-");
  const field = page.getByLabel(label, { exact: true });
  await field.focus();
  // From whichever part it stands on to the first.
  for (let part = 0; part < 3; part++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.type(`${month}${date}${year}`);
  expect(await field.inputValue()).toBe(day);
}

/** Clicks at shares of the drawing's map; the tool takes a moment to see each. */
export async function clicker(page: Page) {
  const box = await page.locator(".shape-map .maplibregl-canvas").boundingBox();
  if (box === null) throw new Error("no map to draw on");
  return async (x: number, y: number) => {
    await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
    await page.waitForTimeout(300);
  };
}

/** Corners of a ward moved 20 m north, latitude first: near its edge, and not on it. */
export async function nearAWard(site: Site): Promise<string> {
  const { features } = await site.ask<AreaCollection>("/areas?dataset=demo&kind=ward");
  const ring = features[0]?.geometry.coordinates[0]?.[0] ?? [];
  return ring.map(([lng = 0, lat = 0]) => `${(lat + 0.00018).toFixed(6)}, ${lng.toFixed(6)}`).join("\n");
}

export async function madeByHand(site: Site, changes: { title: string }): Promise<ZoneBody> {
  const answer = await fetch(`${site.server.url}/api/v1/zones`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      ...{ kind: "pspo", authority: "Demo council", rank: "local_authority", dataset: "demo" },
      ...{ effectiveFrom: "2027-01-04", effectiveTo: "2030-01-04", prohibitions: ["Drinking alcohol"] },
      shape: { polygon: REAL_ORDER.features[0]?.geometry },
      ...changes,
    }),
  });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as ZoneBody;
}

export async function downloaded(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  return readFile(await download.path(), "utf8");
}
