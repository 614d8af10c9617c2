import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestBlocks, expectedHours } from "../../server/analytics/expected-hours.ts";
import { chooseStops } from "../../server/analytics/patrol-stops.ts";
import { randomBelow, seededRandom } from "../../server/analytics/random.ts";
import { shortestTour } from "../../server/analytics/shortest-tour.ts";
import { sumsWithin } from "../../server/analytics/sums-within.ts";
import { tourLength } from "../../server/analytics/two-opt.ts";
import { variedTour } from "../../server/analytics/varied-tour.ts";

const floats = (...values: number[]) => Float64Array.from(values);
const coordinate = fc.integer({ min: -2_000, max: 2_000 });

describe("sums within a radius", () => {
  it("counts the point itself and what lies on the circle", () => {
    expect(sumsWithin(floats(0, 100, 250), floats(0, 0, 0), floats(3, 1, 5), 150)).toEqual(floats(4, 9, 6));
  });

  it("equals measuring every pair, wherever the points fall on the grid", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate, fc.nat(9)), { maxLength: 60 }), (points) => {
        const [x, y, n] = [0, 1, 2].map((k) => Float64Array.from(points, (point) => point[k]!));
        const pairs = points.map(([ax, ay]) =>
          points.reduce((sum, [bx, by, m]) => (Math.hypot(ax - bx, ay - by) <= 150 ? sum + m : sum), 0),
        );
        expect([...sumsWithin(x!, y!, n!, 150)]).toEqual(pairs);
      }),
    );
  });
});

describe("the stops of a patrol", () => {
  const rules = { apartMetres: 500, most: 12 };
  const choose = (points: readonly [x: number, sum: number, target: number][], targets: number, most = 12) =>
    chooseStops(
      {
        xMetres: Float64Array.from(points, ([x]) => x),
        yMetres: new Float64Array(points.length),
        sums: Float64Array.from(points, ([, sum]) => sum),
        target: Uint16Array.from(points, ([, , target]) => target),
      },
      targets,
      { ...rules, most },
    );

  it("are the fullest circle of each target, the fullest first", () => {
    const chosen = choose(
      [
        [0, 5, 0],
        [900, 20, 1],
        [1_000, 30, 1],
        [100, 40, 0],
      ],
      2,
    );
    expect(chosen).toEqual({ stops: [3, 2], leftOut: [null, null] });
  });

  it("stand 500 m apart: a target takes its next circle where its best is too near", () => {
    const near: [number, number, number][] = [
      [0, 40, 0],
      [300, 30, 1],
      [500, 15, 1],
      [499, 29, 1],
    ];
    expect(choose(near, 2)).toEqual({ stops: [0, 2], leftOut: [null, null] });
    expect(choose(near.slice(0, 2), 2)).toEqual({ stops: [0], leftOut: [null, "too_near"] });
  });

  it("leave a circle that holds less than half of its target's best", () => {
    expect(
      choose(
        [
          [0, 40, 0],
          [2_000, 19, 0],
        ],
        1,
      ).stops,
    ).toEqual([0]);
    expect(
      choose(
        [
          [0, 40, 0],
          [2_000, 20, 0],
        ],
        1,
      ).stops,
    ).toEqual([0, 1]);
  });

  it("go to every target before a second one goes to any", () => {
    const crowded: [number, number, number][] = [
      [0, 90, 0],
      [1_000, 80, 0],
      [2_000, 10, 1],
      [3_000, 70, 0],
    ];
    expect(choose(crowded, 2, 2)).toEqual({ stops: [0, 2], leftOut: [null, null] });
    expect(choose(crowded, 2, 3).stops).toEqual([0, 1, 2]);
  });

  it("say why a target has none", () => {
    expect(
      choose(
        [
          [0, 9, 0],
          [5_000, 8, 1],
          [9_000, 0, 2],
        ],
        4,
        1,
      ).leftOut,
    ).toEqual([null, "too_many", "nothing_recorded", "nothing_recorded"]);
    expect(choose([], 0)).toEqual({ stops: [], leftOut: [] });
  });

  it("are never more than asked for, nor nearer than the rule", () => {
    const candidate = fc.tuple(coordinate, fc.integer({ min: 0, max: 50 }), fc.nat(4));
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 60 }), (points) => {
        const { stops } = choose(points, 5, 4);
        expect(stops.length).toBeLessThanOrEqual(4);
        for (const [k, a] of stops.entries()) {
          for (const b of stops.slice(0, k))
            expect(Math.abs(points[a]![0] - points[b]![0])).toBeGreaterThanOrEqual(500);
        }
      }),
    );
  });
});

