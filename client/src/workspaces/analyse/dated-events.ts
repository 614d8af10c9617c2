import { computed } from "@preact/signals";
import { fetchEventsAbout } from "../../api-registers.ts";
import { liveResource } from "../../resource.ts";
import { part } from "../../state.ts";
import { histogram } from "./answers.ts";
import { wholeFilter } from "./choices.ts";
import type { DatedEvent } from "./event-words.ts";
import { areasOfPlace } from "./places/place-cells.ts";
import { areasOf } from "./ranking.ts";

const selected = part("selected");
const place = part("place");

/** Asked for when the histogram is there: the first map waits for no mark. */
const shownGround = computed(() =>
  histogram.current.value.value === null ? null : about(wholeFilter.value?.area ?? []),
);

/** The wards that the open profile is of; where it lies in none, the ground around it. */
const openGround = computed(() => {
  const areas = openAreas();
  return areas === null ? null : about(areas.length > 0 ? areas : (wholeFilter.value?.area ?? []));
});

function openAreas(): readonly string[] | null {
  if (place.value !== null) return areasOfPlace(place.value);
  return selected.value === null ? null : areasOf(selected.value);
}

export const eventsOfGround = resourceOf(shownGround);
export const eventsOfPlace = resourceOf(openGround);

/** Dated events about the ground that is counted: the chosen boroughs, else all of the data. None that was withdrawn. */
export const groundEvents = computed(() => answerOf(eventsOfGround, shownGround.value));

/** Dated events about the place whose profile is open. */
export const placeEvents = computed(() => answerOf(eventsOfPlace, openGround.value));

/** Ask again for what was answered before: an event may have been recorded, changed or withdrawn in another workspace. */
export function refreshEvents(): void {
  for (const { current, reload } of [eventsOfGround, eventsOfPlace]) if (current.peek().value !== null) reload();
}

type Ground = { readonly key: string; readonly dataset: string; readonly areas: readonly string[] };

function about(areas: readonly string[]): Ground | null {
  const dataset = wholeFilter.value?.dataset;
  return dataset === undefined ? null : { key: `${dataset} ${areas}`, dataset, areas };
}

function resourceOf(ground: typeof shownGround) {
  return liveResource(ground, ({ dataset, areas }, abort) => fetchEventsAbout(dataset, areas, abort));
}

/** Never the events of the ground before it while its answer is on the way. */
function answerOf({ current }: typeof eventsOfGround, ground: Ground | null): readonly DatedEvent[] {
  const { key, value } = current.value;
  return ground === null || key !== ground.key ? [] : (value?.events ?? []);
}
