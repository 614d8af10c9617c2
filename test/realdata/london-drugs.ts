import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { gridDisk, latLngToCell, polygonToCellsExperimental } from "h3-js";
import { type Adjacency, buildAdjacency } from "../../server/analytics/adjacency.ts";

/** Folder of real files: police.uk months, boundaries, published counts. */
export const realDataFolder = resolve(process.env.HEXBEAT_REAL_DATA ?? "../shared/data");
export const hasRealData = existsSync(join(realDataFolder, "police-uk"));

type Position = [number, number];
type Borough = {
  geometry: { type: "Polygon"; coordinates: Position[][] } | { type: "MultiPolygon"; coordinates: Position[][][] };
};

/** Res-9 cells that overlap the 33 boroughs, each once, in ascending order. */
export function londonUniverse(): string[] {
  const path = join(realDataFolder, "boundaries", "london-boroughs-2022.geojson");
  const { features } = JSON.parse(readFileSync(path, "utf8")) as { features: Borough[] };
  const cells = new Set<string>();
  for (const { geometry } of features) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const polygon of polygons) {
      for (const cell of polygonToCellsExperimental(polygon, 9, "containmentOverlapping", true)) cells.add(cell);
    }
  }
  return [...cells].sort();
}

export function hexAdjacency(universe: readonly string[], ring: number): Adjacency {
  return buildAdjacency(universe, (cell) => gridDisk(cell, ring));
}

/** Drugs rows per cell of the universe, one array per month, ascending ("2018-02" … "2019-12"). */
export function drugCountsByMonth(universe: readonly string[]): Map<string, Float64Array> {
  const indexOf = new Map(universe.map((cell, index) => [cell, index]));
  const months = new Map<string, Float64Array>();
  for (const month of readdirSync(join(realDataFolder, "police-uk")).sort()) {
    const path = join(realDataFolder, "police-uk", month, `${month}-metropolitan-street.csv`);
    if (!existsSync(path)) continue;
    const counts = new Float64Array(universe.length);
    const rows = parse(readFileSync(path), { columns: true }) as Record<string, string>[];
    for (const row of rows) {
      if (row["Crime type"] !== "Drugs" || row.Longitude === "") continue;
      const index = indexOf.get(latLngToCell(Number(row.Latitude), Number(row.Longitude), 9));
      if (index !== undefined) counts[index]! += 1;
    }
    months.set(month, counts);
  }
  return months;
}

/** Where the stations of London are, by name. */
export function readStations(): Map<string, { lng: number; lat: number }> {
  const text = readFileSync(join(realDataFolder, "places", "london-stations.csv"));
  const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[];
  return new Map(
    rows.map((row) => [row["name"] ?? "", { lng: Number(row["longitude"]), lat: Number(row["latitude"]) }]),
  );
}

export function sumOf(months: readonly Float64Array[]): Float64Array {
  const total = new Float64Array(months[0]?.length ?? 0);
  for (const month of months) for (let i = 0; i < total.length; i++) total[i]! += month[i]!;
  return total;
}
