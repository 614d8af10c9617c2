/**
 * Who may use the one connection of the embedded database. A session that has opened a transaction keeps it until the
 * transaction ends: without this another session's read would see, and its error would break, a half-done import.
 */
export type Gate = {
  /**
   * Wait for one's turn, first come first served.
   * @returns false when `patienceMs` ran out
   */
  enter(session: object, patienceMs: number): Promise<boolean>;
  /** Let the next session in. */
  leave(session: object): void;
};

type Waiting = { readonly session: object; readonly admit: () => void };

export function createGate(): Gate {
  let owner: object | null = null;
  let queue: readonly Waiting[] = [];
  const admitNext = () => {
    const [next, ...rest] = queue;
    owner = next?.session ?? null;
    queue = rest;
    next?.admit();
  };
  return {
    enter(session, patienceMs) {
      if (owner === session) return Promise.resolve(true);
      if (owner === null) {
        owner = session;
        return Promise.resolve(true);
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          queue = queue.filter((waiting) => waiting !== entry);
          resolve(false);
        }, patienceMs);
        const admit = () => {
          clearTimeout(timer);
          resolve(true);
        };
        const entry: Waiting = { session, admit };
        queue = [...queue, entry];
      });
    },
    leave(session) {
      if (owner === session) admitNext();
    },
  };
}
