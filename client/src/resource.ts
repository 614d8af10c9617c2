import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** An answer of the server on its way: the value before it stays visible until the next one is there. */
export type Resource<T> = {
  readonly state: "idle" | "loading" | "ready" | "failed";
  readonly value: T | null;
  /** The request that `value` answers. */
  readonly key: string | null;
  /** What went wrong, in words. */
  readonly message: string | null;
};

export type LiveResource<T> = {
  readonly current: Signal<Resource<T>>;
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
): LiveResource<T> {
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
    controller = new AbortController();
    void run(current, next, load, controller.signal);
  });
  return {
    current,
    reload: () => {
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
    const message = error instanceof Error ? error.message : String(error);
    current.value = { ...before, state: "failed", message };
  }
}
