/** States that were, the one that is, and those undone: every step is kept, nothing is changed in place. */
export type History<State> = {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
};

export function startHistory<State>(present: State): History<State> {
  return { past: [], present, future: [] };
}

/** A new step: what was undone before it is gone. */
export function step<State>({ past, present }: History<State>, next: State): History<State> {
  return { past: [...past, present], present: next, future: [] };
}

export function undo<State>(history: History<State>): History<State> {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  return { past: history.past.slice(0, -1), present: last, future: [history.present, ...history.future] };
}

export function redo<State>(history: History<State>): History<State> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future };
}
