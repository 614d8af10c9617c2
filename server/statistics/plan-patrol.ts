import { greatCircleDistance } from "h3-js";
import { chooseStops } from "../analytics/patrol-stops.ts";
import { seededRandom } from "../analytics/random.ts";
import { shortestTour } from "../analytics/shortest-tour.ts";
import { sumsWithin } from "../analytics/sums-within.ts";
import { tourLength } from "../analytics/two-opt.ts";
import { variedTour } from "../analytics/varied-tour.ts";
import { onPlane } from "./metres.ts";

export const RADIUS_METRES = 150;
export const APART_METRES = 500;
export const MOST_STOPS = 12;

/** What was recorded in and around a target, by cell of resolution 11. */
export type TargetRecord = {
  readonly cell: string;
  readonly inside: boolean;
  readonly flag: string;
  readonly n: number;
};

export type PlannedStop<Row> = {
  /** Index of its target. */
  readonly target: number;
  /** The cell at its centre. */
  readonly cell: string;
  /** Everything within the radius, records put there by default too. */
  readonly within: readonly Row[];
  /** Without those, unless the target holds nothing else. */
  readonly n: number;
};

/**
 * The stops of a patrol. A stop's centre is a cell's, never an incident's: what was recorded at one address cannot be read
 * off the sheet. Records that are put somewhere by default do not draw a stop, unless a target holds nothing else.
 * @param targets records of each target
 */
export function planStops<Row extends TargetRecord>(targets: readonly (readonly Row[])[]) {
  const weighed = targets.map((rows) => {
    const real = rows.filter(({ flag, inside }) => flag === "none" && inside);
    return real.length > 0 ? rows.filter(({ flag }) => flag === "none") : rows;
  });
  const cells = [...new Set(targets.flat().map(({ cell }) => cell))].sort();
  const plane = onPlane(cells);
  const at = new Map(cells.map((cell, index) => [cell, index]));
  const found = weighed.flatMap((rows, target) =>
    candidatesOf(rows, { at, plane }).map((each) => ({ ...each, target })),
  );
  const chosen = chooseStops(
    {
      xMetres: Float64Array.from(found, ({ index }) => plane.xMetres[index] ?? 0),
      yMetres: Float64Array.from(found, ({ index }) => plane.yMetres[index] ?? 0),
      sums: Float64Array.from(found, ({ sum }) => sum),
      target: Uint16Array.from(found, ({ target }) => target),
    },
    targets.length,
    { apartMetres: APART_METRES, most: MOST_STOPS },
  );
  const stops = chosen.stops.flatMap((k): PlannedStop<Row>[] => {
    const candidate = found[k];
    if (candidate === undefined) return [];
    const { target, index, sum } = candidate;
    const near = (cell: string) => isWithin(plane, index, at.get(cell));
    return [
      { target, cell: cells[index] ?? "", n: sum, within: (targets[target] ?? []).filter(({ cell }) => near(cell)) },
    ];
  });
  return { stops, leftOut: chosen.leftOut };
}

/** The order of a round: 0 is the shortest from the first stop; any other seed another one, at most 15 % longer. */
export function planRoute(lngLats: readonly (readonly [number, number])[], seed: number) {
  const distance = Float64Array.from(
    lngLats.flatMap(([lng, lat]) => lngLats.map(([lng2, lat2]) => greatCircleDistance([lat, lng], [lat2, lng2], "m"))),
  );
  symmetric(distance, lngLats.length);
  const shortest = shortestTour(distance, lngLats.length);
  const order = seed === 0 ? shortest.order : variedTour(distance, shortest.order, seededRandom(seed));
  const legs = order.map((stop, k) => distance[stop * lngLats.length + (order[(k + 1) % order.length] ?? 0)] ?? 0);
  return { order, legs, metres: tourLength(distance, order), shortestMetres: shortest.metres, exact: shortest.exact };
}

type Ground = { readonly at: ReadonlyMap<string, number>; readonly plane: ReturnType<typeof onPlane> };

function candidatesOf(rows: readonly TargetRecord[], { at, plane }: Ground): { index: number; sum: number }[] {
  const byCell = Map.groupBy(rows, ({ cell }) => cell);
  const indices = [...byCell.keys()].flatMap((cell) => at.get(cell) ?? []).sort((a, b) => a - b);
  const cells = new Map([...byCell].map(([cell, held]) => [at.get(cell), held]));
  const sums = sumsWithin(
    Float64Array.from(indices, (index) => plane.xMetres[index] ?? 0),
    Float64Array.from(indices, (index) => plane.yMetres[index] ?? 0),
    Float64Array.from(indices, (index) => (cells.get(index) ?? []).reduce((sum, { n }) => sum + n, 0)),
    RADIUS_METRES,
  );
  return indices.flatMap((index, k) =>
    (cells.get(index) ?? []).some(({ inside }) => inside) ? [{ index, sum: sums[k] ?? 0 }] : [],
  );
}

function isWithin({ xMetres, yMetres }: Ground["plane"], centre: number, other: number | undefined): boolean {
  if (other === undefined) return false;
  const [dx, dy] = [(xMetres[other] ?? 0) - (xMetres[centre] ?? 0), (yMetres[other] ?? 0) - (yMetres[centre] ?? 0)];
  return Math.hypot(dx, dy) <= RADIUS_METRES;
}

/** There and back differ in the last bit; a tour wants them equal. */
function symmetric(distance: Float64Array, stops: number): void {
  for (let a = 0; a < stops; a++) {
    for (let b = 0; b < a; b++) distance[a * stops + b] = distance[b * stops + a] ?? 0;
  }
}
