import { expect, it } from "vitest";
import { shortName } from "../../client/src/layers/sources.ts";

it.each([
  ["City and County of the City of London", "City of London"],
  ["City of Westminster", "City of Westminster"],
  ["County of the Isles", "County of the Isles"],
  ["City and County of the ", "City and County of the "],
])("calls %s on the map %s", (name, shown) => {
  expect(shortName(name)).toBe(shown);
});
