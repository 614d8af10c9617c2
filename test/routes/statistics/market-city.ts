import { cellToLatLng, gridDisk, latLngToCell } from "h3-js";
import {
  fileWith,
  type Importing,
  importEach,
  type StreetRow,
  squareWards,
  streetFile,
} from "../../ingest/importing.ts";

/**
 * A square town of two boroughs, four wards each 0.04 by 0.04 degrees, imported as police.uk and the ONS publish:
 *
 *   borough Westham E09000001: wards E05000001 (south), E05000002 (north)
 *   borough Eastham E09000002: wards E05000003 (south), E05000004 (north)
 *
 * 24 months, 2018-01 to 2019-12. Every month: a thin background, a spread market on the border of both boroughs
 * (centre cell 3, its six neighbours 2 each), a one-street market alone in the north-east (6 a month), a custody suite;
 * in June 2019 a burst of 14 in Heath.
 * The ward Isle E05000005 lies apart, outside both boroughs.
 */
const SOUTH = 51.5;
const WEST = 0;
const WARD = 0.04;
const MONTHS = Array.from(
  { length: 24 },
  (_, k) => `${2018 + Math.floor(k / 12)}-${String((k % 12) + 1).padStart(2, "0")}`,
);

export const MARKET = latLngToCell(51.53, 0.04, 9);
export const STREET = latLngToCell(51.565, 0.065, 9);
export const HEATH = latLngToCell(51.57, 0.02, 9);
export const CUSTODY = latLngToCell(51.51, 0.01, 9);

export async function importMarketCity(on: Importing): Promise<void> {
  const ward = (code: string, name: string, column: number, row: number) => ({
    ...{ code, name, west: WEST + column * WARD, south: SOUTH + row * WARD, size: WARD },
  });
  const west = [ward("E05000001", "Mill", 0, 0), ward("E05000002", "Heath", 0, 1)];
  const east = [ward("E05000003", "Quay", 1, 0), ward("E05000004", "Park", 1, 1)];
  const isle = { code: "E05000005", name: "Isle", west: WEST + 5 * WARD, south: SOUTH, size: WARD };
  const paths = [
    await fileWith(
      "wards.geojson",
      merge(
        squareWards(west, { borough: ["E09000001", "Westham"] }),
        squareWards([...east, isle], { borough: ["E09000002", "Eastham"] }),
      ),
    ),
    await fileWith("boroughs.geojson", boroughs()),
    await fileWith("places.csv", "name,longitude,latitude,network\nMarket Cross,0.0405,51.5305,\n"),
  ];
  for (const month of MONTHS) paths.push(await fileWith(`${month}-metropolitan-street.csv`, monthFile(month)));
  await importEach(on, paths);
}

/** The custody suite's rows say where they are. */
function monthFile(month: string): string {
  const [lat, lng] = cellToLatLng(CUSTODY);
  const custody = Array.from({ length: 5 }, () => ({ month, lat: lat.toFixed(6), lng: lng.toFixed(6) }));
  const lines = streetFile(custody).replaceAll("On or near High Street", "Custody Suite").split("\n").slice(1);
  return streetFile(rowsOf(month)) + lines.join("\n");
}

/** Rows of one month; nothing here is random: the background walks over the town's cells. */
function rowsOf(month: string): StreetRow[] {
  const step = MONTHS.indexOf(month);
  const rows: StreetRow[] = [];
  const add = (cell: string, times: number) => {
    const [lat, lng] = cellToLatLng(cell);
    for (let copy = 0; copy < times; copy++) rows.push({ month, lat: lat.toFixed(6), lng: lng.toFixed(6) });
  };
  for (const cell of gridDisk(MARKET, 1)) add(cell, cell === MARKET ? 3 : 2);
  add(STREET, 6);
  // A burst in the ward Heath, in one month.
  if (month === "2019-06") add(HEATH, 14);
  for (let k = 0; k < 40; k++) {
    const lat = SOUTH + 0.004 + ((k * 7 + step * 3) % 18) * 0.004;
    const lng = WEST + 0.004 + ((k * 5 + step * 11) % 18) * 0.004;
    add(latLngToCell(lat, lng, 9), 1);
  }
  return rows;
}

function merge(...collections: string[]): string {
  const features = collections.flatMap((text) => (JSON.parse(text) as { features: unknown[] }).features);
  return JSON.stringify({ type: "FeatureCollection", features });
}

function boroughs(): string {
  const square = (code: string, name: string, west: number) => ({
    type: "Feature",
    properties: { LAD18CD: code, LAD18NM: name },
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [west, SOUTH],
          [west + WARD, SOUTH],
          [west + WARD, SOUTH + 2 * WARD],
          [west, SOUTH + 2 * WARD],
          [west, SOUTH],
        ],
      ],
    },
  });
  return JSON.stringify({
    type: "FeatureCollection",
    features: [square("E09000001", "Westham", WEST), square("E09000002", "Eastham", WEST + WARD)],
  });
}
