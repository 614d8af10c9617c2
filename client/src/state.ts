import { computed, type ReadonlySignal } from "@preact/signals";
import { EMPTY_QUERY, formatQuery, parseQuery, type Query } from "./query.ts";
import { FIRST_WORKSPACE } from "./route.ts";
import { workspaceAddress } from "./workspace-address.ts";

/** The state of Analyse, its address for "copy link", how to change part of it, and how to tie it to the address. */
export const {
  query,
  hash,
  change: update,
  follow: followAddress,
} = workspaceAddress<Query>({
  name: FIRST_WORKSPACE,
  empty: EMPTY_QUERY,
  parse: parseQuery,
  format: formatQuery,
});

/** One part of the state, which tells its followers only when that part changed: moving the map must not recount anything. */
export function part<K extends keyof Query>(name: K): ReadonlySignal<Query[K]> {
  return computed(() => query.value[name]);
}
