import { computed, type ReadonlySignal } from "@preact/signals";
import type { EventListBody } from "../../../../server/api/types.ts";
import { fetchAreaSets, fetchAreas, fetchSeries, getJson } from "../../api.ts";
import { fetchTargetAreas } from "../../api-patrol.ts";
import {
  fetchClusters,
  fetchConcentration,
  fetchEffort,
  fetchRepeatLocations,
  fetchSpikes,
  fetchZones,
} from "../../api-statistics.ts";
import { datasetNamed, datasets } from "../../datasets.ts";
import { dayBefore } from "../../months.ts";
import { liveResource } from "../../resource.ts";
import { defaultCategory } from "../../surfaces.ts";
import { workspaceAddress } from "../../workspace-address.ts";
import { EMPTY_PROFILE, formatProfile, type ProfileQuery, parseProfile, targetOf } from "./address.ts";
import { countedCategories } from "./counted-categories.ts";
import { profilePeriod } from "./period.ts";
import { findScope } from "./scope.ts";

/** The state of the profile, which travels in its address. */
export const {
  query: profileQuery,
  change,
  follow: followProfile,
} = workspaceAddress<ProfileQuery>({
  name: "profile",
  empty: EMPTY_PROFILE,
  parse: parseProfile,
  format: formatProfile,
});

/** The named one or none: a profile of other data than its link says would be another profile. */
export const dataset = computed(() =>
  datasetNamed(profileQuery.value.dataset ?? datasets.current.value.value?.default ?? null),
);

const groundRequest = computed(() => {
  const data = dataset.value;
  return data === null ? null : { key: `${data.id} ${data.version}`, data };
});
/** The places a profile can be of. */
export const ground = liveResource(groundRequest, async ({ data }, abort) => {
  const areas = (kind: "ward" | "borough") =>
    data.sets.some((set) => set.kind === kind) ? fetchAreas(data.id, kind, abort) : Promise.resolve(null);
  const [wards, boroughs, sets] = await Promise.all([areas("ward"), areas("borough"), fetchAreaSets(abort)]);
  return { wards, boroughs, sets: sets.sets };
});
const wantsTarget = computed(() => {
  const { area } = profileQuery.value;
  const data = dataset.value;
  return data === null || area === null || targetOf(area) === null ? null : { key: data.id };
});
const targets = liveResource(wantsTarget, ({ key }, abort) => fetchTargetAreas(key, abort));

export const scope = computed(() => {
  const [places, { area }] = [ground.current.value.value, profileQuery.value];
  if (places === null || area === null) return null;
  return findScope(area, { ...places, targets: targets.current.value.value });
});
export const period = computed(() => {
  const data = dataset.value;
  if (data === null || data.from === null || data.to === null) return null;
  return profilePeriod({ from: data.from, to: data.to }, profileQuery.value.to);
});
export const category = computed(
  () => profileQuery.value.category ?? (dataset.value === null ? "drugs" : defaultCategory(dataset.value)),
);

/** What every question of a profile is asked with. */
const asked = computed(() => {
  const [data, place, when] = [dataset.value, scope.value, period.value];
  if (data === null || place === null || when === null || data.points === 0) return null;
  const key = `${data.id} ${data.version} ${place.code} ${when.from} ${when.to}`;
  return { key, data, place, when, category: category.value };
});
export type Asked = NonNullable<typeof asked.value>;

/** A question that changes with what is counted, too. */
const counted: ReadonlySignal<Asked | null> = computed(() =>
  asked.value === null ? null : { ...asked.value, key: `${asked.value.key} ${asked.value.category}` },
);

/** Months of the place, of its borough and of all the data. */
export const trend = liveResource(counted, async ({ data, place, when, category: what }, abort) => {
  const filter = { dataset: data.id, category: what, from: when.trend.from, to: when.trend.to };
  const series = (where: object) => fetchSeries({ ...filter, ...where }, "month", abort);
  const [own, borough, all, events] = await Promise.all([
    series(place.count),
    place.kind === "borough" || place.borough === null ? null : series({ area: [place.borough.code] }),
    series({}),
    getJson<EventListBody>(
      "/events",
      { dataset: data.id, from: when.trend.from, to: when.trend.to, area: (place.ward ?? place.borough)?.code },
      abort,
    ),
  ]);
  const counts = (answer: typeof own) => answer.rows.map(({ n }) => n);
  return {
    months: when.trend.months,
    own: counts(own),
    borough: borough === null ? null : counts(borough),
    all: counts(all),
    breaks: own.breaks,
    events: events.events,
  };
});
export type Trend = NonNullable<typeof trend.current.value.value>;

