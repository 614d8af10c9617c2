import { describe, expect, it } from "vitest";
import { kendallS, mannKendall } from "../../server/analytics/mann-kendall.ts";
import { mannKendallExact } from "../../server/analytics/mann-kendall-exact.ts";
import { senSlope } from "../../server/analytics/sen-slope.ts";
import { expectClose, fixture } from "./fixture.ts";

type Case = {
  series: number[];
  S: number;
  varS: number;
  z: number;
  p_two_sided: number;
  sen_slope: number;
  scipy_p_auto: number | null;
};
const { cases } = fixture<{ cases: Record<string, Case> }>("mann-kendall");

describe("Mann-Kendall", () => {
  it.each(Object.entries(cases))("agrees with numpy on %s", (_, known) => {
    const { s, variance, z, p } = mannKendall(Float64Array.from(known.series));
    expectClose([s, variance, z, p], [known.S, known.varS, known.z, known.p_two_sided]);
    expect(senSlope(Float64Array.from(known.series))).toBeCloseTo(known.sen_slope, 12);
  });

  it("has no slope to give for a single value", () => {
    expect(senSlope(Float64Array.of(3))).toBe(null);
  });
});

describe("exact Mann-Kendall", () => {
  const exact = mannKendallExact();

  it.each(["strict_up_12", "strict_down_10"])("equals scipy's exact p on %s", (name) => {
    const known = cases[name]!;
    expectClose([exact(Float64Array.from(known.series)).p], [known.scipy_p_auto!]);
  });

  it.each([
    ["no ties", [3, 1, 4, 2, 6, 5]],
    ["two pairs", [1, 1, 2, 3, 3, 0]],
    ["mostly zeros", [0, 0, 0, 0, 1, 2, 0]],
    ["all equal", [2, 2, 2, 2]],
  ])("equals the share of all orders with at least this |S|: %s", (_, values) => {
    const seen = Math.abs(kendallS(Float64Array.from(values)));
    const orders = permutations(values).map((order) => Math.abs(kendallS(Float64Array.from(order))));
    const share = orders.filter((s) => s >= seen).length / orders.length;
    expectClose([exact(Float64Array.from(values)).p], [share], 1e-12);
  });

  it("gives 1 for the flat noisy series, where S is 1 and cannot be smaller in absolute value than that", () => {
    const { s, p } = exact(Float64Array.from(cases.noisy_flat!.series));
    expect(s).toBe(1);
    expect(p).toBeGreaterThan(0.99);
  });
});

function permutations(values: readonly number[]): number[][] {
  if (values.length <= 1) return [[...values]];
  return values.flatMap((first, i) => permutations(values.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}
