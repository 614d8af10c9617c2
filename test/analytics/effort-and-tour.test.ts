import { describe, expect, it } from "vitest";
import { effortRatio } from "../../server/analytics/effort-ratio.ts";
import { randomBelow, seededRandom } from "../../server/analytics/random.ts";
import { shortestTour } from "../../server/analytics/shortest-tour.ts";

const months = (finds: number[], searches: number[]) => ({
  finds: Float64Array.from(finds),
  searches: Float64Array.from(searches),
});

describe("police effort", () => {
  it("calls twice the finds for twice the searches in step with searching", () => {
    const result = effortRatio(months([20, 20], [100, 100]), months([40, 40], [200, 200]))!;
    expect(result.ratio).toBe(1);
    expect(result.interval[0]).toBeCloseTo(Math.exp(-1.959963984540054 * Math.sqrt(1 / 40 + 1 / 80)), 12);
    expect(result).toMatchObject({
      dispersion: 1,
      degreesOfFreedom: 1,
      halfAdded: false,
      verdict: "in_step_with_searching",
    });
  });

  it("says a rise of finds at equal searching is not accounted for by searching alone", () => {
    const result = effortRatio(months([20, 20], [100, 100]), months([40, 40], [100, 100]))!;
    expect(result.interval[0]).toBeGreaterThan(1);
    expect(result.verdict).toBe("not_accounted_for_by_searching_alone");
  });

  it("asks for the same direction, even where the interval includes 1", () => {
    const result = effortRatio(months([10], [100]), months([11], [95]))!;
    expect(result.interval[0]).toBeLessThan(1);
    expect(result.verdict).toBe("not_accounted_for_by_searching_alone");
  });

  it("widens the interval by the spread of the months before, and prints its degrees of freedom", () => {
    const wild = effortRatio(months([10, 30], [100, 100]), months([40, 40], [200, 200]))!;
    expect(wild.dispersion).toBeCloseTo((100 / 20 + 100 / 20) / 1, 12);
    expect(wild.degreesOfFreedom).toBe(1);
  });

  it("adds half a find where there was none, and says so", () => {
    expect(effortRatio(months([0], [100]), months([4], [100]))).toMatchObject({ ratio: 9, halfAdded: true });
  });

  it("has no ratio without searches or without finds", () => {
    expect(effortRatio(months([3], [0]), months([4], [100]))).toBe(null);
    expect(effortRatio(months([0], [10]), months([0], [100]))).toBe(null);
  });

  it("refuses unequal months", () => {
    expect(() => effortRatio(months([1, 2], [3]), months([1], [1]))).toThrow("got 2 and 1");
  });
});

/** Straight-line distances between random points of a 1 km square. */
function scattered(stops: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  const points = Array.from({ length: stops }, () => [randomBelow(random, 1000), randomBelow(random, 1000)] as const);
  return Float64Array.from(points.flatMap((a) => points.map((b) => Math.hypot(a[0] - b[0], a[1] - b[1]))));
}

/** Shortest tour by trying every order. */
function bruteForce(distance: Float64Array, stops: number): number {
  const tryFrom = (last: number, left: readonly number[], metres: number): number =>
    left.length === 0
      ? metres + distance[last * stops]!
      : Math.min(
          ...left.map((next) =>
            tryFrom(
              next,
              left.filter((stop) => stop !== next),
              metres + distance[last * stops + next]!,
            ),
          ),
        );
  return tryFrom(
    0,
    Array.from({ length: stops - 1 }, (_, k) => k + 1),
    0,
  );
}

describe("the shortest tour", () => {
  it("goes round the square instead of across it", () => {
    const side = 100;
    const cross = Math.SQRT2 * side;
    const square = Float64Array.of(
      0,
      side,
      cross,
      side,
      side,
      0,
      side,
      cross,
      cross,
      side,
      0,
      side,
      side,
      cross,
      side,
      0,
    );
    const tour = shortestTour(square, 4);
    expect(tour).toMatchObject({ metres: 400, exact: true });
    expect([
      [0, 1, 2, 3],
      [0, 3, 2, 1],
    ]).toContainEqual(tour.order);
  });

  it.each([3, 5, 7, 8])("equals trying every order of %i stops", (stops) => {
    for (const seed of [1, 2, 3]) {
      const distance = scattered(stops, seed);
      expect(shortestTour(distance, stops).metres).toBeCloseTo(bruteForce(distance, stops), 8);
    }
  });

  it("visits every stop once, starting at the first, exactly up to 12 and by 2-opt beyond", () => {
    for (const stops of [12, 13, 40]) {
      const tour = shortestTour(scattered(stops, stops), stops);
      expect(tour.exact).toBe(stops <= 12);
      expect(tour.order[0]).toBe(0);
      expect(tour.order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: stops }, (_, k) => k));
    }
  });

  it("is at 12 stops never longer than what 2-opt finds for the same stops seen twice", () => {
    const distance = scattered(12, 5);
    const doubled = Float64Array.from(
      { length: 24 * 24 },
      (_, k) => distance[(Math.floor(k / 24) % 12) * 12 + ((k % 24) % 12)]!,
    );
    expect(shortestTour(distance, 12).metres).toBeLessThanOrEqual(shortestTour(doubled, 24).metres + 1e-6);
  });

  it("has nothing to walk for one stop, and there and back for two", () => {
    expect(shortestTour(Float64Array.of(0), 1)).toEqual({ order: [0], metres: 0, exact: true });
    expect(shortestTour(Float64Array.of(0, 70, 70, 0), 2)).toEqual({ order: [0, 1], metres: 140, exact: true });
  });

  it("refuses a matrix that is none", () => {
    expect(() => shortestTour(new Float64Array(3), 2)).toThrow("Expected 2 × 2 distances, got 3");
    expect(() => shortestTour(Float64Array.of(0, 1, 2, 0), 2)).toThrow("Distance 0 to 1 is 1, back it is 2");
    expect(() => shortestTour(Float64Array.of(0, Number.NaN, 1, 0), 2)).toThrow("got NaN");
  });
});
