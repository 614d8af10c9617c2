import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beforeDispersion } from "../../server/analytics/before-dispersion.ts";
import { centreShiftP } from "../../server/analytics/centre-shift-p.ts";
import { chooseControl } from "../../server/analytics/choose-control.ts";
import { hoursShift } from "../../server/analytics/hours-shift.ts";
import { type Comparison, effectOf, riseOf } from "../../server/analytics/placebo-adjustment.ts";
import { poissonChangeP } from "../../server/analytics/poisson-change.ts";
import { quasiPoissonDid } from "../../server/analytics/quasi-poisson-did.ts";
import { seededRandom } from "../../server/analytics/random.ts";
import { rirr } from "../../server/analytics/rirr.ts";
import { type BeforeAfter, wdd } from "../../server/analytics/wdd.ts";
import { wdq } from "../../server/analytics/wdq.ts";

const count = fc.integer({ min: 1, max: 5_000 });
const pair = fc.tuple(count, count);
const nothing: BeforeAfter = [0, 0];
const wddOf = (target: BeforeAfter, control: BeforeAfter, displacement = nothing, displacementControl = nothing) =>
  wdd({ target, control, displacement, displacementControl });

describe("identities", () => {
  it("a saturated Poisson difference-in-differences is the RIRR", () => {
    fc.assert(
      fc.property(pair, pair, (target, control) => {
        const areas = [Float64Array.from(target), Float64Array.from(control)];
        const did = quasiPoissonDid({ areas, treated: [true, false], after: [false, true] })!;
        expect(did.beta).toBeCloseTo(rirr(target, control).logRatio, 12);
        expect(did.poissonError).toBeCloseTo(rirr(target, control).standardError, 12);
      }),
    );
  });

  it("with an identity link it is the target part of the WDD", () => {
    fc.assert(
      fc.property(pair, pair, (target, control) => {
        // Ordinary least squares on four cells: treat, post, treat × post. The interaction is the difference of differences.
        const interaction = target[1] - target[0] - (control[1] - control[0]);
        expect(wddOf(target, control).targetPart).toBe(interaction);
      }),
    );
  });

  it("the WDQ is not read where the success measure is 0 or more, whatever the p", () => {
    fc.assert(
      fc.property(pair, pair, pair, (target, buffer, control) => {
        const found = wdq({ target, buffer, control }, 0.001)!;
        if (found.successMeasure >= 0) expect(found.reading).toBeNull();
      }),
    );
    expect(wdq({ target: [100, 60], buffer: [50, 90], control: [200, 200] }, 0.2)!.reading).toBeNull();
  });
});

describe("properties", () => {
  it("scaling all counts scales the WDD and leaves the ratios", () => {
    fc.assert(
      fc.property(pair, pair, fc.integer({ min: 2, max: 9 }), (target, control, k) => {
        const times = ([a, b]: BeforeAfter): BeforeAfter => [k * a, k * b];
        expect(wddOf(times(target), times(control)).wdd).toBe(k * wddOf(target, control).wdd);
        expect(rirr(times(target), times(control)).ratio).toBeCloseTo(rirr(target, control).ratio, 9);
        const quotient = (of: (pair: BeforeAfter) => BeforeAfter) =>
          wdq({ target: of(target), buffer: of([7, 9]), control: of(control) }, null)!.successMeasure;
        expect(quotient(times)).toBeCloseTo(
          quotient((same) => same),
          9,
        );
      }),
    );
  });

  it("swapping before and after turns the signs", () => {
    fc.assert(
      fc.property(pair, pair, (target, control) => {
        const turned = ([a, b]: BeforeAfter): BeforeAfter => [b, a];
        expect(wddOf(turned(target), turned(control)).wdd + wddOf(target, control).wdd).toBe(0);
        expect(rirr(turned(target), turned(control)).logRatio).toBeCloseTo(-rirr(target, control).logRatio, 12);
        const forth: Comparison = {
          earlier: 5,
          before: target[0],
          after: target[1],
          controlBefore: control[0],
          controlAfter: control[1],
          forceEarlier: 9,
          forceBefore: 9,
        };
        const back: Comparison = {
          ...forth,
          before: target[1],
          after: target[0],
          controlBefore: control[1],
          controlAfter: control[0],
        };
        expect(effectOf(back)).toBeCloseTo(-effectOf(forth), 12);
      }),
    );
  });

  it("an empty ring adds nothing", () => {
    fc.assert(
      fc.property(pair, pair, (target, control) => {
        const found = wddOf(target, control);
        expect([found.displacementPart, found.wdd]).toEqual([0, found.targetPart]);
        expect(wdq({ target, buffer: nothing, control }, 0.01)!.bufferMeasure).toBe(0);
        expect(poissonChangeP(nothing, control, "rise")).toBeNull();
        const empty: Comparison = {
          earlier: 0,
          before: 0,
          after: 0,
          controlBefore: 50,
          controlAfter: 50,
          forceEarlier: 70,
          forceBefore: 70,
        };
        expect([effectOf(empty), riseOf(empty)]).toEqual([0, 0]);
      }),
    );
  });
});

