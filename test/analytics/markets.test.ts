import { describe, expect, it } from "vitest";
import { classifyMarket, orderMarkets } from "../../server/analytics/market-class.ts";
import { type ClosedCity, type ClosedEvidence, closedIndicators } from "../../server/analytics/market-closed.ts";
import { excessOver } from "../../server/analytics/market-excess.ts";
import { type City, type CoreEvidence, openIndicators } from "../../server/analytics/market-open.ts";
import { type MarketRecords, oncePerPlaceAndDay, placeSpread } from "../../server/analytics/market-records.ts";
import { refills } from "../../server/analytics/market-refill.ts";
import { halfRadius } from "../../server/analytics/market-tightness.ts";
import { repeatedHours, repeatedWeekdays } from "../../server/analytics/market-times.ts";
import { binomialTail } from "./integer-tails.ts";

type Row = { day: number; hour?: number; place?: number; x?: number; y?: number };

function records(rows: readonly Row[]): MarketRecords {
  return {
    day: Int32Array.from(rows, ({ day }) => day),
    hour: Int8Array.from(rows, ({ hour = 12 }) => hour),
    place: Int32Array.from(rows, ({ place }, i) => place ?? i),
    x: Float64Array.from(rows, ({ x = 0 }) => x),
    y: Float64Array.from(rows, ({ y = 0 }) => y),
  };
}

describe("records of a place", () => {
  it("count the same place on the same day once, at its first hour, whatever their order", () => {
    const rows = [
      { day: 1, place: 1, hour: 20 },
      { day: 1, place: 1, hour: 9 },
      { day: 2, place: 1 },
      { day: 1, place: 2 },
    ];
    expect(oncePerPlaceAndDay(records(rows)).hour.toSorted()).toEqual(Int8Array.of(9, 12, 12));
    expect(oncePerPlaceAndDay(records(rows.toReversed())).day).toHaveLength(3);
  });

  it("of an unknown place count singly, and nothing is said of places", () => {
    const unknown = records([
      { day: 1, place: -1 },
      { day: 1, place: -1 },
    ]);
    expect(oncePerPlaceAndDay(unknown).day).toHaveLength(2);
    expect(placeSpread(unknown)).toBeNull();
  });

  it("tell how many are about one place", () => {
    const rows = [1, 2, 3, 4].map((day) => ({ day, place: day === 4 ? 9 : 1 }));
    expect(placeSpread(records(rows))).toEqual({ places: 2, busiestShare: 0.75 });
  });
});

describe("repeated hours and weekdays", () => {
  const evening = Float64Array.from({ length: 24 }, (_, hour) => (hour >= 14 && hour < 20 ? 75 : 30));

  it("are found where 40 of 48 fall in six hours that hold 45 of 100 elsewhere", () => {
    const counts = new Float64Array(24);
    counts[16] = 40;
    counts[3] = 8;
    const found = repeatedHours(counts, evening);
    expect(found).toMatchObject({ n: 48, share: 40 / 48, repeated: true });
    expect(found?.block).toContain(16);
  });

  it("are chosen round midnight too", () => {
    const counts = new Float64Array(24);
    for (const hour of [22, 23, 0, 1]) counts[hour] = 5;
    expect(repeatedHours(counts, evening)?.block.toSorted((a, b) => a - b)).toEqual(
      [0, 1, 20, 21, 22, 23].sort((a, b) => a - b),
    );
  });

  it("multiply p by the blocks that were looked at", () => {
    const days = Float64Array.of(8, 1, 8, 1, 8, 1, 1);
    const found = repeatedWeekdays(days, Float64Array.of(1, 1, 1, 1, 1, 1, 1));
    expect(found?.block).toEqual([0, 2, 4]);
    expect(found?.p).toBeCloseTo(35 * binomialTail(24, 28, [3, 7]), 12);
    expect(found?.elsewhere).toBe(3 / 7);
    expect(found?.repeated).toBe(true);
  });

  it("are not repeated where a large place differs by less than fifteen points", () => {
    const counts = evening.map((n) => n * 40);
    counts[15] = (counts[15] ?? 0) + 2_000;
    const found = repeatedHours(counts, evening);
    expect(found?.p).toBeLessThan(1e-6);
    expect(found?.repeated).toBe(false);
  });

  it("are not told from fewer than ten records", () => {
    const counts = new Float64Array(24);
    counts[16] = 9;
    expect(repeatedHours(counts, evening)).toBeNull();
  });
});

describe("tight in space", () => {
  it("is measured by the median distance from the median point", () => {
    expect(halfRadius(Float64Array.of(0, 10, 20, 30, 1_000), new Float64Array(5))).toBe(10);
    expect(halfRadius(new Float64Array(0), new Float64Array(0))).toBeNull();
  });
});

