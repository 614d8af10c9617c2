import type { Bounds } from "../../map/map-types.ts";
import type { View } from "../../query.ts";

/** Width and height of the map in CSS pixels, as profile.css has it at its smallest, less a margin. */
const [WIDTH, HEIGHT] = [300, 186];
const TILE = 512;

/** Where all of a box is in sight: on a map this low the room that other maps keep for their legend would be half of it. */
export function viewOf([west, south, east, north]: Bounds): View {
  const [bottom, top] = [mercator(south), mercator(north)];
  const room = Math.min(WIDTH / ((east - west) / 360), HEIGHT / (top - bottom));
  const lat = (2 * Math.atan(Math.exp((bottom + top) * Math.PI)) - Math.PI / 2) * (180 / Math.PI);
  return { zoom: Math.min(14, Math.log2(room / TILE)), lat, lng: (west + east) / 2 };
}

/** Latitude as a share of the world's height on the map, 0 at the equator. */
function mercator(lat: number): number {
  return Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
}
