import { formatCount } from "../../format.ts";
import { WeekChart } from "../../ui/week-chart.tsx";
import { categoryLabel } from "../../vocabulary.ts";
import { category, hours } from "./answers.ts";
import { Part } from "./part.tsx";

/** When in the week, where the data knows it. */
export function HoursPart() {
  return (
    <Part
      title={`When in the week: ${categoryLabel(category.value).toLowerCase()}`}
      of={hours.current.value}
      name="hours"
    >
      {({ counts }) => {
        if (counts === null) return <p class="hint">No hours in this data: when in the week is not known.</p>;
        const total = counts.reduce((sum, n) => sum + n, 0);
        if (total === 0) return <p class="hint">Nothing was counted in these months.</p>;
        return (
          <>
            <WeekChart counts={counts} />
            <p class="hint">
              {formatCount(total)} incidents, London time. Where police find it, the hour is when they looked.
            </p>
          </>
        );
      }}
    </Part>
  );
}
