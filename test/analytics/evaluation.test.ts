import { describe, expect, it } from "vitest";
import { deviationalEllipse } from "../../server/analytics/deviational-ellipse.ts";
import { centreShift, meanCentre } from "../../server/analytics/mean-centre.ts";
import { quasiPoissonDid } from "../../server/analytics/quasi-poisson-did.ts";
import { rirr } from "../../server/analytics/rirr.ts";
import { type BeforeAfter, wdd } from "../../server/analytics/wdd.ts";
import { wdq } from "../../server/analytics/wdq.ts";
import { expectClose, fixture } from "./fixture.ts";

type Four = {
  treated: BeforeAfter;
  control: BeforeAfter;
  displacement: BeforeAfter;
  displacement_control: BeforeAfter;
};
type Counts = Record<`${"target" | "buffer" | "control"}_${"before" | "after"}`, number>;
type WddResult = {
  input: Four;
  est_local: number;
  est_displacement: number;
  wdd: number;
  variance: number;
  z: number;
  p_two_sided: number;
  ci: number[];
};
const known = fixture<{
  wdd: { name: string; published_values: Record<string, number>; result: WddResult & { input: { alpha: number } } }[];
  rirr: {
    name: string;
    result: {
      input: Four & { phi: number };
      rirr: number;
      log_rirr: number;
      se_phi: number;
      z: number;
      ci95: number[];
    };
  }[];
  wdq: {
    name: string;
    result: { input: Counts; success_measure: number; buffer_displacement_measure: number; WDQ: number; TNE: number };
  }[];
  did: {
    label: string;
    data: { y: number; treat: number; post: number; month: number }[];
    poisson: { beta: number; se: number };
    negbin: { beta: number };
    quasipoisson: { dispersion_pearson: number; df: number; se: number };
  }[];
}>("displacement");

describe("WDD", () => {
  it.each(known.wdd)("$name", ({ result }) => {
    const { treated, control, displacement, displacement_control, alpha } = result.input;
    const got = wdd({ target: treated, control, displacement, displacementControl: displacement_control });
    expectClose(
      [got.targetPart, got.displacementPart, got.wdd, got.variance, got.z!, got.p!],
      [result.est_local, result.est_displacement, result.wdd, result.variance, result.z, result.p_two_sided],
    );
    if (alpha === 0.05) expectClose(got.interval!, result.ci);
  });

  it("divides counts by period and area, and their variance by the squares", () => {
    const none: BeforeAfter = [0, 0];
    const got = wdd(
      { target: [40, 10], control: none, displacement: none, displacementControl: none },
      { periods: [2, 1], areas: { target: 5 } },
    );
    expect([got.wdd, got.variance]).toEqual([-2, 0.4 + 0.4]);
  });

  it("warns when more was prevented than there was, and when baselines differ by more than two", () => {
    const none: BeforeAfter = [0, 0];
    const got = wdd({ target: [10, 5], control: [100, 130], displacement: none, displacementControl: none });
    expect(got.warnings).toEqual(["more_prevented_than_there_were", "baselines_differ"]);
  });

  it("has no z of nothing", () => {
    const none: BeforeAfter = [0, 0];
    const got = wdd({ target: none, control: none, displacement: none, displacementControl: none });
    expect(got).toMatchObject({ wdd: 0, z: null, p: null, interval: null });
  });
});

describe("RIRR", () => {
  it.each(known.rirr)("$name", ({ result }) => {
    const got = rirr(result.input.treated, result.input.control, result.input.phi);
    expectClose(
      [got.ratio, got.logRatio, got.standardError, got.z, ...got.interval],
      [result.rirr, result.log_rirr, result.se_phi, result.z, ...result.ci95],
    );
  });

  it("adds one half to all four where one is zero, and says so", () => {
    const got = rirr([10, 0], [20, 20]);
    expect(got.halfAdded).toBe(true);
    expect(got.ratio).toBeCloseTo(0.5 / 10.5, 12);
  });
});

describe("WDQ", () => {
  it.each(known.wdq)("$name", ({ result: { input, ...result } }) => {
    const got = wdq(
      {
        target: [input.target_before, input.target_after],
        buffer: [input.buffer_before, input.buffer_after],
        control: [input.control_before, input.control_after],
      },
      0.01,
    )!;
    expectClose(
      [got.successMeasure, got.bufferMeasure, got.wdq!, got.totalNetEffect],
      [result.success_measure, result.buffer_displacement_measure, result.WDQ, result.TNE],
    );
    if (result.success_measure > 0) expect(got.reading).toBe(null);
  });

  it("is read only when the target fell beyond chance", () => {
    const counts = { target: [100, 60], buffer: [50, 90], control: [200, 200] } as const;
    expect(wdq(counts, 0.1)!.reading).toBe("full_displacement");
    expect(wdq(counts, 0.11)!.reading).toBe(null);
    expect(wdq(counts, null)!.reading).toBe(null);
  });

  it("is undefined for a control without incidents and for a target that did not move", () => {
    expect(wdq({ target: [1, 2], buffer: [1, 2], control: [0, 2] }, 0.01)).toBe(null);
    expect(wdq({ target: [5, 5], buffer: [1, 2], control: [9, 9] }, 0.01)!.wdq).toBe(null);
  });
});

