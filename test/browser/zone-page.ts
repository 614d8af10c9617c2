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

/** A rectangle in the middle of the drawing's map. */
export async function drawRectangle(page: Page): Promise<void> {
  await page.getByRole("radio", { name: "Rectangle" }).check({ force: true });
  await settled(page);
  const click = await clicker(page);
  await click(0.45, 0.45);
  await click(0.55, 0.55);
}

const [PADDING, CLOSEST, TILE] = [24, 14, 512];

/** Where places stand on the drawing's map, which was fitted to [west, south, east, north] and not moved since. */
export async function pixelsOf(page: Page, [west, south, east, north]: readonly [number, number, number, number]) {
  const box = await page.locator(".shape-map .maplibregl-canvas").boundingBox();
  if (box === null) throw new Error("no map to draw on");
  const [[left, bottom], [right, top]] = [onUnit([west, south]), onUnit([east, north])];
  const fits = Math.min((box.width - 2 * PADDING) / (right - left), (box.height - 2 * PADDING) / (bottom - top));
  const size = Math.min(fits, TILE * 2 ** CLOSEST);
  return (lngLat: readonly [number, number]) => {
    const [x, y] = onUnit(lngLat);
    return {
      x: box.x + box.width / 2 + (x - (left + right) / 2) * size,
      y: box.y + box.height / 2 + (y - (top + bottom) / 2) * size,
    };
  };
}

/** Web Mercator with the world as a square of side 1. */
function onUnit([lng, lat]: readonly [number, number]): [x: number, y: number] {
  const y = 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
  return [(lng + 180) / 360, y];
}

/** Press, move, let go, as slowly as the drawing tool needs to follow. */
export async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
  await page.waitForTimeout(300);
}

/** Corners of a ward moved 20 m north, latitude first: near its edge, and not on it. */
export async function nearAWard(site: Site): Promise<string> {
  const { features } = await site.ask<AreaCollection>("/areas?dataset=demo&kind=ward");
  const ring = features[0]?.geometry.coordinates[0]?.[0] ?? [];
  return ring.map(([lng = 0, lat = 0]) => `${(lat + 0.00018).toFixed(6)}, ${lng.toFixed(6)}`).join("\n");
}

export async function madeByHand(site: Site, changes: { title: string; shape?: unknown }): Promise<ZoneBody> {
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
