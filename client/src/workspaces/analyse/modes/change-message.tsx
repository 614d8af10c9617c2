import { formatDay } from "../../../format.ts";
import { firstDay, monthOf, monthsBetween, shiftMonth } from "../../../months.ts";
import { update } from "../../../state.ts";
import { choose } from "../actions.ts";
import { months } from "../choices.ts";
import { breakBetween, periodsOverlap } from "./compared-period.ts";

/** The last months of the data against as many before them: a year where there are two, all of them from a day on. */
function lastAgainstBefore(since: string | null): void {
  const all = since === null ? months.value : months.value.filter((month) => firstDay(month) >= since);
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return;
  const end = shiftMonth(last, 1);
  const length = Math.min(12, Math.max(1, Math.floor(monthsBetween(first, end) / 2)));
  choose({ from: firstDay(shiftMonth(end, -length)), to: firstDay(end), compare: null });
}

/** The difference needs months to be taken from. */
export function NothingBefore() {
  return (
    <div class="map-message">
      <strong>There are no months to compare with.</strong>
      <p>The data has not as many months before these as these are. Choose fewer, or others to compare with.</p>
      <button type="button" class="button primary" onClick={() => lastAgainstBefore(null)}>
        The last months against those before
      </button>
    </div>
  );
}

/** Whether the two periods cannot be held against each other. */
export function cannotCompare(): boolean {
  return periodsOverlap.value || breakBetween.value !== null;
}

/** Why they cannot, and which can. */
export function CannotCompare() {
  const crossed = breakBetween.value;
  return (
    <div class="map-message">
      <strong>
        {crossed === null ? "The two periods overlap." : "A change of recording lies between the periods."}
      </strong>
      <p>
        {crossed === null
          ? "Months that stand in both cannot have changed. Choose others to compare with."
          : `${formatDay(crossed.date)}, ${crossed.label}: ${crossed.reason} Counts before and after do not compare.`}
      </p>
      <button
        type="button"
        class="button primary"
        onClick={() => lastAgainstBefore(crossed === null ? null : firstOfMonth(crossed.date))}
      >
        {crossed === null ? "The months just before" : "The last months since then"}
      </button>
      <button type="button" class="button" onClick={() => update({ swipe: 50, breaks: null })}>
        Side by side, untested
      </button>
    </div>
  );
}

/** The month that a change falls in is of both kinds: the next one is the first of its own. */
function firstOfMonth(date: string): string {
  const month = monthOf(date);
  return firstDay(month) === date ? date : firstDay(shiftMonth(month, 1));
}
