import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CLASS_COLOURS } from "../../client/src/classes.ts";
import { contrast, luminance } from "./contrast.ts";

const css = readFileSync(join(import.meta.dirname, "../../client/src/styles/tokens.css"), "utf8");
const token = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1] ?? `no token ${name}`;

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
