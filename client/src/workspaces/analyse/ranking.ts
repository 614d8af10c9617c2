import { computed } from "@preact/signals";
import { cellToLatLng } from "h3-js";
import { type AreaFinder, areaFinder, nearestPlace } from "../../cells/place-names.ts";
import type { LngLat } from "../../map/map-types.ts";
import { boroughs, stations, wards } from "./answers.ts";
import { frame } from "./frame.ts";
import { type RankedRow, rowsOf } from "./rank-rows.ts";

export type PlaceWords = { readonly title: string; readonly detail: string };

/** The table twin; of counts most first: equal counts share a rank and stand in the order of their ids. */
export const ranking = computed<RankedRow[]>(() => (frame.value === null ? [] : rowsOf(frame.value)));

const wardOf = computed<AreaFinder>(() => areaFinder(wards.current.value.value));
const boroughOf = computed<AreaFinder>(() => areaFinder(boroughs.current.value.value));

/** A cell is called by the ward under its centre and the station within 800 m; an area by its own name. */
export function describe(id: string): PlaceWords {
  const area = findArea(id);
  if (area !== null) return { title: area.properties.name, detail: area.properties.boroughName ?? "" };
  if (!isCell(id)) return { title: id, detail: "" };
  const centre = cellCentre(id);
  const ward = wardOf.value(centre);
  const borough = ward?.properties.boroughName ?? boroughOf.value(centre)?.properties.name ?? "outside the boundaries";
  const station = nearestPlace(stations.current.value.value?.places ?? [], centre, 800);
  const title = ward?.properties.name ?? borough;
  const details = [title === borough ? "" : borough, station === null ? "" : `by ${station.name}`];
  return { title, detail: details.filter((part) => part !== "").join(" · ") };
}

/** Codes of the areas that a place lies in: an area's own, a cell's ward, or the borough where there are no wards. */
export function areasOf(id: string): string[] {
  if (!isCell(id)) return findArea(id) === null ? [] : [id];
  const centre = cellCentre(id);
  const area = wardOf.value(centre) ?? boroughOf.value(centre);
  return area === null ? [] : [area.properties.code];
}

/** Ward or borough of a code, from the sets in use. */
export function findArea(code: string) {
  const loaded = [wards, boroughs].flatMap((areas) => areas.current.value.value?.features ?? []);
  return loaded.find((feature) => feature.properties.code === code) ?? null;
}

export function isCell(id: string): boolean {
  return /^8[0-9a-f]{14}$/.test(id);
}

export function cellCentre(cell: string): LngLat {
  const [lat, lng] = cellToLatLng(cell);
  return [lng, lat];
}
