import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CLASS_COLOURS } from "../../client/src/classes.ts";

const css = readFileSync(join(import.meta.dirname, "../../client/src/styles/tokens.css"), "utf8");
const token = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1] ?? `no token ${name}`;

/** Relative luminance and contrast as in WCAG 2.2, §1.4.3. */
function contrast(a: string, b: string): number {
  const [bright = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (bright + 0.05) / (dark + 0.05);
}
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe("colours", () => {
  it.each([
    ["ink", "paper"],
    ["ink", "ground"],
    ["ink", "attention-pale"],
    ["muted", "paper"],
    ["muted", "action-pale"],
    ["action", "paper"],
    ["paper", "action"],
    ["paper", "header"],
    ["ink", "error-pale"],
    ["attention", "header"],
  ])("write %s on %s at 4.5:1 or more", (text, ground) => {
    expect(contrast(token(text), token(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ["control-line", "paper"],
    ["attention", "header"],
  ])("outline %s against %s at 3:1 or more", (line, ground) => {
    expect(contrast(token(line), token(ground))).toBeGreaterThanOrEqual(3);
  });

  it("draw the same six classes on the map as in the legend, each darker than the one before", () => {
    expect([1, 2, 3, 4, 5, 6].map((i) => token(`class-${i}`))).toEqual([...CLASS_COLOURS]);
    const lights = CLASS_COLOURS.map(luminance);
    expect(lights).toEqual(lights.toSorted((a, b) => b - a));
  });
});
