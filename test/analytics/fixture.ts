import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { type Adjacency, buildAdjacency } from "../../server/analytics/adjacency.ts";

/** Reads a file of known answers. */
export function fixture<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8")) as Shape;
}

/** Adjacency from neighbour lists as R writes them: one neighbour stands without brackets, none as {}. */
export function adjacencyOf(lists: readonly unknown[]): Adjacency {
  const universe = lists.map((_, index) => index);
  return buildAdjacency(universe, (cell) => {
    const list = lists[cell];
    if (Array.isArray(list)) return list as number[];
    return typeof list === "number" ? [list] : [];
  });
}

/** Asserts equality to 1e-9 relative (absolute where the expected value is 0). */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, relative = 1e-9): void {
  expect(actual.length).toBe(expected.length);
  const wrong = Array.from(expected).flatMap((want, i) => {
    const got = actual[i]!;
    return Math.abs(got - want) <= relative * Math.max(Math.abs(want), 1e-12) ? [] : [{ i, got, want }];
  });
  expect(wrong).toEqual([]);
}

/** Cells of a hexagonal disk in axial coordinates, and their adjacency at a ring. */
export function hexagon(radius: number, ring: number): { cells: string[]; adjacency: Adjacency } {
  const cells: string[] = [];
  for (let q = -radius; q <= radius; q++) {
    for (let r = -radius; r <= radius; r++) if (Math.abs(q + r) <= radius) cells.push(`${q},${r}`);
  }
  return { cells, adjacency: buildAdjacency(cells, (cell) => diskAround(cell, ring)) };
}

function diskAround(cell: string, ring: number): string[] {
  const [q, r] = cell.split(",").map(Number) as [number, number];
  const disk: string[] = [];
  for (let dq = -ring; dq <= ring; dq++) {
    for (let dr = -ring; dr <= ring; dr++) if (Math.abs(dq + dr) <= ring) disk.push(`${q + dq},${r + dr}`);
  }
  return disk;
}