/** 168 hours of the week from [day, hour, n]. */
function week(...entries: readonly (readonly [day: number, hour: number, n: number])[]): Float64Array {
  const counts = new Float64Array(168);
  for (const [day, hour, n] of entries) counts[day * 24 + hour] = n;
  return counts;
}

describe("expected hours", () => {
  it("are the share of the weekday times the share of the hour", () => {
    const expected = expectedHours(week([4, 18, 20], [4, 19, 20]), 10)!;
    expect([expected[4 * 24 + 18], expected[4 * 24 + 19], expected[5 * 24 + 18]]).toEqual([2, 2, 0]);
    const spread = expectedHours(week([0, 9, 30], [1, 10, 10]), 1)!;
    // Monday 30 of 40, ten o'clock 10 of 40.
    expect(spread[10]).toBe(7.5);
  });

  it("add up to the incidents a week, and on each weekday to its own", () => {
    const expected = expectedHours(week([0, 9, 30], [1, 10, 10], [6, 23, 12]), 4)!;
    expect(expected.reduce((a, b) => a + b)).toBeCloseTo(13, 12);
    expect(expected.subarray(24, 48).reduce((a, b) => a + b)).toBeCloseTo(2.5, 12);
  });

  it("are not said of fewer than 30 incidents", () => {
    expect(expectedHours(week([0, 9, 29]), 52)).toBe(null);
    expect(expectedHours(week([0, 9, 30]), 52)).not.toBe(null);
    expect(() => expectedHours(new Float64Array(24), 1)).toThrow("Expected 168 hours of the week, got 24");
  });

  it("give the best blocks of a day, apart from each other and above its average", () => {
    const friday = week([4, 17, 1], [4, 18, 4], [4, 19, 3], [4, 2, 5], [4, 23, 1]);
    expect(bestBlocks(friday, { length: 3, most: 2, day: 4 })).toEqual([
      { day: 4, hour: 17, expected: 8 },
      { day: 4, hour: 0, expected: 5 },
    ]);
    expect(bestBlocks(new Float64Array(168).fill(1), { length: 3, most: 2, day: 0 })).toEqual([]);
  });

  it("give the best blocks of the week, none across midnight", () => {
    const late = week([5, 22, 9], [5, 23, 9], [6, 0, 9], [2, 12, 20]);
    expect(bestBlocks(late, { length: 3, most: 2 })).toEqual([
      { day: 2, hour: 10, expected: 20 },
      { day: 5, hour: 21, expected: 18 },
    ]);
  });
});

describe("another order of a round", () => {
  const distances = (stops: number, seed: number) => {
    const random = seededRandom(seed);
    const points = Array.from(
      { length: stops },
      () => [randomBelow(random, 3_000), randomBelow(random, 3_000)] as const,
    );
    return Float64Array.from(points.flatMap((a) => points.map((b) => Math.hypot(a[0] - b[0], a[1] - b[1]))));
  };

  it("visits every stop once and is at most 15 % longer than the shortest", () => {
    for (const stops of [1, 2, 3, 5, 12]) {
      const distance = distances(stops, stops);
      const shortest = shortestTour(distance, stops);
      for (const seed of [1, 2, 3]) {
        const order = variedTour(distance, shortest.order, seededRandom(seed));
        expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: stops }, (_, k) => k));
        expect(tourLength(distance, order)).toBeLessThanOrEqual(1.15 * shortest.metres + 1e-9);
      }
    }
  });

  it("is the same for one seed and hardly ever for two", () => {
    const distance = distances(12, 4);
    const { order } = shortestTour(distance, 12);
    const orders = Array.from({ length: 20 }, (_, seed) => variedTour(distance, order, seededRandom(seed)).join(" "));
    expect(variedTour(distance, order, seededRandom(7)).join(" ")).toBe(orders[7]);
    expect(new Set(orders).size).toBeGreaterThan(15);
  });

  it("starts anywhere, so that the first stop of the day is not known", () => {
    const distance = distances(5, 9);
    const { order } = shortestTour(distance, 5);
    const firsts = Array.from({ length: 60 }, (_, seed) => variedTour(distance, order, seededRandom(seed))[0]);
    expect(new Set(firsts).size).toBe(5);
  });
});
