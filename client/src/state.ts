import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { EMPTY_QUERY, formatQuery, parseQuery, type Query } from "./query.ts";
import { FIRST_WORKSPACE, workspace, workspaceOf } from "./route.ts";

/** The state of Analyse; everything shown follows from it and from the server's answers. */
export const query = signal<Query>(EMPTY_QUERY);
/** The address of what is on screen, for "copy link". */
export const hash = computed(() => formatQuery(query.value));

/** Change part of the state. */
export function update(patch: Partial<Query>): void {
  query.value = { ...query.value, ...patch };
}

/** One part of the state, which tells its followers only when that part changed: moving the map must not recount anything. */
export function part<K extends keyof Query>(name: K): ReadonlySignal<Query[K]> {
  return computed(() => query.value[name]);
}

/** Tie the state to the address of Analyse: read it now and whenever a link or the user changes it, write it when the state changes. */
export function followAddress(): () => void {
  const read = () => {
    const isOurs = workspaceOf(location.hash) === FIRST_WORKSPACE;
    if (isOurs && location.hash !== hash.peek()) query.value = parseQuery(location.hash);
  };
  read();
  addEventListener("hashchange", read);
  const stop = effect(() => {
    const next = hash.value;
    // replaceState: dragging a slider must not fill the history with its every step.
    const isOurs = workspace.value === FIRST_WORKSPACE;
    if (isOurs && location.hash !== next) history.replaceState(null, "", next);
  });
  return () => {
    stop();
    removeEventListener("hashchange", read);
  };
}
