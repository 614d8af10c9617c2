import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { LngLat } from "./plane.ts";

export type WardFact = {
  code: string;
  name: string;
  boroughCode: string;
  borough: string;
  centre: LngLat;
  /** Residents in 2019; null where the file gives none (most wards of the City, and Ham). */
  population: number | null;
};
export type StationFact = { name: string; centre: LngLat };

/** The 657 wards of 2018: name, code, borough, centroid (3 decimals) and population, in the file's order. */
export function readWards(): WardFact[] {
  return readRows("london-wards-2018-places.csv").map((row) => ({
    code: field(row, "ward_code"),
    name: field(row, "ward"),
    boroughCode: field(row, "borough_code"),
    borough: field(row, "borough"),
    centre: lngLat(row),
    population: /^\d+$/.test(row.population_2019 ?? "") ? number(row, "population_2019") : null,
  }));
}

/** Stations of London's networks and a little beyond, with approximate points. */
export function readStations(): StationFact[] {
  return readRows("london-stations.csv").map((row) => ({ name: field(row, "name"), centre: lngLat(row) }));
}

/** The Thames, upstream to downstream, within 300 m. */
export function readThames(): LngLat[] {
  return readRows("thames-centreline.csv").map(lngLat);
}

type Row = Record<string, string>;

function readRows(file: string): Row[] {
  const rows: Row[] = parse(readFileSync(new URL(file, import.meta.url)), { bom: true, columns: true });
  return rows;
}

function lngLat(row: Row): LngLat {
  return [number(row, "longitude"), number(row, "latitude")];
}

function number(row: Row, name: string): number {
  const value = Number(field(row, name));
  if (!Number.isFinite(value)) throw new Error(`column ${name}: expected a number, got "${row[name]}"`);
  return value;
}

function field(row: Row, name: string): string {
  const value = row[name];
  if (value === undefined || value === "") throw new Error(`column ${name} is missing in ${JSON.stringify(row)}`);
  return value;
}
