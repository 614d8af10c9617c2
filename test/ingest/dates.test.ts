import { describe, expect, it } from "vitest";
import { monthReader, nextLondonDay, readIsoMoment, readUkMoment } from "../../server/ingest/dates.ts";
import { NOW } from "./read-whole.ts";

describe("dates", () => {
  it("reads a month as the interval it is in London", () => {
    const month = monthReader(NOW);
    expect(month("2019-05")).toEqual({ from: "2019-04-30T23:00:00Z", to: "2019-05-31T23:00:00Z", on: "2019-05-01" });
    expect(month("2019-12")).toEqual({ from: "2019-12-01T00:00:00Z", to: "2020-01-01T00:00:00Z", on: "2019-12-01" });
    expect(month("2019-03")).toEqual({ from: "2019-03-01T00:00:00Z", to: "2019-03-31T23:00:00Z", on: "2019-03-01" });
  });

  it("takes the month that has begun and refuses the next", () => {
    const month = monthReader(NOW);
    expect(month("2026-11")).toHaveProperty("on", "2026-11-01");
    expect(month("2026-12")).toHaveProperty("reason", "date_in_future");
    expect(month("1990-01")).toHaveProperty("on", "1990-01-01");
    expect(month("1989-12")).toHaveProperty("reason", "date_out_of_range");
  });

  it("refuses what is no month", () => {
    const month = monthReader(NOW);
    const bad = ["", "2019-00", "2019-13", "2019-5", "05/2019", "2019-05-01", "201905"];
    expect(bad.map(month).map((read) => Object(read).reason)).toEqual(bad.map(() => "date"));
  });

  it("reads ISO times with their offset, to the second", () => {
    expect(readIsoMoment("2019-05-01T00:56:44+00:00", NOW)).toEqual({ at: "2019-05-01T00:56:44Z", on: "2019-05-01" });
    expect(readIsoMoment("2018-03-31T23:00:00+00:00", NOW)).toEqual({ at: "2018-03-31T23:00:00Z", on: "2018-04-01" });
    expect(readIsoMoment("2019-05-01T01:30:00+01:00", NOW)).toEqual({ at: "2019-05-01T00:30:00Z", on: "2019-05-01" });
    expect(readIsoMoment("2019-05-01T01:30", NOW)).toEqual({ at: "2019-05-01T00:30:00Z", on: "2019-05-01" });
  });

  it("refuses days and hours that are not on the calendar", () => {
    const bad = [
      "2019-02-29T10:00:00Z",
      "2019-04-31T10:00:00Z",
      "2019-05-01T24:00:00Z",
      "2019-05-01T10:60:00Z",
      "2019-05-01",
    ];
    expect(bad.map((text) => Object(readIsoMoment(text, NOW)).reason)).toEqual(bad.map(() => "date"));
    expect(readIsoMoment("2020-02-29T10:00:00Z", NOW)).toHaveProperty("on", "2020-02-29");
  });

  it("reads British dates by London's clock", () => {
    expect(readUkMoment("31/05/2019 23:40", NOW)).toEqual({ at: "2019-05-31T22:40:00Z", on: "2019-05-31" });
    expect(readUkMoment("1/12/2019 9:05", NOW)).toEqual({ at: "2019-12-01T09:05:00Z", on: "2019-12-01" });
    expect(readUkMoment("05/31/2019 23:40", NOW)).toHaveProperty("reason", "date");
    expect(readUkMoment("23/11/2026 00:00", NOW)).toHaveProperty("reason", "date_in_future");
  });

  it("ends a day at London's midnight", () => {
    expect(nextLondonDay("2019-05-31")).toBe("2019-05-31T23:00:00Z");
    expect(nextLondonDay("2019-12-31")).toBe("2020-01-01T00:00:00Z");
  });
});
