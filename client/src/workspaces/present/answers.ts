import { computed } from "@preact/signals";
import { fetchAreas, fetchPlaces } from "../../api.ts";
import { fetchPresentation, fetchPresentationNotes } from "../../api-presentation.ts";
import { liveResource } from "../../resource.ts";
import { workspaceAddress } from "../../workspace-address.ts";
import { EMPTY_PRESENT, formatPresent, type PresentQuery, parsePresent } from "./address.ts";

/** The state of the meeting, which travels in its address. */
const address = workspaceAddress<PresentQuery>({
  name: "present",
  empty: EMPTY_PRESENT,
  parse: parsePresent,
  format: formatPresent,
});
export const { query: presentQuery, change } = address;

/** Tie the state to the address while the workspace is open. @returns stop */
export function followPresent(): () => void {
  const stop = address.follow();
  return () => {
    stop();
    // Nothing of the meeting stays in the page's memory.
    change(EMPTY_PRESENT);
  };
}

const shown = computed(() => {
  const { operation, evaluation } = presentQuery.value;
  return operation === null || evaluation === null
    ? null
    : { key: `${operation} ${evaluation}`, operation, evaluation };
});
const onWall = computed(() => (presentQuery.value.notes ? null : shown.value));
export const presentation = liveResource(onWall, (wanted, abort) => fetchPresentation(wanted, abort));
/** Asked for by the presenter's window alone: the page on the wall never holds them. */
const forPresenter = computed(() => (presentQuery.value.notes ? shown.value : null));
export const notes = liveResource(forPresenter, (wanted, abort) => fetchPresentationNotes(wanted, abort));

/** Lines and names to find one's way by; what does not come is left out. */
export const ground = liveResource(
  computed(() => {
    const dataset = presentation.current.value.value?.dataset ?? null;
    return dataset === null ? null : { key: dataset, dataset };
  }),
  async ({ dataset }, abort) => {
    const [boroughs, wards, stations] = await Promise.all([
      fetchAreas(dataset, "borough", abort).catch(() => null),
      fetchAreas(dataset, "ward", abort).catch(() => null),
      fetchPlaces(dataset, "station", abort).catch(() => ({ places: [] })),
    ]);
    return { boroughs, wards, stations: stations.places };
  },
);
