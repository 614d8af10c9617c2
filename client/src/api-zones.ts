import type {
  NewZoneBody,
  PlaceListBody,
  ShapePreviewBody,
  ShapePreviewInputBody,
  ZoneBody,
  ZoneDischargeBody,
  ZoneEditBody,
  ZoneExtensionBody,
  ZoneFeatureCollectionBody,
  ZoneHistoryBody,
  ZoneListBody,
  ZoneSuccessorBody,
  ZoneVariationBody,
} from "../../server/api/types.ts";
import { getBytes, getJson, postJson, putJson } from "./api.ts";

/** Every zone, real or made up, with its status at the date: planned and past ones, too. @param at a day or a moment */
export function fetchAllZones(at: string, signal?: AbortSignal): Promise<ZoneListBody> {
  return getJson("/zones", { at, all: "true" }, signal);
}

/** The same as GeoJSON, which can be imported again. */
export async function fetchZoneFeatures(at: string): Promise<ZoneFeatureCollectionBody> {
  const bytes = await getBytes("/zones", { at, all: "true" }, "application/geo+json");
  // The JSON door: the server validates every answer against the schema these types come from.
  const features: ZoneFeatureCollectionBody = JSON.parse(new TextDecoder().decode(bytes));
  return features;
}

export function fetchZone(id: number, at: string, signal?: AbortSignal): Promise<ZoneBody> {
  return getJson(`/zones/${id}`, { at }, signal);
}

export function fetchZoneHistory(id: number, signal?: AbortSignal): Promise<ZoneHistoryBody> {
  return getJson(`/zones/${id}/history`, {}, signal);
}

/** Every named place of a dataset's ground, whatever its kind; of the real one where there is no dataset. */
export function fetchAllPlaces(dataset: string | null, signal?: AbortSignal): Promise<PlaceListBody> {
  return getJson("/places", dataset === null ? {} : { dataset }, signal);
}

/** A shape as it would be saved, nothing stored. @throws ApiError that names the field */
export function previewShape(input: ShapePreviewInputBody): Promise<ShapePreviewBody> {
  return postJson("/zones/preview", input);
}

/** @throws ApiError that names the field and the rule it breaks */
export function makeZone(zone: NewZoneBody): Promise<ZoneBody> {
  return postJson("/zones", zone);
}

/** @throws ApiError as makeZone; `conflict` when somebody else changed it meanwhile */
export function editZone(id: number, edit: ZoneEditBody): Promise<ZoneBody> {
  return putJson(`/zones/${id}`, edit);
}

export function extendZone(id: number, extension: ZoneExtensionBody): Promise<ZoneBody> {
  return postJson(`/zones/${id}/extend`, extension);
}

/** Answers with the zone that holds from then on. */
export function varyZone(id: number, variation: ZoneVariationBody): Promise<ZoneBody> {
  return postJson(`/zones/${id}/vary`, variation);
}

export function dischargeZone(id: number, discharge: ZoneDischargeBody): Promise<ZoneBody> {
  return postJson(`/zones/${id}/discharge`, discharge);
}

/** Answers with the new zone. */
export function supersedeZone(id: number, successor: ZoneSuccessorBody): Promise<ZoneBody> {
  return postJson(`/zones/${id}/supersede`, successor);
}
