import { computed, signal } from "@preact/signals";
import type { ZoneHistoryBody } from "../../../../server/api/types.ts";
import { fetchAllZones, fetchZone, fetchZoneHistory } from "../../api-zones.ts";
import { datasetFor, datasets } from "../../datasets.ts";
import { isRunning, jobs } from "../../imports/jobs.ts";
import { liveResource } from "../../resource.ts";
import { today } from "../../targets/review-day.ts";
import type { GroundOf } from "../../ui/ground-map.tsx";
import { workspaceAddress } from "../../workspace-address.ts";
import { EMPTY_ZONES, formatZones, parseZones, type ZonesQuery } from "./address.ts";
import type { ZoneState } from "./history-changes.ts";

/** The state of Zones, which travels in its address. */
export const {
  query: zonesQuery,
  change,
  follow: followZones,
} = workspaceAddress<ZonesQuery>({
  name: "zones",
  empty: EMPTY_ZONES,
  parse: parseZones,
  format: formatZones,
});

/** Whose zones are on screen: a dataset's, made up or real, or real orders where no real dataset is loaded. */
export type Home = GroundOf & { readonly title: string };

/** Real orders belong to no dataset: they are shown with a real one, and alone on bare ground where there is none. */
export const REAL_ORDERS = "real-orders";
const ORDERS_ALONE: Home = { id: null, version: 0, synthetic: false, sets: [], title: "Real orders" };

export const dataset = computed<Home | null>(() => {
  if (datasets.current.value.value === null) return null;
  const wanted = zonesQuery.value.dataset;
  return (wanted === REAL_ORDERS ? null : datasetFor(wanted)) ?? ORDERS_ALONE;
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

/** The zone whose panel is open, as it stands at the date, every state it has had, and the one that it took the place of. */
export const openZone = liveResource(
  computed(() => {
    const id = openId.value;
    return id === null ? null : { id, at: at.value, key: `${id} ${at.value} ${changed.value}` };
  }),
  async ({ id, at: moment }, abort) => {
    const [zone, past] = await Promise.all([fetchZone(id, moment, abort), fetchZoneHistory(id, abort)]);
    return { zone, past, before: await stateBefore(past, abort) };
  },
);

/** The last state of the zone that this one varied or superseded, as it was before that ended it; null = it began a chain. */
async function stateBefore({ id, chain }: ZoneHistoryBody, abort: AbortSignal): Promise<ZoneState | null> {
  const before = chain[chain.indexOf(id) - 1];
  if (before === undefined) return null;
  const { versions } = await fetchZoneHistory(before, abort);
  return versions.find(({ action }) => action !== "superseded")?.state ?? null;
}

/** Zones in force at the date of the answer; with planned and past ones where they are asked for. */
export const shownZones = computed(() => {
  const list = zonesHere.value;
  return zonesQuery.value.all ? list : list.filter(({ status }) => status === "in_force");
});
