import { describe, expect, it } from "vitest";
import { lanesOf, PROJECTS, readPlan } from "../runner/plan.ts";
import { addTally, tallyReport, type VitestReport } from "../runner/tally.ts";

const whole = { project: "unit", exitCode: 0, filtered: false };

function report(statuses: readonly string[], over: Partial<VitestReport> = {}): VitestReport {
  const assertionResults = statuses.map((status, index) => ({ status, fullName: `test ${index}` }));
  const status = statuses.includes("failed") ? "failed" : "passed";
  return { success: status === "passed", testResults: [{ name: "a.test.ts", status, assertionResults }], ...over };
}

describe("the test runner's sums", () => {
  it("counts passed tests", () => {
    expect(tallyReport(report(["passed", "passed"]), whole)).toEqual({ passed: 2, failed: 0, notes: [] });
  });

  it("names a failed test once", () => {
    const tally = tallyReport(report(["passed", "failed"]), { ...whole, exitCode: 1 });
    expect(tally).toEqual({ passed: 1, failed: 1, notes: ["unit: test 1"] });
  });

  it.each(["skipped", "pending", "todo", "disabled"])("takes a %s test for a failure", (status) => {
    expect(tallyReport(report(["passed", status]), whole)).toMatchObject({ passed: 1, failed: 1 });
  });

  it("takes a project without tests for a failure", () => {
    expect(tallyReport(report([]), whole).notes).toEqual(["unit: no test in this project"]);
  });

  it("takes a file that cannot be loaded for a failure", () => {
    const broken = { name: "b.test.ts", status: "failed", message: "Cannot find module\nat …", assertionResults: [] };
    const tally = tallyReport(report(["passed"], { success: false, testResults: [broken] }), { ...whole, exitCode: 1 });
    expect(tally).toEqual({ passed: 0, failed: 1, notes: ["unit: b.test.ts: Cannot find module"] });
  });

  it("takes a run that ended badly for a failure although all its tests passed", () => {
    expect(tallyReport(report(["passed"]), { ...whole, exitCode: 1 })).toMatchObject({ passed: 1, failed: 1 });
    expect(tallyReport(report(["passed"], { success: false }), whole)).toMatchObject({ passed: 1, failed: 1 });
  });

  it("takes a run without a report for a failure", () => {
    expect(tallyReport(null, { ...whole, exitCode: null }).notes).toEqual([
      "unit: vitest was killed and left no report",
    ]);
  });

  it("does not mind what a filter leaves out, but minds a todo", () => {
    const filtered = { ...whole, filtered: true };
    expect(tallyReport(report(["passed", "skipped"]), filtered)).toMatchObject({ passed: 1, failed: 0 });
    expect(tallyReport(report(["passed", "todo"]), filtered)).toMatchObject({ passed: 1, failed: 1 });
    expect(tallyReport(report([]), filtered)).toMatchObject({ passed: 0, failed: 0 });
  });

  it("adds two projects up", () => {
    const one = { passed: 2, failed: 1, notes: ["a"] };
    expect(addTally(one, { passed: 3, failed: 0, notes: [] })).toEqual({ passed: 5, failed: 1, notes: ["a"] });
  });
});

describe("the test runner's plan", () => {
  it("runs every project when none is named", () => {
    const plan = readPlan([], {});
    expect(plan.projects).toEqual(["unit", "db", "routes", "realdata", "browser"]);
    expect(plan.filtered).toBe(false);
  });

  it("takes --project for itself and hands the rest to vitest", () => {
    const plan = readPlan(["--project", "db", "-t", "ward edge", "--project=unit", "test/db"], {});
    expect(plan).toMatchObject({ projects: ["db", "unit"], rest: ["-t", "ward edge", "test/db"], filtered: true });
  });

  it("refuses a project and a requirement it does not know", () => {
    expect(() => readPlan(["--project", "untit"], {})).toThrow(/--project untit/);
    expect(() => readPlan([], { HEXBEAT_REQUIRE: "postgres,chrome" })).toThrow(/HEXBEAT_REQUIRE=chrome/);
  });

  it("reads what must be there", () => {
    expect(readPlan([], { HEXBEAT_REQUIRE: "postgres,realdata" }).required).toEqual(["postgres", "realdata"]);
  });

  it("runs the browser's tests beside the others where there are four cores, and everything in turn where there are fewer", () => {
    const names = (cores: number) => lanesOf(PROJECTS, cores).map((lane) => lane.map(({ name }) => name));
    expect(names(4)).toEqual([["unit", "db", "routes", "realdata"], ["browser"]]);
    expect(names(2)).toEqual([["unit", "db", "routes", "realdata", "browser"]]);
    expect(lanesOf([], 8)).toEqual([]);
  });
});
