import { computed } from "@preact/signals";
import type { BreakBody } from "../../../../../server/api/types.ts";
import { firstDay, monthOf, monthsBetween, shiftMonth } from "../../../months.ts";
import { part } from "../../../state.ts";
import { histogram } from "../answers.ts";
import { months, type Period, period } from "../choices.ts";

const asked = part("compare");

/** The months that the shown ones are held against: as many, from where the address says, else those just before. null without data for them. */
export const comparedPeriod = computed<Period | null>(() => {
  const [shown, first] = [period.value, months.value[0]];
  if (shown === null || first === undefined) return null;
  const length = monthsBetween(monthOf(shown.from), monthOf(shown.to));
  const start = asked.value === null ? shiftMonth(monthOf(shown.from), -length) : monthOf(asked.value);
  const end = shiftMonth(start, length);
  const known = start >= first && end <= shiftMonth(months.value.at(-1) ?? first, 1);
  return known ? { from: firstDay(start), to: firstDay(end) } : null;
});

/** Months that stand in both periods: against itself nothing is tested. */
export const periodsOverlap = computed(() => {
  const [shown, other] = [period.value, comparedPeriod.value];
  return shown !== null && other !== null && other.from < shown.to && shown.from < other.to;
});

/** The change of recording that lies between the first and the last month of both periods. */
export const breakBetween = computed<BreakBody | null>(() => {
  const [shown, other] = [period.value, comparedPeriod.value];
  if (shown === null || other === null) return null;
  const from = shown.from < other.from ? shown.from : other.from;
  const to = shown.to > other.to ? shown.to : other.to;
  const known = histogram.current.value.value?.breaks ?? [];
  return known.find(({ date }) => date > from && date < to) ?? null;
});

/** Whether the two periods can be held against each other. */
export const canCompare = computed(
  () => comparedPeriod.value !== null && !periodsOverlap.value && breakBetween.value === null,
);
