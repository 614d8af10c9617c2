import { computed } from "@preact/signals";
import { fetchSeries } from "../../api.ts";
import { liveResource } from "../../resource.ts";
import { WeekChart } from "../../ui/week-chart.tsx";
import { dataset, period } from "./choices.ts";
import { placeFilter } from "./place-filter.ts";

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
  return <WeekChart counts={value.rows.map((row) => row.n)} />;
}
