import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { workspace, workspaceOf } from "./route.ts";

type Options<Q> = {
  /** As in the address, `#/name`. */
  readonly name: string;
  /** The state of a bare `#/name`. */
  readonly empty: Q;
  readonly parse: (hash: string) => Q;
  /** `parse(format(q))` equals q. */
  readonly format: (query: Q) => string;
};

export type WorkspaceAddress<Q> = {
  /** The state of the page; everything on it follows from it and from the server's answers. */
  readonly query: ReadonlySignal<Q>;
  /** The address of the state, for links to it. */
  readonly hash: ReadonlySignal<string>;
  /** Change part of the state. */
  readonly change: (patch: Partial<Q>) => void;
  /** Tie the state to the address: read it now and whenever a link or the user changes it, write it when the state changes. @returns stop */
  readonly follow: () => () => void;
};

/** The state of a workspace, which travels in the address of its page. While another workspace is open, neither touches the other. */
export function workspaceAddress<Q extends object>({ name, empty, parse, format }: Options<Q>): WorkspaceAddress<Q> {
  const query = signal(empty);
  const hash = computed(() => format(query.value));
  const read = () => {
    const isOurs = workspaceOf(location.hash) === name;
    if (isOurs && location.hash !== hash.peek()) query.value = parse(location.hash);
  };
  return {
    query,
    hash,
    change: (patch) => {
      query.value = { ...query.value, ...patch };
    },
    follow: () => {
      read();
      addEventListener("hashchange", read);
      let wasHere = workspace.peek() === name;
      const stop = effect(() => {
        const next = hash.value;
        const isHere = workspace.value === name;
        // A link that leads here from another workspace is about to be read: what was here before must not overwrite it.
        const isLed = isHere && !wasHere;
        wasHere = isHere;
        // replaceState: dragging a slider must not fill the history with its every step.
        if (isHere && !isLed && location.hash !== next) history.replaceState(null, "", next);
      });
      return () => {
        stop();
        removeEventListener("hashchange", read);
      };
    },
  };
}
