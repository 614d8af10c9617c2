import { firstDay, type Month, monthOf, monthsBetween, shiftMonth } from "../../months.ts";
import type { Mode, Query } from "../../query.ts";
import { query, update } from "../../state.ts";
import { prepareCells } from "./answers.ts";
import { months, period } from "./choices.ts";
import { frame } from "./frame.ts";
import { prepareHotAreas } from "./modes/hot-frame.ts";

/** Change what is counted or where: classes start afresh, and a cell of another resolution is no longer selected. */
export function choose(patch: Partial<Query>): void {
  const keepsSelection = !("res" in patch || "show" in patch || "dataset" in patch);
  update({ breaks: null, ...(keepsSelection ? {} : { selected: null }), ...patch });
}

/** Show something else on the hexagons; what other modes were told stays in the address for when they come back. */
export function chooseMode(next: Mode): void {
  update({ mode: next, show: "hexagons", breaks: null, selected: null, place: null });
}

/** Show other months. Windows of one length keep their classes, so that one month compares with the next. */
export function showMonths(from: Month, to: Month): void {
  const before = period.peek();
  const sameLength =
    before !== null && monthsBetween(monthOf(before.from), monthOf(before.to)) === monthsBetween(from, to);
  const shown = frame.peek();
  const drawn = shown === null || shown.kind === "classed" ? null : shown.breaks;
  const kept = sameLength ? (query.peek().breaks ?? drawn) : null;
  update({ from: firstDay(from), to: firstDay(to), breaks: kept });
}

/** Move the window by months, as far as the data goes. @returns whether it moved */
export function stepMonths(by: number): boolean {
  const [shown, all] = [period.peek(), months.peek()];
  const [first, last] = [all[0], all.at(-1)];
  if (shown === null || first === undefined || last === undefined) return false;
  const [from, to] = [shiftMonth(monthOf(shown.from), by), shiftMonth(monthOf(shown.to), by)];
  if (from < first || to > shiftMonth(last, 1)) return false;
  performance.mark("hexbeat:month-step-start");
  stepTo = firstDay(from);
  stepBy = by;
  showMonths(from, to);
  return true;
}

/** First day of the months that the last step asked for, until they are drawn. */
let stepTo: string | null = null;
let stepBy = 1;

/** The map drew these months: notes the first frame with cells, and how long a step took to be seen. */
export function noteDrawn(from: string): void {
  if (performance.getEntriesByName("hexbeat:cells-drawn").length === 0) performance.mark("hexbeat:cells-drawn");
  if (stepTo !== from) return;
  stepTo = null;
  performance.measure("hexbeat:month-step", "hexbeat:month-step-start");
  void fetchAhead();
}

/** Have the month ready that comes next in this direction. */
async function fetchAhead(): Promise<void> {
  const [shown, all] = [period.peek(), months.peek()];
  const [first, last] = [all[0], all.at(-1)];
  if (shown === null || first === undefined || last === undefined) return;
  const next = { from: shiftMonth(monthOf(shown.from), stepBy), to: shiftMonth(monthOf(shown.to), stepBy) };
  if (next.from < first || next.to > shiftMonth(last, 1)) return;
  const ahead = { from: firstDay(next.from), to: firstDay(next.to) };
  await Promise.all([prepareCells(ahead), prepareHotAreas(ahead)]);
}
