import type { BoundaryRow } from "../reading.ts";

type Position = readonly [x: number, y: number];
export type MultiPolygon = BoundaryRow["coordinates"];

/** A geometry that cannot be taken, in words that follow the name of its area. */
export type GeometryFault = { readonly fault: string };

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Read a GeoJSON Polygon or MultiPolygon as MultiPolygon coordinates and check what is cheap to check: closed rings
 * of at least 4 positions, finite numbers, not too many vertices. Self-crossing is for the database to find.
 * @param maxVertices of the whole geometry
 */
export function readMultiPolygon(geometry: unknown, maxVertices: number): MultiPolygon | GeometryFault {
  if (!isRecord(geometry)) return { fault: "has no geometry" };
  const { type, coordinates } = geometry;
  if (type !== "Polygon" && type !== "MultiPolygon") {
    return { fault: `is a ${String(type)}: boundaries must be Polygon or MultiPolygon (not polygons)` };
  }
  const polygons: unknown = type === "Polygon" ? [coordinates] : coordinates;
  if (!Array.isArray(polygons) || polygons.length === 0) return { fault: "has an empty geometry" };
  const result: Position[][][] = [];
  let vertices = 0;
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return { fault: "has an empty polygon" };
    const rings: Position[][] = [];
    for (const ring of polygon) {
      vertices += Array.isArray(ring) ? ring.length : 0;
      if (vertices > maxVertices)
        return { fault: `has more than ${maxVertices} vertices. Use a generalised boundary file` };
      const read = readRing(ring);
      if ("fault" in read) return read;
      rings.push(read);
    }
    result.push(rings);
  }
  return result;
}

function readRing(ring: unknown): Position[] | GeometryFault {
  if (!Array.isArray(ring) || ring.length < 4) return { fault: "has a ring of fewer than 4 positions" };
  const positions: Position[] = [];
  for (const position of ring) {
    const x: unknown = Array.isArray(position) ? position[0] : undefined;
    const y: unknown = Array.isArray(position) ? position[1] : undefined;
    if (typeof x !== "number" || typeof y !== "number" || !Number.isFinite(x) || !Number.isFinite(y)) {
      return { fault: "has a position that is not two finite numbers" };
    }
    positions.push([x, y]);
  }
  const first = positions[0];
  const last = positions[positions.length - 1];
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) return { fault: "has a ring that is not closed" };
  return positions;
}

/** The same shape with each position replaced. */
export function mapPositions(shape: MultiPolygon, change: (x: number, y: number) => [number, number]): MultiPolygon {
  return shape.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => change(x, y))));
}

/** Whether every position passes. */
export function everyPosition(shape: MultiPolygon, test: (x: number, y: number) => boolean): boolean {
  return shape.every((polygon) => polygon.every((ring) => ring.every(([x, y]) => test(x, y))));
}
