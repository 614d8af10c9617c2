import type { AreaCollection } from "../../../server/api/types.ts";
import { boundsOf } from "../cells/outline.ts";
import { toCentimetre } from "../layers/position.ts";
import type { Bounds, LngLat } from "../map/map-types.ts";

/** Outlines that corners may be pulled onto, each with its box so that those far away cost nothing. */
export type Edges = readonly { readonly box: Bounds; readonly ring: readonly LngLat[] }[];

/** The outlines of areas. */
export function edgesOf(areas: AreaCollection | null): Edges {
  return (areas?.features ?? []).flatMap(({ geometry }) =>
    geometry.coordinates.flat().map((positions) => {
      const ring = positions.map(([lng = 0, lat = 0]): LngLat => [lng, lat]);
      return { box: boundsOf({ coordinates: [[ring]] }), ring };
    }),
  );
}

/**
 * Where a corner goes that is put near an edge: onto a corner of the edge, else onto the edge itself.
 * @param reach in degrees of longitude there
 * @returns to a centimetre, which is as exact as the drawing tool takes it; null when nothing is near enough
 */
export function snapToEdges(edges: Edges, [lng, lat]: LngLat, reach: number): LngLat | null {
  // Degrees of latitude are longer: stretched, a step is as long either way.
  const stretch = 1 / Math.cos((lat * Math.PI) / 180);
  let corner: Near = { distance: reach, at: null };
  let foot: Near = { distance: reach, at: null };
  for (const { box, ring } of edges) {
    if (!isNear(box, [lng, lat], reach)) continue;
    for (const [i, [bLng, bLat]] of ring.entries()) {
      const [bx, by] = [bLng - lng, (bLat - lat) * stretch];
      corner = nearer(corner, [bx, by]);
      const [aLng, aLat] = ring[i - 1] ?? [bLng, bLat];
      foot = nearer(foot, footOn([aLng - lng, (aLat - lat) * stretch], [bx, by]));
    }
  }
  const found = corner.at ?? foot.at;
  return found === null ? null : [toCentimetre(lng + found[0]), toCentimetre(lat + found[1] / stretch)];
}

/** Away from the pointer, in degrees of longitude either way. */
type Offset = readonly [x: number, y: number];
type Near = { readonly distance: number; readonly at: Offset | null };

function nearer(best: Near, at: Offset): Near {
  const distance = Math.hypot(...at);
  return distance < best.distance ? { distance, at } : best;
}

/** The point of a stretch of edge that is nearest to the pointer, which is at 0, 0. */
function footOn([ax, ay]: Offset, [bx, by]: Offset): Offset {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  return [ax + share * dx, ay + share * dy];
}

function isNear([west, south, east, north]: Bounds, [lng, lat]: LngLat, reach: number): boolean {
  return lng > west - reach && lng < east + reach && lat > south - reach && lat < north + reach;
}
