import { describe, expect, it } from "vitest";
import { negativeBinomialTail } from "../../server/analytics/negative-binomial-tail.ts";
import { spikes } from "../../server/analytics/spike.ts";
import { expectClose } from "./fixture.ts";

describe("the negative binomial tail", () => {
  it("is known in closed form for size 1: (1 − prob)^k", () => {
    for (const k of [0, 1, 2, 10, 60]) {
      expectClose([negativeBinomialTail(k, { size: 1, prob: 0.25 })], [0.75 ** k], 1e-12);
    }
  });

  it("agrees with scipy 1.17.1 nbinom.sf(k − 1, size, prob)", () => {
    const known: [number, number, number, number][] = [
      [12, 6.20155, 0.699300699, 0.0007927956484654424],
      [8, 2.713178, 0.699300699, 0.0011579748615273308],
      [15, 34.116279, 0.699300699, 0.4876409607920682],
      [3, 0.5, 0.923076923, 0.0001465425873187128],
      [40, 36.5, 0.923076923, 7.453933302097053e-25],
      [5, 0.096899, 0.699300699, 7.536861396341882e-5],
      [60, 100.25, 0.7, 0.022921746922504482],
    ];
    expectClose(
      known.map(([k, size, prob]) => negativeBinomialTail(k, { size, prob })),
      known.map((row) => row[3]),
      1e-10,
    );
  });

  it("stays a number where prob^size underflows", () => {
    const p = negativeBinomialTail(2000, { size: 4000, prob: 0.7 });
    expect(p).toBeGreaterThan(0);
    expect(p).toBeLessThan(1);
  });
});

describe("spikes", () => {
  const steady = (mean: number) =>
    Float64Array.from({ length: 12 }, (_, month) => mean + (month % 2 === 0 ? 1.5 : -1.5));
  const history = [steady(2), steady(2), steady(2), new Float64Array(12)];
  const inArea = [true, true, false, true];

  it("takes variance/mean as the median over the wards with more than one a month", () => {
    const { dispersion } = spikes({ history, observed: Float64Array.of(2, 2, 2, 0), inArea });
    expect(dispersion).toBeCloseTo((12 * 2.25) / 11 / 2, 12);
  });

  it("flags the ward that stands out, and gives q within the area and over the force", () => {
    const { wards } = spikes({ history, observed: Float64Array.of(14, 2, 2, 0), inArea });
    expect(wards.map((ward) => ward.flagged)).toEqual([true, false, false, false]);
    expect(wards[0]!.q!).toBeCloseTo(3 * wards[0]!.p, 12);
    expect(wards[0]!.qForce).toBeCloseTo(4 * wards[0]!.p, 12);
    expect(wards[2]!.q).toBe(null);
  });

  it("never flags four offences, but keeps such wards in the family", () => {
    const { wards } = spikes({ history, observed: Float64Array.of(2, 2, 2, 4), inArea });
    expect(wards[3]!.q!).toBeLessThan(0.05);
    expect(wards[3]!.flagged).toBe(false);
  });

  it("uses the gamma-Poisson predictive where the force shows no extra spread", () => {
    const flat = [new Float64Array(12).fill(3), new Float64Array(12).fill(3)];
    const { dispersion, wards } = spikes({ history: flat, observed: Float64Array.of(9, 3), inArea: [true, true] });
    expect(dispersion).toBe(0);
    expect(wards[0]!.p).toBeCloseTo(negativeBinomialTail(9, { size: 36.5, prob: 12 / 13 }), 15);
  });

  it("says there is no dispersion when no ward is busy, and still answers", () => {
    const { dispersion, wards } = spikes({
      history: [new Float64Array(12)],
      observed: Float64Array.of(5),
      inArea: [true],
    });
    expect(dispersion).toBe(null);
    expect(wards[0]!.p).toBeCloseTo(negativeBinomialTail(5, { size: 0.5, prob: 12 / 13 }), 15);
  });

  it("refuses a history that is not twelve months", () => {
    const short = { history: [new Float64Array(11)], observed: Float64Array.of(5), inArea: [true] };
    expect(() => spikes(short)).toThrow("A spike is judged against 12 months, got 11");
  });
});
