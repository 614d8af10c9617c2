import { computed, effect, signal } from "@preact/signals";
import { fetchPatrol, fetchTargetAreas, fetchVisits } from "../../api-patrol.ts";
import { datasets } from "../../datasets.ts";
import { liveResource } from "../../resource.ts";
import { workspace, workspaceOf } from "../../route.ts";
import { part } from "../../state.ts";
import { nominated } from "../../targets/nomination.ts";
import { today } from "../../targets/review-day.ts";
import { EMPTY_PATROL, formatPatrol, type PatrolQuery, parsePatrol } from "./address.ts";

/** The state of Patrol; everything on its page follows from it and from the server's answers. */
export const patrolQuery = signal<PatrolQuery>(EMPTY_PATROL);

export function change(patch: Partial<PatrolQuery>): void {
  patrolQuery.value = { ...patrolQuery.value, ...patch };
}

const NAME = "patrol";

/** Tie the state to the address while the workspace is open. @returns stop */
export function followPatrol(): () => void {
  const read = () => {
    if (workspaceOf(location.hash) === NAME) patrolQuery.value = parsePatrol(location.hash);
  };
  read();
  addEventListener("hashchange", read);
  const stop = effect(() => {
    const next = formatPatrol(patrolQuery.value);
    if (workspace.value === NAME && location.hash !== next) history.replaceState(null, "", next);
  });
  return () => {
    stop();
    removeEventListener("hashchange", read);
  };
}

const elsewhere = part("dataset");

/** The dataset that is asked for, else the one that was open in Analyse, else the service's own choice. */
export const dataset = computed(() => {
  const list = datasets.current.value.value;
  if (list === null) return null;
  const find = (id: string | null) => list.datasets.find((known) => known.id === id);
  return find(patrolQuery.value.dataset) ?? find(elsewhere.value) ?? find(list.default) ?? null;
});

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
