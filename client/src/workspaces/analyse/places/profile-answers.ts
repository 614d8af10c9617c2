import { computed } from "@preact/signals";
import { fetchSeries } from "../../../api.ts";
import {
  fetchConcentration,
  fetchEffort,
  fetchRepeatLocations,
  fetchSpikes,
  fetchZones,
} from "../../../api-statistics.ts";
import { dayBefore, lastMonth } from "../../../months.ts";
import { liveResource } from "../../../resource.ts";
import { clusters, openCluster } from "./cluster-answers.ts";

/** What the profile of a listed place asks for beside its own months; nothing while none is open. */
const asked = computed(() => {
  const [cluster, given] = [openCluster.value, clusters.current.value.value];
  return cluster === null || given === null ? null : { cluster, filter: given.filter };
});

/** Its main ward and borough: areas are what effort, spikes and ranks are known for. */
const home = computed(() => {
  if (asked.value === null) return null;
  const { cluster, filter } = asked.value;
  const [ward, borough] = [cluster.wards[0], cluster.boroughs[0]];
  return ward === undefined || borough === undefined ? null : { ward, borough, filter };
});

const effortRequest = computed(() => {
  if (home.value === null) return null;
  const { dataset, version, from, to } = home.value.filter;
  const filter = { dataset, version, from: from ?? "", to: to ?? "", area: [home.value.ward.code] };
  return { key: JSON.stringify(filter), filter, name: home.value.ward.name };
});
export const effort = liveResource(effortRequest, async ({ filter, name }, abort) => ({
  ...(await fetchEffort(filter, abort)),
  ward: name,
}));

/** What people reported, what police made by looking, and the searches, each apart: in the place's own cells, over the window. */
const besideRequest = computed(() => {
  if (asked.value === null) return null;
  const { cluster, filter } = asked.value;
  const { dataset, version, from = "", to = "" } = filter;
  return {
    key: `${version} ${cluster.id} ${from} ${to}`,
    filter: { dataset, from, to, cell: cluster.cells.join(",") },
  };
});
export const beside = liveResource(besideRequest, async ({ filter }, abort) => {
  const count = (category: string) => fetchSeries({ ...filter, category }, "month", abort);
  const [reports, supply, possession, searches] = await Promise.all([
    count("drug_asb"),
    count("supply,production"),
    count("possession"),
    count("drug_search"),
  ]);
  return { reports, supply, possession, searches };
});

const spikesRequest = computed(() => {
  if (home.value === null) return null;
  const { dataset, version, category, to = "" } = home.value.filter;
  const filter = { dataset, version, category, area: [home.value.borough.code], month: lastMonth(to) };
  return { key: JSON.stringify(filter), filter };
});
export const boroughSpikes = liveResource(spikesRequest, ({ filter }, abort) => fetchSpikes(filter, abort));

const ranksRequest = computed(() => {
  if (asked.value === null) return null;
  const { ring: _, area: __, ...filter } = asked.value.filter;
  return { key: JSON.stringify(filter), filter };
});
export const ranks = liveResource(ranksRequest, ({ filter }, abort) => fetchConcentration(filter, abort));

const repeatRequest = computed(() => {
  if (home.value === null) return null;
  const { dataset, version, from, to } = home.value.filter;
  // No category: what counts towards a repeat location is the service's own choice.
  const filter = { dataset, version, from: from ?? "", to: to ?? "", category: "" };
  return {
    key: `${JSON.stringify(filter)} ${home.value.borough.code}`,
    filter: { ...filter, area: [home.value.borough.code] },
  };
});
export const repeats = liveResource(repeatRequest, ({ filter }, abort) => fetchRepeatLocations(filter, abort));

const zonesRequest = computed(() => {
  if (asked.value === null) return null;
  const { dataset, to = "" } = asked.value.filter;
  const at = dayBefore(to);
  return { key: `${dataset} ${at}`, filter: { dataset, at } };
});
export const zones = liveResource(zonesRequest, ({ filter }, abort) => fetchZones(filter, abort));
