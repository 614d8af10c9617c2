import { computed } from "@preact/signals";
import type { DatasetInfo, Resolution } from "../../../../server/api/types.ts";
import type { Filter } from "../../api.ts";
import { datasetFor } from "../../datasets.ts";
import { firstDay, lastMonth, type Month, monthOf, monthRange, shiftMonth } from "../../months.ts";
import type { Mode, Show } from "../../query.ts";
import { part } from "../../state.ts";
import { defaultCategory } from "../../surfaces.ts";
import { resolutionAt } from "../../vocabulary.ts";

const asked = {
  dataset: part("dataset"),
  category: part("category"),
  from: part("from"),
  to: part("to"),
  area: part("area"),
  res: part("res"),
  show: part("show"),
  view: part("view"),
  mode: part("mode"),
  swipe: part("swipe"),
};

/** What is effectively shown: the address where it says something the dataset can answer, else the dataset's default. */
export const dataset = computed<DatasetInfo | null>(() => datasetFor(asked.dataset.value));

export const category = computed<string>(() => {
  const byDefault = dataset.value === null ? "drugs" : defaultCategory(dataset.value);
  // What a link names is shown even where there is none of it: another category in its place would be another map.
  return asked.category.value ?? byDefault;
});

/** Every month the dataset covers. */
export const months = computed<Month[]>(() => {
  const { from, to } = dataset.value ?? { from: null, to: null };
  return from === null || to === null ? [] : monthRange(monthOf(from), shiftMonth(lastMonth(to), 1));
});

export type Period = { readonly from: string; readonly to: string };
/** The shown months; the last twelve of the data unless the address says which. null without data. */
export const period = computed<Period | null>(() => {
  const all = months.value;
  const last = all.at(-1);
  const first = all.at(-12) ?? all[0];
  if (last === undefined || first === undefined) return null;
  const [from, to] = [asked.from.value, asked.to.value];
  if (from !== null && to !== null) return { from, to };
  return { from: firstDay(first), to: firstDay(shiftMonth(last, 1)) };
});

/** The resolution that hot spots are tested at unless another is pinned: about what forces in England use. */
const TESTED_RES: Resolution = 9;
export const testedRes = computed<Resolution>(() => asked.res.value ?? TESTED_RES);
export const res = computed<Resolution>(() =>
  counted.value ? (asked.res.value ?? resolutionAt(asked.view.value?.zoom ?? 9.6)) : testedRes.value,
);

/** Statistics are drawn on hexagons; areas show their counts. */
export const mode = computed<Mode>(() => (show.value === "hexagons" ? asked.mode.value : "count"));

/** Whether two periods stand side by side, rather than their difference. */
export const isSwiped = computed(() => mode.value === "change" && asked.swipe.value !== null);

/** Whether counts are drawn as they are: nothing in them is tested on a universe. */
export const counted = computed(() => mode.value === "count" || isSwiped.value);

/** Hexagons need points: published counts exist by area only. */
export const show = computed<Show>(() =>
  asked.show.value === "hexagons" &&
  dataset.value !== null &&
  dataset.value.points === 0 &&
  dataset.value.publishedCounts
    ? "wards"
    : asked.show.value,
);

/** What is counted in all months: for the histogram. */
export const wholeFilter = computed<(Filter & { version: number }) | null>(() => {
  const data = dataset.value;
  const [first, last] = [months.value[0], months.value.at(-1)];
  if (data === null || first === undefined || last === undefined) return null;
  const [from, to] = [firstDay(first), firstDay(shiftMonth(last, 1))];
  return { dataset: data.id, version: data.version, category: category.value, area: asked.area.value, from, to };
});

/** What is counted, where and when: all the map's numbers answer this. */
export const filter = computed<(Filter & { version: number }) | null>(() =>
  wholeFilter.value === null || period.value === null ? null : { ...wholeFilter.value, ...period.value },
);
