import { computed, effect, signal } from "@preact/signals";
import { fetchBacktest, fetchClusters } from "../../../api-statistics.ts";
import { monthOf, monthsBetween } from "../../../months.ts";
import { liveResource } from "../../../resource.ts";
import { part } from "../../../state.ts";
import { mode, months } from "../choices.ts";
import { frame } from "../frame.ts";
import { canCompare } from "../modes/compared-period.ts";
import { testFilter } from "../test-filter.ts";

/** A dragged slider shall not have every month of its way tested: the list follows when it rests. */
const REST_MS = 800;

/** What the ranked list is asked with: null until the first map is drawn, which waits for nothing; then behind it while months are stepped. */
export const listFilter = signal<typeof testFilter.value>(null);
let begun = false;
let timer: ReturnType<typeof setTimeout> | undefined;
effect(() => {
  const wanted = testFilter.value;
  // Periods that cannot be compared have no map to wait for.
  const isDrawn = frame.value !== null || (mode.value === "change" && !canCompare.value);
  if (!begun && !isDrawn) return;
  clearTimeout(timer);
  timer = setTimeout(
    () => {
      listFilter.value = wanted;
    },
    begun ? REST_MS : 0,
  );
  begun = true;
});

const request = computed(() =>
  listFilter.value === null ? null : { key: JSON.stringify(listFilter.value), filter: listFilter.value },
);

/** The ranked list of hot areas and hot places. */
export const clusters = liveResource(request, async ({ filter }, abort) => ({
  answer: await fetchClusters(filter, abort),
  filter,
}));

/** Would maps like this have said where the next month's records fell? Whatever the months before `to`, and whatever is listed. */
export const backtest = liveResource(
  computed(() => {
    const filter = listFilter.value;
    if (filter === null) return null;
    const { from: _, area: __, ...wanted } = filter;
    const origins = forecastsUntil(filter.to ?? "");
    return { key: JSON.stringify({ ...wanted, origins }), filter: { ...filter, origins } };
  }),
  ({ filter }, abort) => fetchBacktest(filter, abort),
);

/** A forecast needs the twelve months before it: as many as the data has, twelve at most, and never fewer than are asked for at least. */
function forecastsUntil(to: string): number {
  const first = months.value[0];
  const known = first === undefined ? 0 : monthsBetween(first, monthOf(to)) - 12;
  return Math.min(12, Math.max(3, known));
}

const chosen = part("place");

/** The clusters of exactly what the map shows; null while the list is behind it. */
export const currentClusters = computed(() => {
  const given = clusters.current.value.value;
  return given !== null && JSON.stringify(given.filter) === JSON.stringify(testFilter.value) ? given.answer : null;
});

/** The cluster whose profile is open. */
export const openCluster = computed(() => {
  const list = clusters.current.value.value?.answer.clusters ?? [];
  return list.find(({ id }) => id === chosen.value) ?? null;
});
