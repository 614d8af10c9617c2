import type { CopyTarget, Database } from "../db/database.ts";

/** Rows in COPY's text format on their way into staging tables. */
export type CopyQueue = {
  /** Take so many rows; waits only where a COPY is under way and the next is full. Rejects when an earlier COPY failed. */
  add(into: CopyTarget, text: string, rows: number): Promise<void>;
  /** Resolves when all that was taken is in its tables. */
  drain(): Promise<void>;
  /** Resolves when nothing runs any more, whatever became of it. */
  settle(): Promise<void>;
};

/** Rows of one COPY: large enough to be fast, small enough that readers of the one embedded connection get their turn. */
const ROWS_PER_COPY = 8_000;

/**
 * Gather the rows of all files of an import, many of which are short. One COPY runs while the next rows are read, so
 * that the files and the database never wait for each other in turn.
 */
export function createCopyQueue(db: Database): CopyQueue {
  let waiting = new Map<string, { readonly into: CopyTarget; readonly texts: string[] }>();
  let rows = 0;
  let copying: Promise<void> = Promise.resolve();

  const start = () => {
    const taken = waiting;
    waiting = new Map();
    rows = 0;
    copying = db.bulk.transaction(async (trx) => {
      for (const { into, texts } of taken.values()) await db.copyIn(trx, into, texts);
    });
    // Whoever comes next is told; until then the failure is nobody's.
    copying.catch(() => {});
  };
  return {
    async add(into, text, count) {
      const held = waiting.get(into.table);
      if (held === undefined) waiting.set(into.table, { into, texts: [text] });
      else held.texts.push(text);
      rows += count;
      if (rows < ROWS_PER_COPY) return;
      await copying;
      start();
    },
    async drain() {
      await copying;
      if (rows === 0) return;
      start();
      await copying;
    },
    settle: () => copying.catch(() => {}),
  };
}
