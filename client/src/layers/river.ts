import thames from "../../../data/demo/thames-centreline.csv?raw";
import type { SourceData } from "./sources.ts";

/** The Thames as one line, ± 300 m: only to find one's way by. */
export function riverLine(): SourceData {
  return {
    type: "Feature",
    properties: { name: "River Thames" },
    geometry: { type: "LineString", coordinates: smooth(parsePoints(thames)) },
  };
}

/** @param csv `longitude,latitude,near` with a header */
export function parsePoints(csv: string): [number, number][] {
  const rows = csv.trim().split(/\r?\n/).slice(1);
  return rows.map((row) => {
    const [lng, lat] = row.split(",");
    return [Number(lng), Number(lat)];
  });
}

/** Chaikin's corner cutting, three times: the given points are far apart, and a river has no corners. */
function smooth(points: [number, number][]): [number, number][] {
  let line = points;
  for (let round = 0; round < 3; round++) line = cutCorners(line);
  return line;
}

function cutCorners(points: [number, number][]): [number, number][] {
  const out: [number, number][] = points.slice(0, 1);
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = points[i - 1] ?? [0, 0];
    const [bx, by] = points[i] ?? [0, 0];
    out.push([0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by], [0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by]);
  }
  return [...out, ...points.slice(-1)];
}
