import { formatPeriod } from "../../../format.ts";
import { firstDay, monthOf, monthsBetween, shiftMonth } from "../../../months.ts";
import { part, update } from "../../../state.ts";
import { Segments } from "../../../ui/segments.tsx";
import { months, period } from "../choices.ts";
import { comparedPeriod } from "./compared-period.ts";

const swipe = part("swipe");

/** Against which months, and how the two are shown. */
export function ChangeControl() {
  return (
    <>
      <AgainstControl />
      <Segments
        legend="Shown as"
        name="change"
        value={swipe.value === null ? "difference" : "swipe"}
        segments={[
          { value: "difference", label: "Difference" },
          { value: "swipe", label: "Swipe" },
        ]}
        onChoose={(value) => update({ swipe: value === "swipe" ? 50 : null, breaks: null })}
      />
    </>
  );
}

function AgainstControl() {
  const [shown, first] = [period.value, months.value[0]];
  if (shown === null || first === undefined) return null;
  const length = monthsBetween(monthOf(shown.from), monthOf(shown.to));
  const starts = months.value.filter((month) => shiftMonth(month, length - 1) <= (months.value.at(-1) ?? ""));
  const chosen = comparedPeriod.value;
  return (
    <div class="field">
      <label for="compare">Against</label>
      <select
        id="compare"
        value={chosen?.from ?? ""}
        onChange={(event) => update({ compare: event.currentTarget.value })}
      >
        {chosen === null && <option value="">No months before these</option>}
        {starts.map((month) => (
          <option key={month} value={firstDay(month)}>
            {formatPeriod(firstDay(month), firstDay(shiftMonth(month, length)))}
          </option>
        ))}
      </select>
    </div>
  );
}
