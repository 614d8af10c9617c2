import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { londonDay, londonOffset, londonToUtc } from "../../server/ingest/london-time.ts";

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** What the platform's own time zone data show on London's clock, as if it were UTC. */
function wallClock(instant: number): number {
  const part = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year ?? 0, (part.month ?? 0) - 1, part.day, part.hour, part.minute);
}

const MINUTE = 60_000;
const minutes = fc
  .integer({ min: Date.UTC(1990, 0, 1) / MINUTE, max: Date.UTC(2037, 11, 31) / MINUTE })
  .map((minute) => minute * MINUTE);

describe("London's clock", () => {
  it("agrees with the time zone data at any minute from 1990 on", () => {
    fc.assert(
      fc.property(minutes, (instant) => {
        expect(instant + londonOffset(instant)).toBe(wallClock(instant));
      }),
      { numRuns: 500 },
    );
  });

  it("agrees with them on both sides of every change of the clocks", () => {
    for (let day = Date.UTC(1990, 0, 1); day < Date.UTC(2037, 0, 1); day += 86_400_000) {
      for (const instant of [day + 3_599_000, day + 3_600_000]) {
        const expected = Math.floor(wallClock(instant) / MINUTE) - Math.floor(instant / MINUTE);
        if (londonOffset(instant) / MINUTE !== expected) expect.fail(new Date(instant).toISOString());
      }
    }
  });

  it("finds an instant that shows the time asked for, but in the hour that spring skips", () => {
    fc.assert(
      fc.property(minutes, (local) => {
        const instant = londonToUtc(local);
        const shown = instant + londonOffset(instant);
        expect(shown === local || shown === local + 3_600_000).toBe(true);
      }),
    );
  });

  it("takes the repeated hour of autumn as its first pass and the skipped hour of spring as winter time", () => {
    expect(new Date(londonToUtc(Date.UTC(2019, 9, 27, 1, 30))).toISOString()).toBe("2019-10-27T00:30:00.000Z");
    expect(new Date(londonToUtc(Date.UTC(2019, 2, 31, 1, 30))).toISOString()).toBe("2019-03-31T01:30:00.000Z");
  });

  it("counts the last hour of a summer day in UTC to the next day in London", () => {
    expect(londonDay(Date.parse("2018-03-31T23:00:00Z"))).toBe("2018-04-01");
    expect(londonDay(Date.parse("2018-01-31T23:00:00Z"))).toBe("2018-01-31");
  });
});
