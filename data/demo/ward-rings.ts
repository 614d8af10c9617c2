import { featureCollection, point, voronoi } from "@turf/turf";
import type { Ring } from "./dissolve-rings.ts";
import { distanceMetres, type LngLat, type Metres, toLngLat, toMetres } from "./plane.ts";

const GRID_METRES = 400;
const MARGIN_METRES = 9_000;
/** Ghost sites stand this far from the nearest centroid, so that London ends half as far out. */
const NEAREST_GHOST_METRES = 2_400;
const FARTHEST_GHOST_METRES = 4_600;

/**
 * One closed ring per centre: its Voronoi cell among all centres and a field of ghost sites outside London. The
 * ghosts bound the outer cells, so nothing is clipped and every vertex is shared exactly by the cells that meet there.
 */
export function drawWardRings(centres: readonly LngLat[]): Ring[] {
  const sites = centres.map(toMetres);
  const ghosts = ghostSites(sites);
  const everything = [...sites, ...ghosts];
  const reach = Math.max(...everything.map(([x, y]) => Math.max(Math.abs(x), Math.abs(y)))) + MARGIN_METRES;
  const cells = voronoi(featureCollection(everything.map(([x, y]) => point([x, y]))), {
    bbox: [-reach, -reach, reach, reach],
  });
  return sites.map((_, i) => {
    const outline = cells.features[i]?.geometry.coordinates[0];
    if (!outline) throw new Error(`ward ${i} has no Voronoi cell: two centres coincide`);
    return closeRing(outline.flatMap(([x, y]) => (x === undefined || y === undefined ? [] : [toLngLat([x, y])])));
  });
}

/** Grid points that are outside London: far from every centroid and reached from the map's edge. */
function ghostSites(sites: readonly Metres[]): Metres[] {
  const west = Math.min(...sites.map((s) => s[0])) - MARGIN_METRES;
  const south = Math.min(...sites.map((s) => s[1])) - MARGIN_METRES;
  const columns = Math.ceil((Math.max(...sites.map((s) => s[0])) + MARGIN_METRES - west) / GRID_METRES);
  const rows = Math.ceil((Math.max(...sites.map((s) => s[1])) + MARGIN_METRES - south) / GRID_METRES);
  const at = (index: number): Metres => {
    const row = Math.floor(index / columns);
    // Every other row is shifted by half a step, so that no four grid points lie on one circle with a centroid's.
    return [west + ((index % columns) + (row % 2) * 0.5) * GRID_METRES, south + row * GRID_METRES * 0.9];
  };
  const distances = Array.from({ length: columns * rows }, (_, i) => edgeDistance(at(i), sites));
  const outside = floodFromCorner(distances, columns, rows);
  return outside.filter((i) => (distances[i] ?? 0) < FARTHEST_GHOST_METRES).map(at);
}

/** A smoothed distance to London: the mean of the distances to the nearest two centroids. */
function edgeDistance(from: Metres, sites: readonly Metres[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  for (const site of sites) {
    const d = distanceMetres(from, site);
    if (d < nearest) {
      second = nearest;
      nearest = d;
    } else if (d < second) second = d;
  }
  return 0.6 * nearest + 0.4 * second;
}

function floodFromCorner(distances: readonly number[], columns: number, rows: number): number[] {
  const reached = new Uint8Array(distances.length);
  const queue = [0];
  reached[0] = 1;
  for (let head = 0; head < queue.length; head++) {
    const index = queue[head] ?? 0;
    const column = index % columns;
    const row = Math.floor(index / columns);
    for (const [c, r] of [
      [column - 1, row],
      [column + 1, row],
      [column, row - 1],
      [column, row + 1],
    ] as const) {
      const next = r * columns + c;
      if (c < 0 || r < 0 || c >= columns || r >= rows || reached[next]) continue;
      if ((distances[next] ?? 0) < NEAREST_GHOST_METRES) continue;
      reached[next] = 1;
      queue.push(next);
    }
  }
  return queue;
}

/** Drops vertices that rounding made equal, turns the ring anticlockwise and closes it. */
function closeRing(vertices: [number, number][]): Ring {
  const open = vertices.filter((v, i) => {
    const previous = vertices[(i + vertices.length - 1) % vertices.length];
    return !previous || previous[0] !== v[0] || previous[1] !== v[1];
  });
  let twiceArea = 0;
  open.forEach((v, i) => {
    const next = open[(i + 1) % open.length] ?? v;
    twiceArea += v[0] * next[1] - next[0] * v[1];
  });
  const ring = twiceArea < 0 ? open.reverse() : open;
  const first = ring[0];
  if (!first || ring.length < 3) throw new Error("a ward has no area");
  return [...ring, [first[0], first[1]]];
}
