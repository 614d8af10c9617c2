export type Tally = { readonly passed: number; readonly failed: number; readonly notes: readonly string[] };

/** The parts of vitest's JSON report that are read (its `json` reporter, the format Jest began). */
export type VitestReport = {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
};

export type ReportContext = {
  readonly project: string;
  readonly exitCode: number | null;
  /** True when a name or file filter was given: what it leaves out is reported as skipped, or not found at all. */
  readonly filtered: boolean;
};

/**
 * Add up one vitest run. A failure is: a failed test, a file that could not be loaded, a skipped or todo test, a project
 * without any test, and a run that ended badly although no test says so (an unhandled error, `.only`, a killed process).
 * @param report null when vitest wrote none
 */
export function tallyReport(report: VitestReport | null, context: ReportContext): Tally {
  if (report === null) {
    const ended = context.exitCode === null ? "was killed" : `ended with code ${context.exitCode}`;
    return { passed: 0, failed: 1, notes: [`${context.project}: vitest ${ended} and left no report`] };
  }
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  const notes = [...brokenFiles(report), ...badTests(tests, context)].map((note) => `${context.project}: ${note}`);
  if (tests.length === 0 && notes.length === 0 && !context.filtered)
    notes.push(`${context.project}: no test in this project`);
  if (notes.length === 0 && (context.exitCode !== 0 || !report.success) && !(context.filtered && tests.length === 0)) {
    notes.push(`${context.project}: vitest ended with code ${context.exitCode} although no test failed`);
  }
  return { passed, failed: notes.length, notes };
}

/** Sums of both, notes of both. */
export function addTally(one: Tally, other: Tally): Tally {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    notes: [...one.notes, ...other.notes],
  };
}

function brokenFiles(report: VitestReport): string[] {
  return report.testResults
    .filter((file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"))
    .map((file) => `${file.name}: ${(file.message ?? "").split("\n")[0] || "the file failed outside its tests"}`);
}

function badTests(tests: readonly { status: string; fullName: string }[], { filtered }: ReportContext): string[] {
  return tests
    .filter((test) => test.status !== "passed" && (test.status === "failed" || test.status === "todo" || !filtered))
    .map((test) =>
      test.status === "failed" ? test.fullName : `${test.fullName} (${test.status}: every test must run)`,
    );
}