/** Each category of the data, month by month, in the window and the year before it. */
export const categories = liveResource(asked, async ({ data, place, when }, abort) => {
  const from = when.before?.from ?? when.from;
  const { borough } = place;
  return Promise.all(
    countedCategories(data).map(async (name) => {
      const filter = { dataset: data.id, category: name, from, to: when.to };
      const [own, around] = await Promise.all([
        fetchSeries({ ...filter, ...place.count }, "month", abort),
        borough === null ? null : fetchSeries({ ...filter, area: [borough.code] }, "month", abort),
      ]);
      const rows = own.rows.map(({ t, n }, at) => ({ month: t, n, borough: around?.rows[at]?.n ?? null }));
      return { category: name, rows, breaks: own.breaks, boroughName: borough?.name ?? "" };
    }),
  );
});

/** Hours of the week; null where the data does not know hours. */
export const hours = liveResource(counted, async ({ data, place, when, category: what }, abort) => {
  if (data.precision !== "minute" && data.precision !== "hour") return { counts: null };
  const filter = { dataset: data.id, category: what, from: when.from, to: when.to, ...place.count };
  return { counts: (await fetchSeries(filter, "hour_of_week", abort)).rows.map(({ n }) => n) };
});

/** Known for areas: a target's is that of its ward. */
export const effort = liveResource(asked, async ({ data, place, when }, abort) => {
  const area = place.ward ?? place.borough;
  if (area === null) throw new Error("It lies in no ward and no borough of this data.");
  const filter = { dataset: data.id, version: data.version, from: when.from, to: when.to, area: [area.code] };
  return { ...(await fetchEffort(filter, abort)), of: area };
});

/** Work on addresses: what counts towards a repeat location is the service's own choice, so no category is named. */
export const repeats = liveResource(asked, ({ data, place, when }, abort) => {
  const area = place.kind === "target" ? place.borough : { code: place.code };
  const filter = { dataset: data.id, version: data.version, category: "", from: when.from, to: when.to };
  return fetchRepeatLocations({ ...filter, area: area === null ? [] : [area.code] }, abort);
});

export const zones = liveResource(asked, ({ data, when }, abort) =>
  fetchZones({ dataset: data.id, at: dayBefore(when.to) }, abort),
);

/** Every month of the window, tested within the borough. */
export const spikes = liveResource(counted, async ({ data, place, when, category: what }, abort) => {
  const { borough } = place;
  if (borough === null) return [];
  const filter = { dataset: data.id, version: data.version, category: what, area: [borough.code] };
  return Promise.all(when.months.map((month) => fetchSpikes({ ...filter, month }, abort)));
});

/** Hexagons of about 350 m, the default of the statistics. */
const RES = 9;

export const ranks = liveResource(counted, ({ data, when, category: what }, abort) =>
  fetchConcentration(
    { dataset: data.id, version: data.version, category: what, from: when.from, to: when.to, res: RES },
    abort,
  ),
);

/** Hot places are tested over all of the data; those in the place are listed. */
export const hot = liveResource(counted, ({ data, place, when, category: what }, abort) => {
  const area = place.ward ?? place.borough;
  return fetchClusters(
    {
      ...{ dataset: data.id, version: data.version, category: what, from: when.from, to: when.to },
      ...{ res: RES, ring: 1, area: area === null ? [] : [area.code] },
    },
    abort,
  );
});

const ALL = [trend, categories, hours, effort, repeats, zones, spikes, ranks, hot] as const;

/** Any part of the page is still on its way. */
export const isLoading = computed(() => ALL.some(({ current }) => current.value.state === "loading"));

/** A part did not come. */
export const hasFailed = computed(() => ALL.some(({ current }) => current.value.state === "failed"));

/** Ask again for what failed. */
export function retry(): void {
  for (const resource of [ground, targets, ...ALL]) if (resource.current.peek().state === "failed") resource.reload();
}
