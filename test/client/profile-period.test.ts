import { describe, expect, it } from "vitest";
import { profilePeriod } from "../../client/src/workspaces/profile/period.ts";

describe("the months of a profile", () => {
  it("are the last twelve of the data, the twelve before, and 36 for the trend", () => {
    expect(profilePeriod({ from: "2023-11-01", to: "2026-11-01" }, null)).toMatchObject({
      from: "2025-11-01",
      to: "2026-11-01",
      before: { from: "2024-11-01", to: "2025-11-01" },
      trend: { from: "2023-11-01", to: "2026-11-01" },
      gaps: [],
    });
  });

  it("end where they were asked to", () => {
    const period = profilePeriod({ from: "2019-01-01", to: "2026-11-01" }, "2024-01-01");
    expect([period?.from, period?.to, period?.trend.from]).toEqual(["2023-01-01", "2024-01-01", "2021-01-01"]);
  });

  it("never end after the data, nor in a part of a month", () => {
    expect(profilePeriod({ from: "2019-01-01", to: "2021-06-17" }, "2030-01-01")?.to).toBe("2021-06-01");
  });

  it("say what the data does not reach back to: 23 months have no whole year before the last twelve", () => {
    const period = profilePeriod({ from: "2018-02-01", to: "2020-01-01" }, null);
    expect(period?.before).toBe(null);
    expect(period?.trend.months).toHaveLength(23);
    expect(period?.gaps).toEqual([
      "The twelve months before are not whole in the data: nothing is set against them.",
      "The data reaches back 23 of 36 months.",
    ]);
  });

  it("are fewer than twelve where the data is younger", () => {
    const period = profilePeriod({ from: "2019-10-15", to: "2020-01-01" }, null);
    expect(period?.months).toEqual(["2019-11", "2019-12"]);
    expect(period?.gaps[0]).toBe("The data begins in its twelve months: only 2 are there.");
  });

  it("are none before the data begins", () => {
    expect(profilePeriod({ from: "2019-01-01", to: "2020-01-01" }, "2018-06-01")).toBe(null);
  });
});