describe("refills", () => {
  const weekly = (from: number, to: number) => Array.from({ length: (to - from) / 7 }, (_, week) => from + 7 * week);
  const span = { from: 0, to: 364 };

  it("are reports back in weeks five to eight after a day of arrests", () => {
    const reports = Int32Array.from([...weekly(0, 182), ...weekly(203, 364)]);
    const police = Int32Array.from([...Array.from({ length: 6 }, () => 182), 20, 90]);
    expect(refills({ police, reports, span })).toEqual([
      { day: 182, before: 8, firstTwoWeeks: 0, weeksFiveToEight: 4, refilled: true },
    ]);
  });

  it("are not seen where it stays quiet", () => {
    const police = Int32Array.from({ length: 6 }, () => 182);
    expect(refills({ police, reports: Int32Array.from(weekly(0, 182)), span })[0]?.refilled).toBe(false);
  });

  it("are judged for the first of the days within eight weeks, and only with all sixteen weeks in the data", () => {
    const reports = Int32Array.from(weekly(0, 364));
    const burst = (day: number) => Array.from({ length: 6 }, () => day);
    const days = (police: number[]) =>
      refills({ police: Int32Array.from(police), reports, span }).map(({ day }) => day);
    expect(days([...burst(100), ...burst(120), ...burst(200)])).toEqual([100, 200]);
    expect(days([...burst(50), ...burst(320)])).toEqual([]);
  });

  it("are not looked for after an ordinary day of a place that police search every day", () => {
    const police = Int32Array.from({ length: 364 * 5 }, (_, i) => Math.floor(i / 5));
    expect(refills({ police, reports: Int32Array.from(weekly(0, 364)), span })).toEqual([]);
  });
});

describe("more than a busy place would have anyway", () => {
  const rest = { n: 1_000, other: 3_000, hectares: 10_000 };

  it("is 40 drug reports beside 20 others where the rest has one in four", () => {
    const excess = excessOver({ n: 40, other: 20, hectares: 1 }, rest);
    expect(excess).toMatchObject({ yardstick: "other_records", expected: 15, clear: true });
    expect(excess.p).toBeCloseTo(binomialTail(40, 60, [1, 4]), 15);
  });

  it("is not 40 beside 400", () => {
    expect(excessOver({ n: 40, other: 400, hectares: 1 }, rest).clear).toBe(false);
  });

  it("is measured by area where the data holds drug records alone", () => {
    const excess = excessOver({ n: 40, other: 0, hectares: 10 }, { ...rest, other: 99 });
    expect(excess).toMatchObject({ yardstick: "hectares", clear: true });
    expect(excess.expected).toBeCloseTo((1_040 * 10) / 10_010, 12);
  });
});

/** A year of a street: 48 reports in its own hours, five supply offences, five finds, one day of arrests. */
function street(change: Partial<CoreEvidence> = {}): CoreEvidence {
  const reports = Array.from({ length: 48 }, (_, i) => ({
    day: 7 * i + (i % 2),
    hour: 15 + (i % 3),
    x: 10 * (i % 9),
    place: i % 9,
  }));
  const some = [10, 80, 150, 220, 300].map((day) => ({ day, place: day }));
  return {
    reports: records(reports),
    supply: records(some),
    harm: records(some),
    other: 12,
    police: Int32Array.from({ length: 6 }, () => 180),
    hectares: 3,
    nearestMetres: 120,
    ...change,
  };
}

const CITY: City = {
  rest: {
    ...{ reports: 3_000, supply: 300, harm: 300, other: 9_000, hectares: 150_000 },
    hours: Float64Array.from({ length: 24 }, (_, hour) => (hour >= 16 && hour < 22 ? 290 : 70)),
    weekdays: Float64Array.of(420, 420, 420, 420, 440, 460, 420),
  },
  known: { reports: true, supply: true, harm: true },
  time: {
    window: { from: 0, to: 365 },
    history: { from: 0, to: 365 },
    recentMonths: [184, 214, 245, 275, 306, 336, 365],
  },
};

const statuses = (core: CoreEvidence, city: City = CITY) =>
  Object.values(openIndicators(core, city)).map(({ status }) => status);

describe("the indicators of an open market", () => {
  it("are all met by a street that keeps its hours, has supply and finds, and refills", () => {
    expect(new Set(statuses(street()))).toEqual(new Set(["met"]));
  });

  it("do not take one address for a street, however often it is complained of", () => {
    const flat = records(Array.from({ length: 300 }, (_, day) => ({ day, place: 1 })));
    expect(openIndicators(street({ reports: flat }), CITY).publicReports.status).toBe("not_met");
  });

  it("do not take a place that is busy with everything for a market", () => {
    expect(openIndicators(street({ other: 900 }), CITY).publicReports.status).toBe("not_met");
  });

  it("do not take one day for persistence, or for several days of supply", () => {
    const festival = records(Array.from({ length: 60 }, (_, place) => ({ day: 250, place })));
    const { persistent, publicSupply } = openIndicators(
      street({ reports: festival, supply: festival, harm: festival }),
      CITY,
    );
    expect([persistent.status, persistent.evidence?.months]).toEqual(["not_met", 1]);
    expect([publicSupply.status, publicSupply.evidence?.days]).toEqual(["not_met", 1]);
  });

  it("are not in the data where nobody says which reports the public made, places are unnamed and nothing is timed", () => {
    const empty = records([]);
    const blind: City = {
      ...CITY,
      rest: { ...CITY.rest, hours: new Float64Array(24), weekdays: new Float64Array(7) },
      known: { reports: false, supply: false, harm: false },
    };
    const core = street({ reports: empty, supply: empty, harm: empty, nearestMetres: null });
    expect(new Set(statuses(core, blind))).toEqual(new Set(["not_in_this_data"]));
  });

  it("cannot say persistence where one of the last six months is missing", () => {
    const city: City = { ...CITY, time: { ...CITY.time, recentMonths: null } };
    expect(openIndicators(street(), city).persistent.status).toBe("not_in_this_data");
  });

  it("draw the line of nearness at 400 m", () => {
    const status = (nearestMetres: number) => openIndicators(street({ nearestMetres }), CITY).nearPlaces.status;
    expect([status(400), status(401)]).toEqual(["met", "not_met"]);
  });
});

