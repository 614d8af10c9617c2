import { computed, signal } from "@preact/signals";
import { fetchPatrol, fetchTargetAreas, fetchVisits } from "../../api-patrol.ts";
import { datasetFor } from "../../datasets.ts";
import { liveResource } from "../../resource.ts";
import { nominated } from "../../targets/nomination.ts";
import { today } from "../../targets/review-day.ts";
import { workspaceAddress } from "../../workspace-address.ts";
import { EMPTY_PATROL, formatPatrol, type PatrolQuery, parsePatrol } from "./address.ts";

/** The state of Patrol, which travels in its address. */
export const {
  query: patrolQuery,
  change,
  follow: followPatrol,
} = workspaceAddress<PatrolQuery>({
  name: "patrol",
  empty: EMPTY_PATROL,
  parse: parsePatrol,
  format: formatPatrol,
});

export const dataset = computed(() => datasetFor(patrolQuery.value.dataset));

export const date = computed(() => patrolQuery.value.date ?? today());

export const targets = liveResource(
  computed(() => {
    const data = dataset.value;
    return data === null ? null : { key: `${data.id} ${data.version} ${nominated.value}`, dataset: data.id };
  }),
  ({ dataset: id }, abort) => fetchTargetAreas(id, abort),
);

/** Grows when a decision was made: the sheet follows. */
export const decided = signal(0);

const sheetRequest = computed(() => {
  const data = dataset.value;
  const { targets: wanted, seed } = patrolQuery.value;
  if (data === null || data.points === 0) return null;
  const request = { dataset: data.id, targets: wanted, date: date.value, seed };
  return { ...request, key: JSON.stringify([request, data.version, nominated.value, decided.value]) };
});
export const sheet = liveResource(sheetRequest, ({ key: _, ...request }, abort) => fetchPatrol(request, abort));

export const visits = liveResource(
  computed(() => {
    const data = dataset.value;
    return data === null ? null : { key: `${data.id} ${date.value}`, dataset: data.id, date: date.value };
  }),
  ({ dataset: id, date: day }, abort) => fetchVisits(id, day, abort),
);
