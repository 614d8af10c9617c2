import { expect, it } from "vitest";
import { scaleLength } from "../../client/src/workspaces/analyse/scale-length.ts";

it("gives a scale bar a round length that fits", () => {
  expect([0.3, 1, 4.9, 5, 99, 260, 10_450].map(scaleLength)).toEqual([1, 1, 2, 5, 50, 200, 10_000]);
});
