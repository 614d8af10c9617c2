import { cellToLatLng, latLngToCell } from "h3-js";
import type { Knex } from "knex";
import { seededRandom } from "../../server/analytics/random.ts";
import { poisson } from "../analytics/simulate.ts";
import { boxRing } from "../box-ring.ts";
import { fileWith, type Importing, importEach, squareWards } from "../ingest/importing.ts";

/*
 * A made-up force of 4 × 4 square boroughs, each of 2 × 2 wards, with calls of the public from January 2021 to June 2024.
 * Every ward has one street with ten to fourteen calls a month. Operation "Test" began on 9 January 2023 at the street of
 * the second ward of borough E09000001: calls there fall to a third; at the street of the next ward, in the next borough,
 * they more than double. The force changed its record system on 28 February 2024.
 */

const SOUTH = 51.4;
const WEST = -0.2;
/** Degrees: about 2.2 by 2.1 km. */
const HIGH = 0.02;
const WIDE = 0.03;
const SIDE = 8;
export const START = "2023-01-09";
const [FIRST, LAST] = ["2021-01-01", "2024-07-01"];
const DAY_MS = 86_400_000;

const wards = Array.from({ length: SIDE * SIDE }, (_, at) => {
  const [column, row] = [at % SIDE, Math.floor(at / SIDE)];
  const borough = Math.floor(row / 2) * (SIDE / 2) + Math.floor(column / 2) + 1;
  return {
    column,
    row,
    code: `E050001${String(at + 1).padStart(2, "0")}`,
    borough: `E090000${String(borough).padStart(2, "0")}`,
    street: latLngToCell(SOUTH + (row + 0.5) * HIGH, WEST + (column + 0.5) * WIDE, 9),
  };
});
const wardAt = (column: number, row: number) => wards.find((ward) => ward.column === column && ward.row === row)!;
export const TARGET = wardAt(1, 1);
export const NEXT = wardAt(2, 1);
export const FAR = wardAt(7, 7);

/** A square of so many metres about a cell's centre. */
export function squareAbout(cell: string, metres: number): [number, number][][] {
  const [lat, lng] = cellToLatLng(cell);
  const [dy, dx] = [metres / 2 / 111_195, metres / 2 / 69_300];
  const corner = (x: number, y: number): [number, number] => [lng + x * dx, lat + y * dy];
  return [[corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)]];
}

/** The same city as counts that were published per ward and month; wards of 2022 beside those of 2018. */
export async function importPublishedCounts(on: Importing): Promise<void> {
  const files = [
    await fileWith("wards-2022.geojson", wardFile("22", "E050009")),
    await fileWith("MPS Ward Level Crime (Historical).csv", publishedCounts()),
  ];
  await importEach(on, files);
}

/** @returns the number of the operation */
export async function importEvaluationCity(on: Importing): Promise<number> {
  const boroughs = Map.groupBy(wards, ({ borough }) => borough);
  const files = [
    await fileWith(
      "boroughs.geojson",
      areas([...boroughs].map(([code, members]) => ({ code, name: `Borough ${code.slice(-2)}`, members }))),
    ),
    await fileWith("wards.geojson", wardFile()),
    await fileWith("calls.csv", calls()),
  ];
  await importEach(on, files, { force: "metropolitan", dataset: "calls" });
  return addOperation(on.db.bulk, {
    name: "Test",
    from: START,
    to: "2023-02-06",
    polygon: squareAbout(TARGET.street, 700),
  });
}

type NewOperation = {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly polygon: [number, number][][];
};

export async function addOperation(knex: Knex, { name, from, to, polygon }: NewOperation): Promise<number> {
  const { rows } = await knex.raw("INSERT INTO operation (name) VALUES (?) RETURNING id", [name]);
  await knex.raw(
    `INSERT INTO operation_phase (operation_id, position, name, starts_on, ends_on, geom)
     VALUES (?, 0, 'Phase 1', ?, ?, ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(?), 4326)))`,
    [rows[0].id, from, to, JSON.stringify({ type: "Polygon", coordinates: polygon })],
  );
  return rows[0].id;
}

