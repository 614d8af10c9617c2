import { describe, expect, it } from "vitest";
import { dayText } from "../../server/evaluation/over-time.ts";
import {
  binsOf,
  chooseWindows,
  dayNumber,
  evaluationDates,
  seriesSteps,
} from "../../server/routes/evaluations/windows.ts";

const SPAN = { from: "2023-11-01", to: "2026-11-01" };
const weekly = (start: string) => ({ start, unit: "week", span: SPAN }) as const;
const always = () => true;

describe("suggested windows", () => {
  it("are half a year of whole weeks on either side of the first day", () => {
    expect(chooseWindows({}, weekly("2025-11-03"))).toMatchObject({
      before: { from: "2025-05-05", to: "2025-11-03" },
      after: { from: "2025-11-03", to: "2026-05-04" },
      weights: { before: 26, after: 26 },
    });
  });

  it("are shorter where the data ends, or begins, too near, and always of equal length", () => {
    expect(chooseWindows({}, weekly("2026-09-07"))).toMatchObject({
      before: { from: "2026-07-20" },
      after: { to: "2026-10-26" },
    });
    expect(chooseWindows({}, weekly("2024-07-01"))).toMatchObject({
      before: { from: "2024-05-06" },
      after: { to: "2024-08-26" },
    });
  });

  it("are whole months where the data knows no days: the month in which it began is left out", () => {
    expect(chooseWindows({}, { start: "2025-11-14", unit: "month", span: SPAN })).toMatchObject({
      before: { from: "2025-05-01", to: "2025-11-01" },
      after: { from: "2025-12-01", to: "2026-06-01" },
    });
  });

  it("are refused where not even four weeks follow, with the days that are needed", () => {
    expect(() => chooseWindows({}, weekly("2026-10-12"))).toThrow(/from 2026-03-01 to 2026-11-09 at least/);
  });
});

describe("dates of placebos", () => {
  const windows = chooseWindows({}, weekly("2025-11-03"));
  const starts = (free: (window: { from: string; to: string }) => boolean) =>
    evaluationDates(windows, SPAN, free).map(({ after }) => dayText(after.from));

  it("begin with the operation's own, and are whole windows apart, so that after-windows never overlap", () => {
    expect(starts(always)).toEqual(["2025-11-03", "2024-11-04", "2025-05-05"]);
    const ends = evaluationDates(windows, SPAN, always)
      .map(({ after }) => after)
      .sort((a, b) => a.from - b.from);
    for (const [at, { from }] of ends.entries()) if (at > 0) expect(from).toBeGreaterThanOrEqual(ends[at - 1]!.to);
  });

  it("have six to twelve whole months before the before-window", () => {
    for (const { earlier, before } of evaluationDates(windows, SPAN, always)) {
      expect(dayText(earlier.from)).toMatch(/-01$/);
      expect(earlier.to).toBeLessThanOrEqual(before.from);
      expect(earlier.to - earlier.from).toBeGreaterThan(180);
      expect(earlier.to - earlier.from).toBeLessThan(367);
    }
  });

  it("leave out those that cross a recording break", () => {
    const crossing = ({ from, to }: { from: string; to: string }) => !(from < "2024-06-01" && "2024-06-01" < to);
    expect(starts(crossing)).toEqual([]);
    expect(starts(({ from, to }) => !(from < "2024-04-15" && "2024-04-15" < to))).toEqual(["2025-11-03"]);
  });
});

describe("steps", () => {
  const windows = chooseWindows({}, weekly("2025-11-03"));

  it("of a series are weeks that meet at the start", () => {
    const steps = seriesSteps(windows, "2025-01-01", SPAN);
    expect(steps).toContain(dayNumber("2025-11-03"));
    expect(new Set(steps.slice(1).map((day, at) => day - steps[at]!))).toEqual(new Set([7]));
    expect(dayText(steps.at(-1)!) <= SPAN.to).toBe(true);
  });

  it("of a window are about four weeks, and fill it", () => {
    const { before } = binsOf(windows);
    expect([before[0], before.at(-1)]).toEqual([dayNumber("2025-05-05"), dayNumber("2025-11-03")]);
    expect(before).toHaveLength(7);
  });
});
