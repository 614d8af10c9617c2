import { describe, expect, it } from "vitest";
import { drawSums } from "../../server/analytics/draw-sums.ts";
import { emerging } from "../../server/analytics/emerging.ts";
import { emergingClass, type Trend } from "../../server/analytics/emerging-class.ts";
import { seededRandom } from "../../server/analytics/random.ts";
import { stratifiedTails } from "../../server/analytics/stratified-tails.ts";
import { fixture, hexagon } from "./fixture.ts";
import { poisson } from "./simulate.ts";

const { cases } = fixture<{ cases: { sequence: string; trend: Trend; expected: string }[] }>("emerging-classes");

const statesOf = (sequence: string) => Int8Array.from(sequence, (step) => (step === "H" ? 1 : step === "C" ? -1 : 0));

describe("the emerging classes", () => {
  it.each(cases)("$sequence with trend $trend is $expected", ({ sequence, trend, expected }) => {
    expect(emergingClass(statesOf(sequence), trend)).toBe(expected);
  });

  it("finds no pattern in a sequence that is never significant, or stopped being hot", () => {
    expect(emergingClass(statesOf(".........."), "up")).toBe("no pattern detected");
    expect(emergingClass(statesOf("..HH.HH..."), "none")).toBe("no pattern detected");
  });

  it("takes any length", () => {
    expect(emergingClass(statesOf("H"), "none")).toBe("new hot spot");
    expect(emergingClass(statesOf("H".repeat(23)), "none")).toBe("persistent hot spot");
    expect(emergingClass(statesOf(""), "none")).toBe("no pattern detected");
  });
});

describe("the stratified null", () => {
  it("draws from each month's own values: 0,1 and 0,3 give 0, 1, 3, 4 alike", () => {
    const months = [Float64Array.of(0, 1), Float64Array.of(0, 3)].map((month) => drawSums(month, 1, 4));
    const { upper, lower, width } = stratifiedTails(months[0]!, months[1]!, [1]);
    expect([...upper.subarray(width, width + 5)]).toEqual([1, 0.75, 0.5, 0.5, 0.25]);
    expect([...lower.subarray(width, width + 5)]).toEqual([0.25, 0.5, 0.5, 0.75, 1]);
  });
});

describe("emerging hot spots", () => {
  const { cells, adjacency } = hexagon(12, 1);
  const centre = cells.indexOf("0,0");
  const disk = [centre, ...adjacency.neighbours.subarray(adjacency.offsets[centre]!, adjacency.offsets[centre + 1]!)];

  /** Noise of 3 a month with a planted disk whose mean is given per month. */
  function cube(seed: number, months: number, planted: (month: number) => number): Float64Array[] {
    const random = seededRandom(seed);
    return Array.from({ length: months }, (_, month) => {
      const counts = Float64Array.from(cells, () => poisson(3, random));
      for (const cell of disk) counts[cell] = poisson(planted(month), random);
      return counts;
    });
  }

  function classAtCentre(months: Float64Array[]): string {
    const result = emerging(months, adjacency);
    if (result.gate !== null) throw new Error(result.gate);
    return result.classArcgis[centre]!;
  }

  it("calls a place hot all the time persistent", () => {
    expect(classAtCentre(cube(1, 24, () => 8))).toBe("persistent hot spot");
  });

  it("calls a place that became hot in the last four months consecutive", () => {
    expect(classAtCentre(cube(2, 24, (month) => (month < 20 ? 3 : 9)))).toBe("consecutive hot spot");
  });

  it("calls a place that cooled after all but the end historical", () => {
    expect(classAtCentre(cube(3, 24, (month) => (month < 22 ? 9 : 3)))).toBe("historical hot spot");
  });

  it("sees a rise by its own trend, with the exact p at a false-discovery rate", () => {
    const result = emerging(
      cube(4, 24, (month) => 2 + month / 2),
      adjacency,
    );
    if (result.gate !== null) throw new Error(result.gate);
    expect(result.trend.s[centre]!).toBeGreaterThan(0);
    expect(result.trend.q[centre]!).toBeLessThan(0.05);
    expect(result.states).toHaveLength(23);
  });

  it("does not call a city-wide season hot", () => {
    const random = seededRandom(5);
    const season = Array.from({ length: 24 }, (_, month) =>
      Float64Array.from(cells, () => poisson(3 * (1 + 0.4 * Math.sin(month / 2)), random)),
    );
    const result = emerging(season, adjacency);
    if (result.gate !== null) throw new Error(result.gate);
    expect(result.states.flatMap((step) => [...step]).filter((state) => state !== 0)).toEqual([]);
  });

  it("gives the gate's reason for an empty cube and refuses a single month", () => {
    const empty = [new Float64Array(cells.length), new Float64Array(cells.length)];
    expect(emerging(empty, adjacency)).toEqual({ gate: "too_few_incidents" });
    expect(() => emerging(empty.slice(1), adjacency)).toThrow("A cube needs at least 2 months, got 1");
  });
});
