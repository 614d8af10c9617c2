import { classBreaks, classColours, classOf } from "../classes.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const [LEFT, CELL_WIDTH, CELL_HEIGHT] = [30, 11.7, 11];

/** Counts by hour and weekday as coloured fields. @param counts 168, from Monday 00:00, at least one above zero */
export function WeekChart({ counts }: { readonly counts: readonly number[] }) {
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