describe("quasi-Poisson difference-in-differences", () => {
  it.each(known.did)("agrees with R's glm: $label", ({ data, poisson, quasipoisson, negbin }) => {
    const series = (treat: number) =>
      Float64Array.from(
        data.filter((row) => row.treat === treat),
        (row) => row.y,
      );
    const after = data.filter((row) => row.treat === 1).map((row) => row.post === 1);
    const got = quasiPoissonDid({ areas: [series(1), series(0)], treated: [true, false], after }, "group")!;
    // R stops iterating early: its Poisson estimate is good to 1e-8; error and dispersion, taken with the weights of
    // the last but one iteration, to 1e-4. Its negative binomial fit of the same data has the estimate to 1e-9.
    expectClose([got.beta], [negbin.beta]);
    expectClose([got.beta], [poisson.beta], 1e-8);
    expectClose([got.poissonError], [poisson.se], 1e-4);
    expectClose([got.dispersion!], [quasipoisson.dispersion_pearson], 1e-4);
    expect(got.degreesOfFreedom).toBe(quasipoisson.df);
    if (got.dispersion! > 1) expectClose([got.standardError], [quasipoisson.se], 1e-4);
  });

  it("reproduces every area's, every month's and the treated total with area and month effects", () => {
    // A panel that is exactly area × month × effect has nothing left over.
    const month = [4, 8, 6, 10, 12, 2];
    const after = [false, false, false, true, true, true];
    const area = (level: number, effect: number) =>
      Float64Array.from(month, (m, t) => level * m * (after[t] ? effect : 1));
    const panel = {
      areas: [area(1, 0.5), area(3, 0.5), area(2, 1), area(5, 1)],
      treated: [true, true, false, false],
      after,
    };
    const got = quasiPoissonDid(panel)!;
    expect(got.beta).toBeCloseTo(Math.log(0.5), 12);
    expect(got.dispersion).toBeCloseTo(0, 12);
    expect(got.degreesOfFreedom).toBe(24 - 10);
  });

  it("has no effect to estimate from a zero total", () => {
    const panel = {
      areas: [Float64Array.of(0, 1), Float64Array.of(1, 1)],
      treated: [true, false],
      after: [false, true],
    };
    expect(quasiPoissonDid(panel)).toBe(null);
  });
});

describe("centrographics", () => {
  type Ellipse = {
    mean_center: number[];
    major: number;
    minor: number;
    angle_major_rad_ccw_from_x: number;
    standard_distance_n: number;
    area: number;
  };
  const geo = fixture<{
    points: [number, number][];
    sde: Ellipse;
    shift_case: {
      after: [number, number][];
      sde_after: Ellipse;
      shift_length: number;
      bearing_deg_clockwise_from_north: number;
    };
  }>("centrographics");
  const pointsOf = (list: [number, number][]) => ({
    x: Float64Array.from(list, ([x]) => x),
    y: Float64Array.from(list, ([, y]) => y),
  });

  it.each([
    { name: "before", points: geo.points, sde: geo.sde },
    { name: "after", points: geo.shift_case.after, sde: geo.shift_case.sde_after },
  ])("has CrimeStat's ellipse, centre and distance: $name", ({ points, sde }) => {
    const ellipse = deviationalEllipse(pointsOf(points))!;
    expectClose(
      [ellipse.x, ellipse.y, ellipse.major, ellipse.minor, ellipse.angleRadians, ellipse.area],
      [...sde.mean_center, sde.major, sde.minor, sde.angle_major_rad_ccw_from_x, sde.area],
    );
    expectClose([meanCentre(pointsOf(points))!.standardDistance], [sde.standard_distance_n]);
  });

  it("measures the shift and its bearing", () => {
    const { after, shift_length, bearing_deg_clockwise_from_north } = geo.shift_case;
    const shift = centreShift(meanCentre(pointsOf(geo.points))!, meanCentre(pointsOf(after))!);
    expectClose([shift.metres, shift.bearingDegrees], [shift_length, bearing_deg_clockwise_from_north]);
    expect(centreShift({ x: 0, y: 0 }, { x: -1, y: 0 }).bearingDegrees).toBe(270);
  });

  it("has no centre of nothing and no ellipse of two points", () => {
    expect(meanCentre(pointsOf([]))).toBe(null);
    expect(
      deviationalEllipse(
        pointsOf([
          [0, 0],
          [1, 1],
        ]),
      ),
    ).toBe(null);
  });
});