const CLOSED_CITY: ClosedCity = {
  rest: { ...CITY.rest, intelligence: 900, dealingHours: CITY.rest.hours, dealingWeekdays: CITY.rest.weekdays },
  known: { reports: true, keys: true, warrants: true, intelligence: true },
  window: { from: 0, to: 365 },
};

/** A flat: 33 pieces of intelligence at all hours, 7 calls, 4 warrants, all at one address. */
function flat(change: Partial<ClosedEvidence> = {}): ClosedEvidence {
  const rows = Array.from({ length: 44 }, (_, i) => ({ day: 8 * i, hour: (7 * i) % 24, place: 1 }));
  return {
    records: records(rows),
    warrant: Uint8Array.from(rows, (_, i) => (i >= 40 ? 1 : 0)),
    reports: records(rows.slice(0, 7)),
    intelligence: 33,
    other: 4,
    hectares: 3,
    ...change,
  };
}

describe("the indicators of a closed market", () => {
  it("are all met by a flat with intelligence, warrants and few callers", () => {
    expect(Object.values(closedIndicators(flat(), CLOSED_CITY)).map(({ status }) => status)).toEqual(
      Array.from({ length: 5 }, () => "met"),
    );
  });

  it("count no warrant at an address that nothing else is known of", () => {
    const rows = records([
      { day: 1, place: 1 },
      { day: 2, place: 2 },
    ]);
    const found = closedIndicators(flat({ records: rows, warrant: Uint8Array.of(0, 1) }), CLOSED_CITY);
    expect(found.warrants).toEqual({ status: "not_met", evidence: { warrants: 0 } });
  });

  it("say nothing of premises where addresses have no keys", () => {
    const city = { ...CLOSED_CITY, known: { ...CLOSED_CITY.known, keys: false } };
    expect(closedIndicators(flat(), city).premises).toEqual({ status: "not_in_this_data", evidence: null });
  });
});

describe("the class", () => {
  const noFlat = flat({ records: records([]), warrant: new Uint8Array(0), intelligence: 0 });
  const classOf = (core: CoreEvidence, closed: ClosedEvidence, city: City = CITY) =>
    classifyMarket(openIndicators(core, city), closedIndicators(closed, CLOSED_CITY));

  it("is open for the street, closed for the flat, mixed for both in one core", () => {
    const quiet = street({ reports: records([]), supply: records([]), harm: records([]) });
    expect(classOf(street(), noFlat)).toMatchObject({ class: "open", met: 7, available: 7 });
    expect(classOf(quiet, flat())).toMatchObject({ class: "closed", closedMet: 5, closedAvailable: 5 });
    expect(classOf(street(), flat()).class).toBe("mixed");
  });

  it("is not open without the pattern in space and time, whatever else is met", () => {
    const hours = Array.from({ length: 48 }, (_, i) => ({ day: 7 * i + (i % 7), hour: (5 * i) % 24, place: i % 9 }));
    expect(classOf(street({ reports: records(hours) }), noFlat)).toMatchObject({
      class: "not_enough_evidence",
      reason: "neither_rule",
      met: 6,
    });
  });

  it("is not closed for a neighbour's calls about one flat: no warrant, no intelligence", () => {
    const calls = Array.from({ length: 44 }, (_, i) => ({ day: 8 * i, hour: (7 * i) % 24, place: 1 }));
    const called = flat({ warrant: new Uint8Array(44), intelligence: 0, reports: records(calls) });
    const quiet = street({ reports: records(calls), supply: records([]), harm: records([]) });
    expect(classOf(quiet, called)).toMatchObject({ class: "not_enough_evidence", closedMet: 3 });
  });

  it("is not enough evidence where fewer than three indicators can be judged", () => {
    const blind: City = { ...CITY, known: { reports: false, supply: false, harm: false } };
    expect(classOf(street(), flat(), blind)).toMatchObject({
      class: "not_enough_evidence",
      reason: "too_few_available",
      available: 1,
    });
  });

  it("leaves the order to the indicators met, then to strength, then as given", () => {
    const ranked = [
      { met: 3, strength: 90 },
      { met: 5, strength: 2 },
      { met: 5, strength: 4 },
      { met: 5, strength: 2 },
    ];
    expect(orderMarkets(ranked)).toEqual([2, 1, 3, 0]);
  });
});
