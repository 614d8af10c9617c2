import { createHash } from "node:crypto";
import { latLngToCell } from "h3-js";
import { beforeAll, describe, expect, it } from "vitest";
import { dateOf } from "../../data/demo/calendar.ts";
import { readTownCentres } from "../../data/demo/city/town-centres.ts";
import { generateDemoAreas } from "../../data/demo/generate-areas.ts";
import { generateDemoIncidents } from "../../data/demo/generate-incidents.ts";
import { generateDemoOperations } from "../../data/demo/generate-operations.ts";
import { generateDemoZones } from "../../data/demo/generate-zones.ts";
import { readDemoPlaces } from "../../data/demo/places.ts";
import { distanceMetres, type LngLat, ringContains, toMetres } from "../../data/demo/plane.ts";
import { type DemoTruth, demoTruth } from "../../data/demo/truth.ts";
import { CATEGORIES } from "../../server/api/vocabulary.ts";
import type { IncidentRow } from "../../server/ingest/row.ts";

const SEED = 20_190_507;
const DRUGS = ["supply", "production", "possession"];

let rows: IncidentRow[];
let truth: DemoTruth;
beforeAll(() => {
  rows = generateDemoIncidents({ seed: SEED });
  truth = demoTruth(SEED);
}, 60_000);

function near(
  at: LngLat,
  metres: number,
  category: string,
  [from, to]: readonly [string, string] = ["2000-01-01", "2100-01-01"],
): number {
  return rows.filter(
    (row) =>
      row.category === category &&
      row.occurredOn >= from &&
      row.occurredOn < to &&
      distanceMetres(toMetres([row.lng ?? 0, row.lat ?? 0]), toMetres(at)) < metres,
  ).length;
}

const hourFormat = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", hourCycle: "h23" });

function londonHour(instant: string): number {
  return Number(hourFormat.format(new Date(instant)));
}

function wardCounts(name: string, wards: ReturnType<typeof generateDemoAreas>["wards"]): Map<string, number> {
  const ring = wards.features.find((feature) => feature.properties.WD18NM === name)?.geometry.coordinates[0] as [
    number,
    number,
  ][];
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (!DRUGS.includes(row.category) || !ringContains(ring, [row.lng ?? 0, row.lat ?? 0])) continue;
    const month = row.occurredOn.slice(0, 7);
    counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  return counts;
}

describe("the demo city", () => {
  it("is the same for the same seed, and another for another", () => {
    const digest = (seed: number) =>
      createHash("sha256")
        .update(JSON.stringify(generateDemoIncidents({ seed, months: 3 })))
        .digest("hex");
    expect(digest(SEED)).toBe(digest(SEED));
    expect(digest(SEED)).not.toBe(digest(SEED + 1));
  });

  it("has 120,000 to 200,000 incidents over 36 months, at least 30,000 of them drug offences", () => {
    expect(rows.length).toBeGreaterThan(120_000);
    expect(rows.length).toBeLessThan(200_000);
    expect(new Set(rows.map((row) => row.occurredOn.slice(0, 7))).size).toBe(36);
    expect(rows.filter((row) => DRUGS.includes(row.category)).length).toBeGreaterThan(30_000);
  });

  it("has every category but the unsplit one, each 500 times or more", () => {
    for (const category of CATEGORIES) {
      const n = rows.filter((row) => row.category === category).length;
      if (category === "drug_unsplit") expect(n, category).toBe(0);
      else expect(n, category).toBeGreaterThanOrEqual(500);
    }
  });

  it("numbers its rows once each", () => {
    expect(new Set(rows.map((row) => row.sourceId)).size).toBe(rows.length);
  });

  it("puts every row inside a ward", () => {
    const rings = generateDemoAreas().wards.features.map(
      (feature) => feature.geometry.coordinates[0] as [number, number][],
    );
    const sample = rows.filter((_, i) => i % 97 === 0);
    const outside = sample.filter((row) => !rings.some((ring) => ringContains(ring, [row.lng ?? 0, row.lat ?? 0])));
    expect(outside.length / sample.length).toBeLessThan(0.005);
  });

  it("has names for its places", () => {
    expect(readDemoPlaces().filter((place) => place.kind === "station").length).toBeGreaterThan(400);
  });
});

