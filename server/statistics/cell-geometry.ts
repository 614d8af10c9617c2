import { cellsToMultiPolygon, cellToBoundary } from "h3-js";

type LngLat = [number, number];

/** A cell as a polygon: [lng, lat] to the sixth decimal (0.1 m), closed, counter-clockwise as RFC 7946 asks. */
export function cellPolygon(cell: string): { type: "Polygon"; coordinates: LngLat[][] } {
  return { type: "Polygon", coordinates: [cellToBoundary(cell, true).map(rounded)] };
}

/** The outline of cells of one resolution, their inner edges dissolved. */
export function cellsOutline(cells: readonly string[]): { type: "MultiPolygon"; coordinates: LngLat[][][] } {
  const polygons = cellsToMultiPolygon([...cells], true);
  return { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map((ring) => ring.map(rounded))) };
}

function rounded([lng = 0, lat = 0]: readonly number[]): LngLat {
  return [Math.round(lng * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
}
