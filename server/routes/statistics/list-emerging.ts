import type { Emerging } from "../../analytics/emerging.ts";
import type { EmergingBody } from "../../api/types.ts";
import type { Frame } from "./resolve-frame.ts";

const TREND_Q = 0.05;
const NONE = "no pattern detected";

export type EmergingCube = {
  readonly result: Emerging;
  readonly months: readonly string[];
  readonly matrix: readonly Float64Array[];
  readonly counts: Float64Array;
};

/** How many cells are in each class, and the rows of those with a pattern or asked for. */
export function listEmerging(
  { universe, listed }: Frame,
  cube: EmergingCube,
  wanted: ReadonlySet<number>,
): Pick<EmergingBody, "classes" | "cells"> {
  const { classArcgis } = cube.result;
  const tally = new Map<string, number>();
  for (const name of classArcgis) tally.set(name, (tally.get(name) ?? 0) + 1);
  const classes = [...tally].map(([name, cells]) => ({ class: name, cells }));
  const shown = listed ?? Uint32Array.from(universe.cells.keys());
  const rows = [...shown].filter((i) => classArcgis[i] !== NONE);
  const positions = [...new Set([...rows, ...wanted])].sort((a, b) => a - b);
  return {
    classes: classes.sort((a, b) => (a.class < b.class ? -1 : 1)),
    cells: positions.map((i) => describeCell(universe.cells[i] ?? "", cube, { i, withMonths: wanted.has(i) })),
  };
}

function describeCell(
  cell: string,
  { result, months, matrix, counts }: EmergingCube,
  { i, withMonths }: { i: number; withMonths: boolean },
): EmergingBody["cells"][number] {
  const { s, p, q } = result.trend;
  const [sOf, qOf] = [s[i] ?? 0, q[i] ?? 1];
  const states = result.states.map((step) => step[i] ?? 0);
  return {
    cell,
    n: counts[i] ?? 0,
    class_arcgis: result.classArcgis[i] ?? NONE,
    reason: reasonOf(states, months),
    trend_arcgis: result.trendArcgis[i] ?? "none",
    trend: { direction: qOf > TREND_Q || sOf === 0 ? "none" : sOf > 0 ? "up" : "down", s: sOf, p: p[i] ?? 1, q: qOf },
    months: withMonths
      ? months.map((month, t) => ({
          month: month.slice(0, 7),
          n: matrix[t]?.[i] ?? 0,
          state: t === 0 ? null : wordOf(states[t - 1] ?? 0),
          z: t === 0 ? null : (result.z[t - 1]?.[i] ?? null),
        }))
      : null,
  };
}

/** What the class rests on: how often hot or cold, and since when. */
function reasonOf(states: readonly number[], months: readonly string[]): string {
  const hot = states.filter((state) => state === 1).length;
  const cold = states.filter((state) => state === -1).length;
  const last = states.at(-1) ?? 0;
  let run = 0;
  while (run < states.length && states[states.length - 1 - run] === last) run++;
  const since = months[months.length - run]?.slice(0, 7) ?? "";
  const now = last === 0 ? "neither hot nor cold" : wordOf(last);
  return `Hot in ${hot} and cold in ${cold} of ${states.length} months; ${now} since ${since}.`;
}

function wordOf(state: number): "hot" | "cold" | "neither" {
  return state === 1 ? "hot" : state === -1 ? "cold" : "neither";
}