describe("its wards", () => {
  it("tile the boroughs: the areas add up", () => {
    const { wards, boroughs } = generateDemoAreas();
    const area = (ring: readonly (readonly number[])[]) =>
      Math.abs(
        ring.reduce((sum, [x = 0, y = 0], i) => {
          const [nx = 0, ny = 0] = ring[(i + 1) % ring.length] ?? [];
          return sum + x * ny - nx * y;
        }, 0),
      ) / 2;
    const polygons = ({ geometry }: (typeof wards)["features"][number] | (typeof boroughs)["features"][number]) =>
      geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const total = (features: readonly Parameters<typeof polygons>[0][]) =>
      features
        .flatMap(polygons)
        .reduce((sum, [outer = [], ...holes]) => sum + area(outer) - holes.reduce((h, ring) => h + area(ring), 0), 0);
    expect(wards.features).toHaveLength(657);
    expect(boroughs.features).toHaveLength(33);
    expect(total(wards.features)).toBeCloseTo(total(boroughs.features), 9);
  });

  it("have Romford Town the highest of Havering in most months", () => {
    const { wards } = generateDemoAreas();
    const names = wards.features.filter((f) => f.properties.LAD18NM === "Havering").map((f) => f.properties.WD18NM);
    const romford = wardCounts("Romford Town", wards);
    const others = names.filter((name) => name !== "Romford Town").map((name) => wardCounts(name, wards));
    const highest = [...romford].filter(([month, n]) => others.every((counts) => (counts.get(month) ?? 0) < n));
    expect(highest.length).toBeGreaterThan(18);
  });

  it("have a spike in Rainham and Wennington that goes half-way back", () => {
    const counts = wardCounts(truth.spike.ward, generateDemoAreas().wards);
    const before =
      [...counts]
        .filter(([month]) => month >= "2025-05" && month < truth.spike.month)
        .reduce((sum, [, n]) => sum + n, 0) / 12;
    const spike = counts.get(truth.spike.month) ?? 0;
    const after =
      ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10"].reduce(
        (sum, month) => sum + (counts.get(month) ?? 0),
        0,
      ) / 5;
    expect(spike / before).toBeGreaterThan(3);
    expect(after / before).toBeGreaterThan(1.7);
    expect(after).toBeLessThan(spike * 0.85);
  });
});

