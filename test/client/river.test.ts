import { expect, it } from "vitest";
import { parsePoints, riverLine } from "../../client/src/layers/river.ts";

it("reads the river's points and keeps both ends", () => {
  expect(parsePoints("longitude,latitude,near\n-0.342,51.403,Hampton Court\n-0.309,51.411,Kingston\n")).toEqual([
    [-0.342, 51.403],
    [-0.309, 51.411],
  ]);
  const line = riverLine();
  if (!("geometry" in line) || line.geometry.type !== "LineString") throw new Error("the river is not a line");
  expect(line.geometry.coordinates[0]).toEqual([-0.342, 51.403]);
  expect(line.geometry.coordinates.length).toBeGreaterThan(100);
});
