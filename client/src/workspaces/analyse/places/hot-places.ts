import { computed } from "@preact/signals";
import { fetchHotPlaces } from "../../../api-statistics.ts";
import { liveResource } from "../../../resource.ts";
import { mode } from "../choices.ts";
import { testFilter } from "../test-filter.ts";
import { listFilter } from "./cluster-answers.ts";

const request = computed(() => {
  if (listFilter.value === null || mode.value !== "hot") return null;
  const { ring: _, ...filter } = listFilter.value;
  return { key: JSON.stringify(filter), filter, ring: listFilter.value.ring };
});
const hotPlaces = liveResource(request, async ({ filter, ring }, abort) => ({
  answer: await fetchHotPlaces(filter, abort),
  filter: { ...filter, ring },
}));

/** Hot places of exactly the months that the map shows; none while they are behind it. */
export const currentHotPlaces = computed(() => {
  const given = hotPlaces.current.value.value;
  if (given === null || mode.value !== "hot") return [];
  const isCurrent = JSON.stringify(given.filter) === JSON.stringify(testFilter.value);
  return isCurrent ? given.answer.places.filter(({ hot }) => hot) : [];
});
