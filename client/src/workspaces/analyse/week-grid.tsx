import { computed } from "@preact/signals";
import { fetchSeries } from "../../api.ts";
import { classBreaks, classColours, classOf } from "../../classes.ts";
import { liveResource } from "../../resource.ts";
import { dataset, period } from "./choices.ts";
import { placeFilter } from "./place-filter.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const [LEFT, CELL_WIDTH, CELL_HEIGHT] = [30, 11.7, 11];

const request = computed(() => {
  const precision = dataset.value?.precision;
  const [place, shown] = [placeFilter.value, period.value];
  if ((precision !== "minute" && precision !== "hour") || place === null || shown === null) return null;
  const filter = { ...place.filter, ...shown };
  return { key: JSON.stringify(filter), filter };
});
const hours = liveResource(request, ({ filter }, abort) => fetchSeries(filter, "hour_of_week", abort));

/** Hours by weekdays in the shown period; only where the data knows hours. */
export function WeekGrid() {
  const { value, state } = hours.current.value;
  if (state === "idle") return <p class="hint">The data has no hours: when in the week is not known.</p>;
  if (value === null || value.total === 0) return null;
  const counts = value.rows.map((row) => row.n);
  const breaks = classBreaks(counts);
  const colours = classColours(breaks.length);
  const busiest = counts.indexOf(Math.max(...counts));
  const words = `Hours and weekdays: most in ${DAYS[Math.floor(busiest / 24)]} ${busiest % 24}:00 to ${(busiest % 24) + 1}:00, ${counts[busiest]}`;
  return (
    <figure>
      <svg class="chart" viewBox="0 0 312 96" role="img" aria-label={words}>
        {DAYS.map((day, row) => (
          <text key={day} x="0" y={row * CELL_HEIGHT + 9.5}>
            {day}
          </text>
        ))}
        {counts.map((n, hour) => (
          <rect
            key={`${DAYS[Math.floor(hour / 24)]} ${hour % 24}`}
            x={LEFT + (hour % 24) * CELL_WIDTH}
            y={Math.floor(hour / 24) * CELL_HEIGHT}
            width={CELL_WIDTH - 1}
            height={CELL_HEIGHT - 1}
            fill={colours[classOf(n, breaks)] ?? "#ffffff"}
          >
            <title>{`${DAYS[Math.floor(hour / 24)]} ${hour % 24}:00: ${n}`}</title>
          </rect>
        ))}
        {[0, 6, 12, 18].map((hour) => (
          <text key={hour} x={LEFT + hour * CELL_WIDTH} y="91">
            {hour}:00
          </text>
        ))}
      </svg>
    </figure>
  );
}
