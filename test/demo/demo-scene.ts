import { cellToLatLng, gridDisk, latLngToCell, polygonToCellsExperimental } from "h3-js";
import { generateDemoAreas } from "../../data/demo/generate-areas.ts";
import { generateDemoIncidents } from "../../data/demo/generate-incidents.ts";
import { generateDemoOperations } from "../../data/demo/generate-operations.ts";
import { readDemoPlaces } from "../../data/demo/places.ts";
import { ringContains } from "../../data/demo/plane.ts";
import { buildAdjacency } from "../../server/analytics/adjacency.ts";
import { compactCell } from "../../server/api/cell-columns.ts";
import { CATEGORIES, GENERATIONS } from "../../server/api/vocabulary.ts";
import { INCIDENT_BYTES } from "../../server/evaluation/decode-incidents.ts";
import { gridAxes } from "../../server/evaluation/grid-axes.ts";
import { recordCode } from "../../server/evaluation/indicators.ts";
import type { Polygons, SceneInput } from "../../server/evaluation/scene.ts";
import type { IncidentRow } from "../../server/ingest/row.ts";
import {
  binsOf,
  chooseWindows,
  dayNumber,
  evaluationDates,
  seriesSteps,
} from "../../server/routes/evaluations/windows.ts";

const RES = 10;
const PLACE_RES = 9;
const SPAN = { from: "2023-11-01", to: "2026-11-01" };

type Ring = readonly (readonly [number, number])[];

/** The demo's boroughs as the service reads them from its database: every cell that overlaps one, and who neighbours whom. */
function demoGround() {
  const { boroughs, wards } = generateDemoAreas();
  const areas = [...boroughs.features].sort((a, b) => (a.properties.LAD18CD < b.properties.LAD18CD ? -1 : 1));
  const cellsOf = (res: number) => {
    const home = new Map<string, number>();
    for (const [at, { geometry }] of areas.entries()) {
      const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      for (const rings of polygons as [number, number][][][]) {
        const inside = new Set(polygonToCellsExperimental(rings, res, "containmentCenter", true));
        for (const cell of polygonToCellsExperimental(rings, res, "containmentOverlapping", true)) {
          if (inside.has(cell) || !home.has(cell)) home.set(cell, at);
        }
      }
    }
    return home;
  };
  const [home, places] = [cellsOf(RES), cellsOf(PLACE_RES)];
  const ascending = (cells: Iterable<string>) => [...cells].sort((a, b) => compactCell(a) - compactCell(b));
  const [ids, placeIds] = [ascending(home.keys()), ascending(places.keys())];
  const cells = Float64Array.from(ids, compactCell);
  const placeCells = Float64Array.from(placeIds, compactCell);
  const axes = gridAxes({ cells, res: RES, places: placeCells, placeRes: PLACE_RES });
  const neighbours = new Uint8Array(areas.length ** 2);
  for (const [cell, at] of home) {
    for (const near of gridDisk(cell, 3)) {
      const other = home.get(near);
      if (other !== undefined && other !== at) neighbours[at * areas.length + other] = 1;
    }
  }
  const near = buildAdjacency(placeIds, (cell) => gridDisk(cell, 1));
  const rings = wards.features.map(({ properties, geometry }) => ({
    borough: areas.findIndex(({ properties: { LAD18CD } }) => LAD18CD === properties.LAD18CD),
    ring: geometry.coordinates[0] as Ring,
  }));
  return {
    boroughs: areas.map(({ properties }) => ({ code: properties.LAD18CD, name: properties.LAD18NM })),
    neighbours,
    grid: { res: RES, cells, i: axes.i, j: axes.j, home: Int16Array.from(ids, (id) => home.get(id)!) },
    places: { res: PLACE_RES, cells: placeCells, i: axes.placeI, j: axes.placeJ, near },
    /** The borough of a point, by the wards about its cell. */
    boroughAt: boroughFinder(rings),
  };
}

