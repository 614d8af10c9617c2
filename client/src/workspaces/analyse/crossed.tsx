import { formatDay } from "../../format.ts";
import { firstDay, monthOf, shiftMonth } from "../../months.ts";
import { choose, chooseMode } from "./actions.ts";
import { months } from "./choices.ts";
import { crossedBreak } from "./test-filter.ts";

/** Why nothing is tested over these months, and which months can be. */
export function CrossedBreak() {
  const crossed = crossedBreak.value;
  const last = months.value.at(-1);
  if (crossed === null || last === undefined) return null;
  const since = () => {
    const year = shiftMonth(last, -11);
    const start = monthOf(crossed.date) > year ? monthOf(crossed.date) : year;
    choose({ from: firstDay(start), to: firstDay(shiftMonth(last, 1)) });
  };
  return (
    <>
      <strong>No test spans a change of recording.</strong>
      <p>
        {formatDay(crossed.date)}, {crossed.label}: {crossed.reason} Counts before and after do not compare.
      </p>
      <button type="button" class="button primary" onClick={since}>
        The last months since then
      </button>
      <button type="button" class="button" onClick={() => chooseMode("count")}>
        Show the counts
      </button>
    </>
  );
}
