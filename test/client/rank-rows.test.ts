import { expect, it } from "vitest";
import { rankRows } from "../../client/src/workspaces/analyse/rank-rows.ts";

it("ranks equal counts alike and leaves the places after them free", () => {
  expect(
    rankRows([
      ["c", 2],
      ["a", 5],
      ["d", 1],
      ["b", 2],
    ]),
  ).toEqual([
    { id: "a", n: 5, rank: 1 },
    { id: "b", n: 2, rank: 2 },
    { id: "c", n: 2, rank: 2 },
    { id: "d", n: 1, rank: 4 },
  ]);
});
