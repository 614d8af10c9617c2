import { computed, effect, signal } from "@preact/signals";
import { fetchAllZones, fetchZone, fetchZoneHistory } from "../../api-zones.ts";
import { datasets } from "../../datasets.ts";
import { isRunning, jobs } from "../../imports/jobs.ts";
import { liveResource } from "../../resource.ts";
import { workspace, workspaceOf } from "../../route.ts";
import { part } from "../../state.ts";
import { today } from "../../targets/review-day.ts";
import type { GroundOf } from "../../ui/ground-map.tsx";
import { EMPTY_ZONES, formatZones, parseZones, type ZonesQuery } from "./address.ts";

/** The state of Zones; everything on its page follows from it and from the server's answers. */
export const zonesQuery = signal<ZonesQuery>(EMPTY_ZONES);

export function change(patch: Partial<ZonesQuery>): void {
  zonesQuery.value = { ...zonesQuery.value, ...patch };
}

const NAME = "zones";

/** Tie the state to the address while the workspace is open. @returns stop */
export function followZones(): () => void {
  const read = () => {
    if (workspaceOf(location.hash) === NAME) zonesQuery.value = parseZones(location.hash);
  };
  read();
  addEventListener("hashchange", read);
  const stop = effect(() => {
    const next = formatZones(zonesQuery.value);
    if (workspace.value === NAME && location.hash !== next) history.replaceState(null, "", next);
  });
  return () => {
    stop();
    removeEventListener("hashchange", read);
  };
}

const elsewhere = part("dataset");

/** Whose zones are on screen: a dataset's, made up or real, or real orders where no real dataset is loaded. */
export type Home = GroundOf & { readonly title: string };

/** Real orders belong to no dataset: they are shown with a real one, and alone on bare ground where there is none. */
export const REAL_ORDERS = "real-orders";
const ORDERS_ALONE: Home = { id: null, version: 0, synthetic: false, sets: [], title: "Real orders" };

/** The dataset that is asked for, else the one that was open in Analyse, else the service's own choice. */
export const dataset = computed<Home | null>(() => {
  const list = datasets.current.value.value;
  if (list === null) return null;
  const wanted = zonesQuery.value.dataset;
  if (wanted === REAL_ORDERS) return ORDERS_ALONE;
  const find = (id: string | null) => list.datasets.find((known) => known.id === id);
  return find(wanted) ?? find(elsewhere.value) ?? find(list.default) ?? list.datasets[0] ?? ORDERS_ALONE;
});

/** The date that is asked about. */
export const at = computed(() => zonesQuery.value.at ?? today());

/** Grows when a zone was made or changed here. */
export const changed = signal(0);
/** Grows when an import ends: it may have brought zones. */
const imported = computed(() => jobs.value.filter((job) => !isRunning(job)).length);

/** Every zone on record with its status at the date. */
export const zones = liveResource(
  computed(() => ({ at: at.value, key: `${at.value} ${changed.value} ${imported.value}` })),
  ({ at: moment }, abort) => fetchAllZones(moment, abort),
);

/** Those of the home on screen: made-up and real ones are never drawn together. */
export const zonesHere = computed(() => {
  const [home, list] = [dataset.value, zones.current.value.value?.zones ?? []];
  if (home === null) return [];
  return list.filter((zone) =>
    home.synthetic ? zone.dataset === home.id : !zone.synthetic && (zone.dataset === null || zone.dataset === home.id),
  );
});

/** Real orders that the made-up data on screen hides. */
export const hiddenOrders = computed(() => {
  if (dataset.value?.synthetic !== true) return 0;
  return (zones.current.value.value?.zones ?? []).filter(({ synthetic }) => !synthetic).length;
});

const openId = computed(() => zonesQuery.value.zone);

/** The zone whose panel is open, as it stands at the date, and every state it has had. */
export const openZone = liveResource(
  computed(() => {
    const id = openId.value;
    return id === null ? null : { id, at: at.value, key: `${id} ${at.value} ${changed.value}` };
  }),
  async ({ id, at: moment }, abort) => {
    const [zone, past] = await Promise.all([fetchZone(id, moment, abort), fetchZoneHistory(id, abort)]);
    return { zone, past };
  },
);

/** Zones in force at the date of the answer; with planned and past ones where they are asked for. */
export const shownZones = computed(() => {
  const list = zonesHere.value;
  return zonesQuery.value.all ? list : list.filter(({ status }) => status === "in_force");
});
