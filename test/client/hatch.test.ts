import { describe, expect, it } from "vitest";
import { mercatorY } from "../../client/src/cells/geometry.ts";
import { lineStrength } from "../../client/src/layers/hatch.ts";
import { cellPixels } from "../../client/src/map/cell-uniforms.ts";

/** Of a cell of 350 m in London, at a zoom of the map. */
const strengthAt = (zoom: number) => lineStrength(cellPixels(9, mercatorY(51.5), 512 * 2 ** zoom));

describe("the lines over what is not significant", () => {
  it("are as in the legend where single cells can be told apart", () => {
    expect([strengthAt(12), strengthAt(14)]).toEqual([1, 1]);
  });

  it("are faint over all of the city, and never gone", () => {
    expect(strengthAt(9)).toBe(0.2);
    expect(strengthAt(6)).toBe(0.2);
  });

  it("come in between the two", () => {
    expect(strengthAt(11)).toBeGreaterThan(strengthAt(10.3));
    expect(strengthAt(10.3)).toBeGreaterThan(0.2);
    expect(strengthAt(11)).toBeLessThan(1);
  });
});

describe("the width of a cell on the screen", () => {
  it("is that of 350 m at 51.5° N: 95 m a pixel at zoom 9", () => {
    expect(cellPixels(9, mercatorY(51.5), 512 * 2 ** 9)).toBeCloseTo(348 / 95.2, 1);
  });
});
