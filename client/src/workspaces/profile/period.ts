import { firstDay, type Month, monthOf, monthRange, shiftMonth } from "../../months.ts";

type Window = { readonly from: string; readonly to: string };

/** The twelve months of a profile, the twelve before them, and the longer line they stand in. */
export type ProfilePeriod = Window & {
  /** The whole twelve months before; null where the data does not reach back so far. */
  readonly before: Window | null;
  /** Up to 36 months that end with the window. */
  readonly trend: Window & { readonly months: readonly Month[] };
  /** Months of the window: twelve, or fewer where the data is younger. */
  readonly months: readonly Month[];
  /** What the data cannot give, in words. */
  readonly gaps: readonly string[];
};

const YEAR = 12;
const TREND = 36;

/**
 * @param data its first day, and the first day after it
 * @param to asked for, first of a month; a later one than the data's end is the data's end
 * @returns null where the data has no whole month before `to`
 */
export function profilePeriod(data: Window, to: string | null): ProfilePeriod | null {
  const dataFrom = data.from.endsWith("-01") ? monthOf(data.from) : shiftMonth(monthOf(data.from), 1);
  const end = earlier(monthOf(to ?? data.to), monthOf(data.to));
  if (dataFrom >= end) return null;
  const from = later(shiftMonth(end, -YEAR), dataFrom);
  const beforeFrom = shiftMonth(end, -2 * YEAR);
  const trendFrom = later(shiftMonth(end, -TREND), dataFrom);
  const [months, trendMonths] = [monthRange(from, end), monthRange(trendFrom, end)];
  const hasBefore = beforeFrom >= dataFrom;
  return {
    from: firstDay(from),
    to: firstDay(end),
    before: hasBefore ? { from: firstDay(beforeFrom), to: firstDay(from) } : null,
    trend: { from: firstDay(trendFrom), to: firstDay(end), months: trendMonths },
    months,
    gaps: [
      ...(months.length < YEAR ? [`The data begins in its twelve months: only ${months.length} are there.`] : []),
      ...(hasBefore ? [] : ["The twelve months before are not whole in the data: nothing is set against them."]),
      ...(trendMonths.length < TREND ? [`The data reaches back ${trendMonths.length} of 36 months.`] : []),
    ],
  };
}

function earlier(a: Month, b: Month): Month {
  return a < b ? a : b;
}

function later(a: Month, b: Month): Month {
  return a > b ? a : b;
}