function boroughFinder(rings: readonly { borough: number; ring: Ring }[]): (at: readonly [number, number]) => number {
  const byCell = new Map<string, (typeof rings)[number][]>();
  for (const ward of rings) {
    for (const cell of polygonToCellsExperimental(
      [ward.ring as [number, number][]],
      8,
      "containmentOverlapping",
      true,
    )) {
      byCell.set(cell, [...(byCell.get(cell) ?? []), ward]);
    }
  }
  return ([lng, lat]) =>
    byCell.get(latLngToCell(lat, lng, 8))?.find(({ ring }) => ringContains(ring, [lng, lat]))?.borough ?? -1;
}

let ground: ReturnType<typeof demoGround> | null = null;

const hourFormat = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", hourCycle: "h23" });

/** The rows as the database packs them. */
function pack(rows: readonly IncidentRow[], boroughAt: (at: readonly [number, number]) => number): Uint8Array {
  const view = new DataView(new ArrayBuffer(rows.length * INCIDENT_BYTES));
  for (const [row, { lat, lng, occurredOn, occurredFrom, category, generation }] of rows.entries()) {
    const at = row * INCIDENT_BYTES;
    view.setBigUint64(at, BigInt(`0x${latLngToCell(lat ?? 0, lng ?? 0, RES)}`));
    view.setBigUint64(at + 8, BigInt(`0x${latLngToCell(lat ?? 0, lng ?? 0, PLACE_RES)}`));
    view.setInt32(at + 16, boroughAt([lng ?? 0, lat ?? 0]));
    view.setInt32(at + 20, dayNumber(occurredOn));
    view.setInt16(at + 24, recordCode(CATEGORIES.indexOf(category), GENERATIONS.indexOf(generation)));
    view.setInt16(at + 26, Number(hourFormat.format(new Date(occurredFrom))));
  }
  return new Uint8Array(view.buffer);
}

/** The scenes of operations A to D of one seed: what the service would compute from, without a database. */
export function demoScenes(seed: number): Record<"a" | "b" | "c" | "d", SceneInput> {
  ground ??= demoGround();
  const { boroughAt, boroughs, neighbours, grid, places } = ground;
  const operations = generateDemoOperations(seed);
  const bytes = pack(generateDemoIncidents({ seed }), boroughAt);
  const namedPlaces = readDemoPlaces().filter(({ kind }) => kind === "station");
  const polygonsOf = (at: number): Polygons => operations[at]!.phases.map(({ polygon }) => polygon.coordinates);
  const sceneOf = (at: number): SceneInput => {
    const { phases } = operations[at]!;
    const start = phases[0]!.from;
    const windows = chooseWindows({}, { start, unit: "week", span: SPAN });
    const dates = evaluationDates(windows, SPAN, () => true);
    const watched = dates[0]!.after.to - dates[0]!.after.from;
    const others = operations.flatMap((other, index) => {
      const [from, to] = [dayNumber(other.phases[0]!.from), dayNumber(other.phases.at(-1)!.to) + watched];
      return index === at ? [] : [{ name: other.name, polygons: polygonsOf(index), from, to }];
    });
    return {
      source: {
        ...{ kind: "points", grid, places, named: { receiving: [], controlCells: [] } },
        incidents: { bytes, boroughIds: boroughs.map((_, index) => index) },
      },
      ...{ boroughs, neighbours, target: polygonsOf(at), others, indicator: "public_reports", controlBoroughs: [] },
      ...{ rings: 3, stripMetres: 1_500, dates, start: dayNumber(start), unit: "week", weights: windows.weights },
      ...{ steps: seriesSteps(windows, "2025-01-06", SPAN), bins: binsOf(windows), namedPlaces },
    };
  };
  return { a: sceneOf(0), b: sceneOf(1), c: sceneOf(2), d: sceneOf(3) };
}

/** Where a cell's centre is. */
export function centreOf(cell: string): [number, number] {
  const [lat, lng] = cellToLatLng(cell);
  return [lng, lat];
}