describe("the nominal p of a change", () => {
  it("is one-sided, small for a fall that Poisson counts would hardly show, and adds up with its opposite", () => {
    const [fall, rise] = [poissonChangeP([50, 30], [60, 55], "fall")!, poissonChangeP([50, 30], [60, 55], "rise")!];
    // By hand: ln(0.6) − ln(55/60) = −0.42381, SE = √(1/50 + 1/30 + 1/60 + 1/55) = 0.29696, Φ(−1.42717) = 0.07676.
    expect(fall).toBeCloseTo(0.07676, 5);
    expect(fall + rise).toBeCloseTo(1, 12);
  });
});

describe("the dispersion before", () => {
  it("is Pearson's X² by its degrees of freedom, around the control's course", () => {
    expect(beforeDispersion(Float64Array.of(10, 20, 30), Float64Array.of(5, 5, 5))).toEqual({
      dispersion: 5,
      degreesOfFreedom: 2,
    });
    expect(beforeDispersion(Float64Array.of(1, 2, 3), Float64Array.of(10, 20, 30)).dispersion).toBeCloseTo(0, 12);
  });
});

describe("the choice of a control", () => {
  const areas = {
    earlier: Float64Array.of(100, 100, 100, 10, 0, 100),
    before: Float64Array.of(102, 130, 99, 11, 0, 101),
  };

  it("takes the nearest in level and trend first, leaves out what is touched and what is empty", () => {
    const chosen = chooseControl(areas, { earlier: 100, before: 100 }, Uint8Array.of(0, 0, 0, 0, 0, 1));
    expect(chosen.map(({ area }) => area).slice(0, 2)).toEqual([2, 0]);
    expect(new Set(chosen.map(({ area }) => area))).toEqual(new Set([0, 1, 2, 3]));
    expect(chosen.find(({ area }) => area === 1)!.trendApart).toBeCloseTo(Math.log(130.5 / 100.5), 12);
  });

  it("is empty where nothing is out of reach", () => {
    expect(chooseControl(areas, { earlier: 1, before: 1 }, new Uint8Array(6).fill(1))).toEqual([]);
  });
});

describe("a shift in hours", () => {
  const at = (...hours: number[]) => {
    const counts = new Float64Array(24);
    for (const hour of hours) counts[hour]! += 10;
    return counts;
  };
  const seed = () => ({ random: seededRandom(1) });

  it("is the way round the clock, the short way", () => {
    expect(hoursShift(at(18), at(22), seed()).laterHours).toBeCloseTo(4, 9);
    expect(hoursShift(at(23), at(1), seed()).laterHours).toBeCloseTo(2, 9);
    expect(hoursShift(at(1), at(22), seed()).laterHours).toBeCloseTo(-3, 9);
  });

  it("has a small p where the hours differ, and a large one where they do not", () => {
    expect(hoursShift(at(18), at(22), seed()).p).toBe(0.001);
    expect(hoursShift(at(17, 18, 19), at(17, 18, 19), seed()).p).toBe(1);
  });

  it("is null where the hours point nowhere", () => {
    expect(hoursShift(at(0, 6, 12, 18), at(18), seed())).toMatchObject({ meanBefore: null, laterHours: null, p: null });
  });

  it("depends on the seed, and repeats with it", () => {
    const p = (seed: number) => hoursShift(at(15, 18, 20), at(16, 19, 21), { random: seededRandom(seed) }).p;
    expect(p(3)).toBe(p(3));
    expect(new Set([1, 2, 3, 4].map(p)).size).toBeGreaterThan(1);
  });
});

describe("the p of a shifted centre", () => {
  const cloud = (east: number, seed: number) => {
    const random = seededRandom(seed);
    return {
      x: Float64Array.from({ length: 60 }, () => east + 100 * random()),
      y: Float64Array.from({ length: 60 }, () => 100 * random()),
    };
  };

  it("is small where the points went elsewhere, and not where they stayed", () => {
    expect(centreShiftP(cloud(0, 1), cloud(90, 2), { random: seededRandom(1) })).toBe(0.001);
    expect(centreShiftP(cloud(0, 1), cloud(0, 2), { random: seededRandom(1) })).toBeGreaterThan(0.05);
  });

  it("is null without points", () => {
    expect(
      centreShiftP({ x: new Float64Array(0), y: new Float64Array(0) }, cloud(0, 1), { random: seededRandom(1) }),
    ).toBeNull();
  });
});
