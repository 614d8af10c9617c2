import { gridToLngLat } from "./british-national-grid.ts";
import { quoted, type Refusal, refusal } from "./refusal.ts";
import { refuseFile } from "./refuse-file.ts";

/** A place in WGS84 degrees; null where the source gives none, or gives 0,0. */
export type Point = { readonly lng: number; readonly lat: number };
export type ReadPoint = { readonly point: Point | null; readonly zero: boolean };

/** Box round the United Kingdom, Northern Ireland and Shetland included: the coarse check before any transform. */
export const UK_BOUNDS = { west: -8.7, south: 49.8, east: 1.8, north: 61 } as const;

/** Reader of the two coordinate texts of a row. `check` may refuse the whole file. */
export type PointReader = {
  readonly read: (x: string, y: string) => ReadPoint | Refusal;
  readonly check: () => void;
};

const NOT_MAPPED: ReadPoint = { point: null, zero: false };
const ZERO: ReadPoint = { point: null, zero: true };
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * Reader of longitude and latitude of one file. Both blank = not mapped. 0,0 = not mapped, said so.
 * `check` refuses the file when more of its points lie in the United Kingdom swapped than as they stand.
 */
export function pointReader(file: string): PointReader {
  let good = 0;
  let swapped = 0;
  return {
    read(lngText, latText) {
      const result = readPoint(lngText, latText);
      if ("reason" in result) swapped += result.reason === "coordinates_swapped" ? 1 : 0;
      else good += result.point === null ? 0 : 1;
      return result;
    },
    check() {
      if (swapped > good) {
        throw refuseFile(
          file,
          `longitude and latitude look swapped: ${swapped} points lie in the UK only the other way round.`,
        );
      }
    },
  };
}

/** Reader of easting and northing (EPSG:27700, metres). Degrees in these columns are refused and named so. */
export function gridPointReader(): PointReader {
  return { read: readGridPoint, check: () => {} };
}

function readGridPoint(eastingText: string, northingText: string): ReadPoint | Refusal {
  if (eastingText === "" && northingText === "") return NOT_MAPPED;
  const easting = readNumber(eastingText);
  const northing = readNumber(northingText);
  if (easting === null || northing === null) {
    return refusal("coordinates", `${quoted(eastingText)}, ${quoted(northingText)} are not two finite numbers`);
  }
  if (easting === 0 && northing === 0) return ZERO;
  if (inUk(easting, northing) || inUk(northing, easting)) {
    return refusal("coordinates_grid", `${easting}, ${northing}: degrees where easting and northing belong`);
  }
  if (!looksLikeGrid(easting, northing))
    return refusal("coordinates", `${easting}, ${northing} is outside the British National Grid`);
  const [lng, lat] = gridToLngLat(easting, northing);
  return placePoint(lng, lat);
}

/** Read one pair of texts in degrees. Refuses half a pair, what is no finite number, and what is outside the UK. */
export function readPoint(lngText: string, latText: string): ReadPoint | Refusal {
  if (lngText === "" && latText === "") return NOT_MAPPED;
  if (lngText === "" || latText === "") return refusal("coordinates", "only one of longitude and latitude is given");
  const lng = readNumber(lngText);
  const lat = readNumber(latText);
  if (lng === null) return refusal("coordinates", `longitude ${quoted(lngText)} is not a finite number`);
  if (lat === null) return refusal("coordinates", `latitude ${quoted(latText)} is not a finite number`);
  return placePoint(lng, lat);
}

/** Judge a pair of numbers in degrees. */
function placePoint(lng: number, lat: number): ReadPoint | Refusal {
  if (lng === 0 && lat === 0) return ZERO;
  if (inUk(lng, lat)) return { point: { lng, lat }, zero: false };
  if (inUk(lat, lng)) return refusal("coordinates_swapped", `${lng}, ${lat}: longitude and latitude look swapped`);
  if (looksLikeGrid(lng, lat)) {
    return refusal(
      "coordinates_grid",
      `${lng}, ${lat}: British National Grid (easting, northing) where degrees belong`,
    );
  }
  return refusal("coordinates", `${lng}, ${lat} is outside the United Kingdom`);
}

/** A finite decimal number, or null: "1e400", "NaN", "inf", "0x1F" and words are not. */
function readNumber(text: string): number | null {
  if (!NUMBER.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Whether a pair can be metres of the British National Grid and cannot be degrees. */
export function looksLikeGrid(x: number, y: number): boolean {
  return x >= 0 && x <= 700_000 && y >= 0 && y <= 1_300_000 && (x > 180 || y > 90);
}

function inUk(lng: number, lat: number): boolean {
  return lng >= UK_BOUNDS.west && lng <= UK_BOUNDS.east && lat >= UK_BOUNDS.south && lat <= UK_BOUNDS.north;
}