function areas(list: readonly { code: string; name: string; members: typeof wards }[]): string {
  const features = list.map(({ code, name, members }) => {
    const columns = members.map(({ column }) => column);
    const rows = members.map(({ row }) => row);
    const [west, east] = [WEST + Math.min(...columns) * WIDE, WEST + (Math.max(...columns) + 1) * WIDE];
    const [south, north] = [SOUTH + Math.min(...rows) * HIGH, SOUTH + (Math.max(...rows) + 1) * HIGH];
    return {
      type: "Feature",
      properties: { LAD18CD: code, LAD18NM: name },
      geometry: { type: "Polygon", coordinates: [boxRing({ west, south, east, north })] },
    };
  });
  return JSON.stringify({ type: "FeatureCollection", features });
}

function wardFile(year = "18", prefix = "E050001"): string {
  const features = wards.flatMap(({ code, borough, column, row }) => {
    const square = {
      code: code.replace("E050001", prefix),
      name: `Ward ${code.slice(-2)}`,
      west: WEST + column * WIDE,
      south: SOUTH + row * HIGH,
      size: 1,
    };
    const { features } = JSON.parse(
      squareWards([square], { year, borough: [borough, `Borough ${borough.slice(-2)}`] }),
    );
    const [west, south] = [square.west, square.south];
    features[0].geometry.coordinates = [boxRing({ west, south, east: west + WIDE, north: south + HIGH })];
    return features;
  });
  return JSON.stringify({ type: "FeatureCollection", features });
}

/** Calls as a command-and-control system hands them out, from a seed. */
function calls(): string {
  const random = seededRandom(2023);
  const lines = ["CAD Reference,Created,Opening Class,Call Source,Result,Location,UPRN,Longitude,Latitude"];
  const start = Date.parse(START);
  const add = (day: number, cell: string, kind: string): void => {
    const [lat, lng] = cellToLatLng(cell);
    const date = new Date(day).toISOString().slice(0, 10).split("-").reverse().join("/");
    const hour = String(12 + Math.floor(10 * random())).padStart(2, "0");
    const at = `${(lng + 0.0012 * (random() - 0.5)).toFixed(6)},${(lat + 0.0008 * (random() - 0.5)).toFixed(6)}`;
    const source = kind === "Drugs - Dealing" ? "101" : "Patrol";
    lines.push(`C${lines.length},${date} ${hour}:15,${kind},${source},,High Street,,${at}`);
  };
  for (const ward of wards) {
    const perDay = (10 + 4 * random()) / 30.4;
    for (let day = Date.parse(FIRST); day < Date.parse(LAST); day += DAY_MS) {
      const during = day >= start;
      const factor = during && ward === TARGET ? 0.33 : during && ward === NEXT ? 2.2 : 1;
      for (let n = poisson(perDay * factor, random); n > 0; n--) add(day, ward.street, "Drugs - Dealing");
      if (random() < 0.01) add(day, ward.street, "Drugs - Paraphernalia");
    }
  }
  return `${lines.join("\n")}\n`;
}

/** Possession of drugs per ward and month, steady but for the target from START's month on. */
function publishedCounts(): string {
  const random = seededRandom(2024);
  const months: string[] = [];
  for (let month = FIRST; month < "2023-12-01"; month = addMonth(month)) months.push(month);
  const lines = [
    `WardName,WardCode,MajorText,MinorText,LookUp_BoroughName,${months.map((month) => month.slice(0, 7).replace("-", "")).join(",")}`,
  ];
  for (const ward of wards) {
    const counts = months.map((month) => poisson((ward === TARGET && month > START ? 0.3 : 1) * 20, random));
    lines.push(
      `Ward ${ward.code.slice(-2)},${ward.code},DRUG OFFENCES,POSSESSION OF DRUGS,Borough ${ward.borough.slice(-2)},${counts.join(",")}`,
    );
  }
  return `${lines.join("\n")}\n`;
}

function addMonth(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
}
