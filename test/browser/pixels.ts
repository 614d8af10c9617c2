import type { Page } from "playwright-core";
import { mercatorX, mercatorY } from "../../client/src/cells/geometry.ts";
import { CLASS_COLOURS } from "../../client/src/classes.ts";

type Box = { x: number; y: number; width: number; height: number };
export const MAP: Box = { x: 264, y: 48, width: 672, height: 672 };
const GROUND = [0xf3, 0xf1, 0xec];
const OPACITY = 0.92;

/** RGBA of a part of the page as it is painted, decoded by the browser itself. */
export async function paintedPixels(page: Page, clip: Box = MAP): Promise<Uint8Array> {
  const picture = (await page.screenshot({ clip })).toString("base64");
  const values = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const data = context?.getImageData(0, 0, image.width, image.height).data ?? [];
    let text = "";
    for (const value of data) text += String.fromCharCode(value);
    return btoa(text);
  }, picture);
  return Uint8Array.from(Buffer.from(values, "base64"));
}

/** How many pixels have each class's colour, as drawn over the ground. */
export function classPixels(pixels: Uint8Array): number[] {
  return CLASS_COLOURS.map((hex) => countNear(pixels, blended(hex)));
}

/** Pixels within 4 of a colour in each channel. */
function countNear(pixels: Uint8Array, [r = 0, g = 0, b = 0]: readonly number[]): number {
  let found = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    const near = (at: number, wanted: number) => Math.abs((pixels[i + at] ?? 0) - wanted) <= 4;
    if (near(0, r) && near(1, g) && near(2, b)) found++;
  }
  return found;
}

export function groundShare(pixels: Uint8Array): number {
  return countNear(pixels, GROUND) / (pixels.length / 4);
}

/** Where a point is on the page, from the map position in its address. */
export function screenPoint(page: Page, lng: number, lat: number): { x: number; y: number } {
  const found = /map=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)/.exec(page.url());
  if (!found) throw new Error(`no map position in ${page.url()}`);
  const scale = 512 * 2 ** Number(found[1]);
  return {
    x: MAP.x + MAP.width / 2 + (mercatorX(lng) - mercatorX(Number(found[3]))) * scale,
    y: MAP.y + MAP.height / 2 + (mercatorY(lat) - mercatorY(Number(found[2]))) * scale,
  };
}

function blended(hex: string): number[] {
  return [1, 3, 5].map(
    (at, i) => Number.parseInt(hex.slice(at, at + 2), 16) * OPACITY + (GROUND[i] ?? 0) * (1 - OPACITY),
  );
}
