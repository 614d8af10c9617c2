import { describe, expect, it } from "vitest";
import {
  addDuration,
  parseDuration,
  parseMoment,
  sayDuration,
  sayMoment,
  spanOf,
} from "../../server/registers/moment.ts";

const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
const endOf = (from: string, duration: string) => iso(addDuration(parseMoment(from) ?? 0, parseDuration(duration)));

describe("a moment", () => {
  it("is a day's first in London, in winter and in summer", () => {
    expect(iso(parseMoment("2026-01-05"))).toBe("2026-01-05T00:00:00.000Z");
    expect(iso(parseMoment("2026-07-05"))).toBe("2026-07-04T23:00:00.000Z");
  });

  it("is London's clock where no offset is given, and the offset's where one is", () => {
    expect(iso(parseMoment("2026-07-05T17:30"))).toBe("2026-07-05T16:30:00.000Z");
    expect(iso(parseMoment("2026-07-05T17:30Z"))).toBe("2026-07-05T17:30:00.000Z");
    expect(iso(parseMoment("2026-07-05T17:30:15.5+02:00"))).toBe("2026-07-05T15:30:15.500Z");
    expect(iso(parseMoment("2026-07-05T17:30-01:00"))).toBe("2026-07-05T18:30:00.000Z");
  });

  it.each(["2026-02-30", "2026-13-01", "2026-07-05T24:00", "2026-07-05T17:60", "1899-12-31", "5 July 2026", ""])(
    "is not read from %j",
    (text) => expect(parseMoment(text)).toBeNull(),
  );

  it("spans 23 hours on the day the clocks go forward and 25 on the day they go back", () => {
    const hours = (day: string) => {
      const span = spanOf(day, parseMoment(day) ?? 0);
      return span === null ? null : (span.to - span.from) / 3_600_000;
    };
    expect([hours("2027-03-28"), hours("2027-10-31"), hours("2027-06-01")]).toEqual([23, 25, 24]);
    expect(hours("2027-06-01T12:00")).toBeNull();
  });

  it("is said as people write dates, with the clock where it matters", () => {
    expect([sayMoment(parseMoment("2026-11-21") ?? 0), sayMoment(parseMoment("2026-06-01T17:05") ?? 0)]).toEqual([
      "21 Nov 2026",
      "1 Jun 2026 17:05",
    ]);
  });
});

describe("a duration", () => {
  it("in hours elapses, whatever the clocks do", () => {
    expect(endOf("2027-03-27T18:00", "PT48H")).toBe("2027-03-29T18:00:00.000Z");
    expect(endOf("2027-10-30T18:00", "PT24H")).toBe("2027-10-31T17:00:00.000Z");
  });

  it("in months and years keeps London's clock", () => {
    expect(endOf("2027-01-04", "P3M")).toBe("2027-04-03T23:00:00.000Z");
    expect(endOf("2027-01-04", "P3Y")).toBe("2030-01-04T00:00:00.000Z");
  });

  it("ends on the last day of a month that lacks its day", () => {
    expect(endOf("2027-11-30", "P3M")).toBe("2028-02-29T00:00:00.000Z");
    expect(endOf("2028-02-29", "P3Y")).toBe("2031-02-28T00:00:00.000Z");
  });

  it("is said in words", () => {
    expect(["PT48H", "P3M", "P1Y"].map((text) => sayDuration(parseDuration(text)))).toEqual([
      "48 hours",
      "3 months",
      "1 year",
    ]);
    expect(() => parseDuration("48h")).toThrow('"48h" is not a duration');
  });
});
