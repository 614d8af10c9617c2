import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { gridDisk, latLngToCell } from "h3-js";
import { afterAll, describe, expect, it } from "vitest";
import { compactCell } from "../../../server/api/cell-columns.ts";
import { createPool } from "../../../server/statistics/pool.ts";

const centre = latLngToCell(51.5, 0, 9);
const compact = Float64Array.from(gridDisk(centre, 40), compactCell).sort();
const counts = Float64Array.from(compact, (_, i) => (i * 7) % 5);
const never = new AbortController().signal;

describe("the statistics pool", () => {
  const pool = createPool(1);
  afterAll(() => pool.close());

  const long = async (signal: AbortSignal) => {
    const adjacency = await pool.run("adjacency", { compact, res: 9, ring: 3 }, never);
    return pool.run("hotAreas", { counts, adjacency, p: "permutation", permutations: 9_999 }, signal);
  };

  it("finds who neighbours whom, in memory that workers share", async () => {
    const adjacency = await pool.run("adjacency", { compact, res: 9, ring: 1 }, never);
    expect(adjacency.offsets).toHaveLength(compact.length + 1);
    expect(adjacency.neighbours.buffer).toBeInstanceOf(SharedArrayBuffer);
    const inner = compact.indexOf(compactCell(centre));
    expect((adjacency.offsets[inner + 1] ?? 0) - (adjacency.offsets[inner] ?? 0)).toBe(6);
  });

  it("ends work that is cancelled, at once, and takes the next", async () => {
    await pool.run("adjacency", { compact, res: 9, ring: 3 }, never);
    const cancelled = new AbortController();
    const work = long(cancelled.signal);
    const waiting = long(cancelled.signal);
    await sleep(300);
    const at = performance.now();
    cancelled.abort();
    await expect(work).rejects.toThrow("cancelled");
    await expect(waiting).rejects.toThrow("cancelled");
    expect(performance.now() - at).toBeLessThan(1_000);
    expect(await pool.run("persistence", [], never)).toBeNull();
  });

  it("refuses work that was cancelled before it began", async () => {
    await expect(pool.run("persistence", [], AbortSignal.abort())).rejects.toThrow("cancelled");
  });

  it("tells what a task throws, and goes on", async () => {
    await expect(
      pool.run(
        "persistence",
        Array.from({ length: 12 }, (_, k) => new Float64Array(k)),
        never,
      ),
    ).rejects.toThrow(RangeError);
    expect(await pool.run("persistence", [], never)).toBeNull();
  });

  it("says that an exact p would cost too much, instead of trying", async () => {
    const adjacency = await pool.run("adjacency", { compact, res: 9, ring: 3 }, never);
    const large = Float64Array.from(compact, (_, i) => 1_000 + ((i * 7_919) % 50_000));
    expect(await pool.run("hotAreas", { counts: large, adjacency, cap: "none" }, never)).toEqual({
      gate: "too_much_work",
    });
    expect((await pool.run("hotAreas", { counts: large, adjacency, cap: "none", p: "normal" }, never)).gate).toBeNull();
  });

  it("leaves the server's own thread free", async () => {
    const adjacency = await pool.run("adjacency", { compact, res: 9, ring: 1 }, never);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const result = await pool.run("hotAreas", { counts, adjacency, p: "permutation", permutations: 999 }, never);
    delay.disable();
    expect(result.gate).toBeNull();
    expect(delay.percentile(50) / 1e6).toBeLessThan(50);
  });
});
