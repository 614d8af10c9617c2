import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { messageOf } from "./error-message.ts";

/** An answer of the server on its way: the value before it stays visible until the next one is there. */
export type Resource<T> = {
  readonly state: "idle" | "loading" | "ready" | "failed";
  readonly value: T | null;
  /** The request that `value` answers. */
  readonly key: string | null;
  /** What went wrong, in words. */
  readonly message: string | null;
};

export type LiveResource<T, R> = {
  readonly current: Signal<Resource<T>>;
  /**
   * Load what is likely to be asked for next: when it is, it is there at once, and page and map change in one frame. One answer is
   * kept; a failure is told when the request itself is made.
   */
  readonly prepare: (request: R) => Promise<void>;
  /** Ask again, after a failure or an import. */
  readonly reload: () => void;
  readonly stop: () => void;
};

/**
 * Load whenever the request changes; an overtaken request is aborted.
 * @param request what to ask for, null = nothing yet. Its `key` decides whether it changed.
 */
export function liveResource<R extends { readonly key: string }, T>(
  request: ReadonlySignal<R | null>,
  load: (request: R, signal: AbortSignal) => Promise<T>,
): LiveResource<T, R> {
  let prepared: { readonly key: string; readonly value: T } | null = null;
  const current = signal<Resource<T>>({ state: "idle", value: null, key: null, message: null });
  const generation = signal(0);
  let asked: string | null = null;
  let controller: AbortController | null = null;
  const stop = effect(() => {
    const next = request.value;
    const token = next === null ? null : `${generation.value} ${next.key}`;
    if (token === asked) return;
    asked = token;
    controller?.abort();
    if (next === null) {
      current.value = { state: "idle", value: null, key: null, message: null };
      return;
    }
    if (prepared?.key === next.key) {
      current.value = { state: "ready", value: prepared.value, key: next.key, message: null };
      return;
    }
    controller = new AbortController();
    void run(current, next, load, controller.signal);
  });
  return {
    current,
    prepare: async (next) => {
      const value = await load(next, new AbortController().signal).catch(() => null);
      if (value !== null) prepared = { key: next.key, value };
    },
    reload: () => {
      prepared = null;
      generation.value++;
    },
    stop: () => {
      controller?.abort();
      stop();
    },
  };
}

async function run<R extends { readonly key: string }, T>(
  current: Signal<Resource<T>>,
  request: R,
  load: (request: R, signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<void> {
  const before = current.peek();
  current.value = { ...before, state: "loading", message: null };
  try {
    const value = await load(request, signal);
    if (!signal.aborted) current.value = { state: "ready", value, key: request.key, message: null };
  } catch (error) {
    if (signal.aborted) return;
    const message = messageOf(error);
    current.value = { ...before, state: "failed", message };
  }
}
