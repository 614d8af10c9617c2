import { describe, expect, it } from "vitest";
import { eventMonths, eventWords } from "../../client/src/workspaces/profile/event-marks.ts";
import { viewOf } from "../../client/src/workspaces/profile/map-view.ts";

describe("the events of a trend", () => {
  const events = [
    { name: "Campaign", from: "2023-10-20" },
    { name: "Festival day", from: "2024-07-06" },
    { name: "Festival day", from: "2024-07-20" },
  ];

  it("are numbered over the month they begin in; earlier ones over the first", () => {
    expect(eventMonths(events, ["2023-11", "2023-12", "2024-07"])).toEqual([
      { month: "2023-11", numbers: [1] },
      { month: "2024-07", numbers: [2, 3] },
    ]);
  });

  it("are named once, by their numbers", () => {
    expect(eventWords(events)).toBe("1 Campaign; 2, 3 Festival day");
  });
});

describe("the view of a small map", () => {
  it("has the middle of a box in the middle", () => {
    const { lat, lng } = viewOf([-1, -1, 3, 1]);
    expect([lng, Number(lat.toFixed(9))]).toEqual([1, 0]);
  });

  it("has all of a wide box in sight: 300 pixels for 360 degrees at 300/512 of the world's tile", () => {
    expect(viewOf([-180, -1, 180, 1]).zoom).toBeCloseTo(Math.log2(300 / 512), 9);
  });

  it("stays far enough away to tell where a single street is", () => {
    expect(viewOf([0.1, 51.5, 0.1001, 51.5001]).zoom).toBe(14);
  });
});
