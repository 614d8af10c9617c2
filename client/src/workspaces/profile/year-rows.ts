import type { BreakBody } from "../../../../server/api/types.ts";
import { monthOf, shiftMonth } from "../../months.ts";
import { coverageProblem } from "./coverage.ts";
import type { ProfilePeriod } from "./period.ts";
import { type YearChange, yearChange } from "./year-change.ts";

type Month = {
  readonly month: string;
  readonly n: number /** Of the whole borough; null where there is none. */;
  readonly borough: number | null;
};
type Series = {
  readonly category: string;
  readonly rows: readonly Month[];
  readonly breaks: readonly BreakBody[];
  readonly boroughName: string;
};
export type YearRow = {
  readonly category: string;
  readonly now: number;
  /** null where the data has no whole year before. */
  readonly before: number | null;
  readonly change: YearChange;
  /** Why `now` may not be all there was; null where nothing speaks against it. */
  readonly doubt: string | null;
};

/** Each category in the window, in the year before, and what became of it. */
export function yearRows(series: readonly Series[], period: ProfilePeriod): YearRow[] {
  return series.map(({ category, rows, breaks, boroughName }) => {
    const [thisYear, lastYear] = [
      rows.filter(({ month }) => month >= monthOf(period.from)),
      rows.filter(({ month }) => month < monthOf(period.from)),
    ];
    const [now, before] = [counts(thisYear), period.before === null ? null : counts(lastYear)];
    // A break in the first month lies before all that is compared; one on a later day of a month spoils that month.
    const first = rows[0]?.month ?? "";
    const within = breaks.filter(({ date }) => date > `${first}-01` && date < `${shiftMonth(first, rows.length)}-01`);
    const doubt = problemOf(thisYear, boroughName);
    const doubtBefore = before === null ? null : problemOf(lastYear, boroughName);
    const change = doubt ?? doubtBefore;
    return {
      category,
      now: sum(now),
      before: before && sum(before),
      change: change === null ? yearChange(before, now, within) : { change: null, reason: change },
      doubt,
    };
  });
}

function problemOf(rows: readonly Month[], name: string): string | null {
  const borough = rows.flatMap(({ borough: n }) => (n === null ? [] : [n]));
  return borough.length < rows.length || rows.length === 0 ? null : coverageProblem(borough, name);
}

function counts(rows: readonly Month[]): number[] {
  return rows.map(({ n }) => n);
}

function sum(all: readonly number[]): number {
  return all.reduce((total, n) => total + n, 0);
}