describe("its markets", () => {
  it("are 20 open ones, five of them small and in one cell, and 15 closed ones", () => {
    expect(truth.openMarkets).toHaveLength(20);
    expect(truth.openMarkets.filter((market) => market.small)).toHaveLength(5);
    expect(truth.closedMarkets).toHaveLength(15);
  });

  it("have five small ones below the median of town-centre cells, in the year before operation A", () => {
    const cells = new Map<string, number>();
    for (const row of rows) {
      if (row.category !== "drug_asb" || row.occurredOn < "2024-11-03" || row.occurredOn >= "2025-11-03") continue;
      const cell = latLngToCell(row.lat ?? 0, row.lng ?? 0, 9);
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
    const inCellOf = ([lng, lat]: LngLat) => cells.get(latLngToCell(lat, lng, 9)) ?? 0;
    const centres = readTownCentres()
      .map((centre) => inCellOf(centre.at))
      .sort((a, b) => a - b);
    const median = centres[Math.floor(centres.length / 2)] ?? 0;
    for (const market of truth.openMarkets.filter((m) => m.small)) {
      expect(inCellOf(market.at), market.id).toBeGreaterThan(30);
      expect(inCellOf(market.at), market.id).toBeLessThan(median);
      const own = rows.filter(
        (row) =>
          row.category === "drug_asb" &&
          row.locationText === `Street near ${market.station}` &&
          distanceMetres(toMetres([row.lng ?? 0, row.lat ?? 0]), toMetres(market.at)) < 200,
      );
      expect(new Set(own.map((row) => latLngToCell(row.lat ?? 0, row.lng ?? 0, 9))).size, market.id).toBe(1);
    }
  });

  it("keep their hours: half the reports of a large one within four hours of its peak", () => {
    for (const market of truth.openMarkets.filter((m) => !m.small)) {
      const reports = rows.filter(
        (row) => row.category === "drug_asb" && row.locationText === `Street near ${market.station}`,
      );
      const hours = reports.map((row) => londonHour(row.occurredFrom));
      const close = hours.filter(
        (hour) => Math.min(Math.abs(hour - market.peakHour), 24 - Math.abs(hour - market.peakHour)) <= 2,
      );
      expect(close.length / hours.length, market.id).toBeGreaterThan(0.5);
    }
  });

  it("refill after a day of arrests: fewer reports for two weeks, all back by the fifth to eighth", () => {
    const weeks = (from: number, to: number) =>
      truth.openMarkets
        .filter((market) => market.reports > 40 && market !== truth.operations.a.target)
        .reduce((sum, market) => {
          const count = (day: number) =>
            near(market.at, 420, "drug_asb", [dateOf(day + 7 * from), dateOf(day + 7 * to)]);
          return sum + market.enforced.reduce((total, day) => total + count(day), 0);
        }, 0) /
      (to - from);
    const usual = weeks(-6, 0);
    expect(weeks(0, 2) / usual).toBeGreaterThan(0.5);
    expect(weeks(0, 2) / usual).toBeLessThan(0.7);
    expect(weeks(5, 8) / usual).toBeGreaterThan(0.88);
  });

  it("have violence on the heels of reports at some of them, and at no other", () => {
    for (const market of truth.openMarkets.filter((m) => m.reports > 40)) {
      const followed = near(market.at, 200, "violence") / near(market.at, 200, "drug_asb");
      if (market.violence) expect(followed, market.id).toBeGreaterThan(0.06);
      else expect(followed, market.id).toBeLessThan(0.05);
    }
  });

  it("are hidden among at least ten busy decoys", () => {
    expect(truth.decoys.length).toBeGreaterThanOrEqual(10);
    for (const decoy of truth.decoys) {
      const busy = rows.filter(
        (row) => distanceMetres(toMetres([row.lng ?? 0, row.lat ?? 0]), toMetres(decoy.at)) < 250,
      ).length;
      expect(busy, decoy.id).toBeGreaterThan(250);
    }
  });
});

/** Share of a market's reports that fall three to six hours after its usual peak. */
function lateShare(market: DemoTruth["openMarkets"][number], [from, to]: readonly [string, string]): number {
  const hours = rows
    .filter(
      (row) =>
        row.category === "drug_asb" &&
        row.occurredOn >= from &&
        row.occurredOn < to &&
        distanceMetres(toMetres([row.lng ?? 0, row.lat ?? 0]), toMetres(market.at)) < 150,
    )
    .map((row) => londonHour(row.occurredFrom));
  return hours.filter((hour) => [3, 4, 5, 6].includes((hour - market.peakHour + 24) % 24)).length / hours.length;
}

describe("its operations", () => {
  const half = (from: string, to: string) => [from, to] as const;

  it("A: reports fall by 45 % in the target while it runs, and are 15 % down after week 20", () => {
    const target = truth.operations.a.target.at;
    const before = near(target, 420, "drug_asb", half("2025-05-05", "2025-11-03"));
    expect(before).toBeGreaterThanOrEqual(700);
    const during = near(target, 420, "drug_asb", half("2025-11-03", "2025-12-15"));
    expect(during / ((before * 6) / 26)).toBeCloseTo(0.55, 1);
    const later = near(target, 420, "drug_asb", half("2026-03-23", "2026-09-21"));
    expect(later / before).toBeGreaterThan(0.8);
    expect(later / before).toBeLessThan(0.9);
  });

  it("A: 35 % of the loss comes back at two places over the border, 0.6 to 1.2 km away, later in the day", () => {
    const { target, receiving } = truth.operations.a;
    const window = half("2025-11-03", "2026-05-04");
    const earlier = half("2025-05-05", "2025-11-03");
    const lost = near(target.at, 420, "drug_asb", earlier) - near(target.at, 420, "drug_asb", window);
    let gained = 0;
    for (const market of receiving) {
      const metres = distanceMetres(toMetres(market.at), toMetres(target.at));
      expect(metres - 420, "from the target's edge").toBeGreaterThan(590);
      expect(metres).toBeLessThan(1_200);
      const before = near(market.at, 150, "drug_asb", earlier);
      expect(before).toBeGreaterThanOrEqual(15);
      expect(before).toBeLessThanOrEqual(25);
      gained += near(market.at, 150, "drug_asb", window) - before;
      expect(lateShare(market, window), market.id).toBeGreaterThan(lateShare(market, earlier) + 0.2);
    }
    expect(gained / lost).toBeGreaterThan(0.25);
    expect(gained / lost).toBeLessThan(0.45);
  });

  it("A: recorded possession rises by 60 % and searches treble while it runs", () => {
    const target = truth.operations.a.target.at;
    const ratio = (category: string) =>
      near(target, 300, category, half("2025-11-03", "2025-12-15")) /
      ((near(target, 300, category, half("2025-05-05", "2025-11-03")) * 6) / 26);
    expect(ratio("possession")).toBeGreaterThan(1.35);
    expect(ratio("possession")).toBeLessThan(1.85);
    expect(ratio("drug_search")).toBeGreaterThan(2.4);
    expect(ratio("drug_search")).toBeLessThan(3.6);
  });

  it("A: ten or more other places have reports of its order, to hold it against", () => {
    const window = half("2025-05-05", "2025-11-03");
    const own = near(truth.operations.a.target.at, 420, "drug_asb", window);
    const others = truth.openMarkets
      .filter((market) => market !== truth.operations.a.target)
      .map((market) => near(market.at, 420, "drug_asb", window));
    expect(others.filter((n) => n >= own / 2 && n <= 2 * own).length).toBeGreaterThanOrEqual(10);
  });

  it("B: ten reports a month fall by 30 %", () => {
    const target = truth.operations.b.target.at;
    const before = near(target, 300, "drug_asb", half("2025-07-14", "2026-01-12"));
    expect(before).toBeGreaterThan(52);
    expect(before).toBeLessThan(70);
    expect(near(target, 300, "drug_asb", half("2026-01-12", "2026-07-13")) / before).toBeCloseTo(0.7, 1);
  });

  it("C: a naive before and after shows about 40 % less though nothing was done: the level is that of the year before", () => {
    const target = truth.operations.c.target.at;
    const peak = near(target, 420, "drug_asb", half("2024-12-02", "2025-06-02"));
    const after = near(target, 420, "drug_asb", half("2025-06-02", "2025-12-01"));
    const earlier = near(target, 420, "drug_asb", half("2024-06-03", "2024-12-02"));
    expect(after / peak - 1).toBeGreaterThan(-0.46);
    expect(after / peak - 1).toBeLessThan(-0.34);
    expect(Math.abs(after / earlier - 1)).toBeLessThan(0.2);
  });

  it("D: reports fall by 35 % in the order's area, and in the rings about it too", () => {
    const target = truth.operations.d.target.at;
    const counts = (window: readonly [string, string]) => {
      const inside = near(target, 420, "drug_asb", window);
      return { inside, rings: near(target, 1_260, "drug_asb", window) - inside };
    };
    const before = counts(half("2024-04-01", "2025-04-01"));
    const after = counts(half("2025-04-01", "2026-04-01"));
    expect(after.inside / before.inside).toBeCloseTo(0.65, 1);
    expect(before.rings).toBeGreaterThan(200);
    expect(after.rings / before.rings).toBeGreaterThan(0.72);
    expect(after.rings / before.rings).toBeLessThan(0.9);
  });

  it("are recorded without a word of what they did, with their zones", () => {
    expect(generateDemoOperations(SEED).map((operation) => operation.phases.length)).toEqual([3, 1, 1, 1]);
    expect(JSON.stringify(generateDemoOperations(SEED))).not.toMatch(/effect|displaced|receiving/);
    expect(
      generateDemoZones(SEED).some(
        (zone) => zone.prohibitions.length === 1 && /alcohol/.test(zone.prohibitions[0] ?? ""),
      ),
    ).toBe(true);
  });
});
