import { describe, expect, it } from "vitest";
import { minutesWords, stopHours, zoneWords } from "../../client/src/workspaces/patrol/words.ts";
import type { PatrolBody } from "../../server/api/types.ts";

type Stop = PatrolBody["stops"][number];
const zone = {
  id: 1,
  kind: "pspo",
  title: "Order 7",
  covers: "all",
  short: "alcohol only",
  drugs: false,
  partOfDay: false,
  from: "2025-01-06T00:00:00.000Z",
  to: "2028-01-06T00:00:00.000Z",
} as const satisfies Stop["zones"][number];
const timed = (day: Stop["hours"]) => ({ hours: day, noHours: day === null ? "No hours in this data." : null }) as Stop;

describe("the words of a patrol sheet", () => {
  it("say what may be done, until when, and where it holds in part only", () => {
    expect(zoneWords(zone)).toBe("alcohol only: Order 7 (until 6 Jan 2028)");
    expect(zoneWords({ ...zone, covers: "part", partOfDay: true, to: null })).toBe(
      "alcohol only: Order 7 (on part of the stop, for part of the day)",
    );
  });

  it("give the best hours of the day, or say why there are none", () => {
    const block = { weekday: 5, from: "17:00", to: "20:00", expected: 3 };
    expect(stopHours(timed({ basis: "stop", n: 40, day: [block], week: [block] }), 5)).toBe("17:00–20:00");
    expect(stopHours(timed({ basis: "stop", n: 40, day: [], week: [block] }), 1)).toBe(
      "No hour stands out on a Monday",
    );
    expect(stopHours(timed(null), 1)).toBe("No hours in this data.");
  });

  it("give minutes as hours from an hour on", () => {
    expect([minutesWords(45), minutesWords(60), minutesWords(125)]).toEqual(["45 min", "1 h 00 min", "2 h 05 min"]);
  });
});
