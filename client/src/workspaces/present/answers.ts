import { computed, effect, signal } from "@preact/signals";
import { fetchAreas, fetchPlaces } from "../../api.ts";
import { fetchPresentation, fetchPresentationNotes } from "../../api-presentation.ts";
import { liveResource } from "../../resource.ts";
import { workspace, workspaceOf } from "../../route.ts";
import { EMPTY_PRESENT, formatPresent, type PresentQuery, parsePresent } from "./address.ts";

/** The state of the meeting; everything on its page follows from it and from the server's answers. */
export const presentQuery = signal<PresentQuery>(EMPTY_PRESENT);

export function change(patch: Partial<PresentQuery>): void {
  presentQuery.value = { ...presentQuery.value, ...patch };
}

const NAME = "present";

/** Tie the state to the address while the workspace is open. @returns stop */
export function followPresent(): () => void {
  const read = () => {
    if (workspaceOf(location.hash) === NAME) presentQuery.value = parsePresent(location.hash);
  };
  read();
  addEventListener("hashchange", read);
  const stop = effect(() => {
    const next = formatPresent(presentQuery.value);
    if (workspace.value === NAME && location.hash !== next) history.replaceState(null, "", next);
  });
  return () => {
    stop();
    removeEventListener("hashchange", read);
    // Nothing of the meeting stays in the page's memory.
    presentQuery.value = EMPTY_PRESENT;
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
