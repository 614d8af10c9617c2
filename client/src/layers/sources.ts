import type { GeoJSONSourceSpecification } from "maplibre-gl";
import type { AreaCollection, PlaceListBody } from "../../../server/api/types.ts";
import { riverLine } from "./river.ts";

export type SourceData = Exclude<GeoJSONSourceSpecification["data"], string>;
export const SOURCES = [
  "boroughs",
  "wards",
  "borough-labels",
  "ward-labels",
  "asked-areas",
  "stations",
  "river",
  "clusters",
  "cores",
  "cluster-ranks",
  "hot-places",
  "incidents",
  "place",
  "zones",
  "zone-labels",
  "targets",
  "route",
  "stops",
  "evaluation",
  "evaluation-names",
  "hover",
  "selection",
] as const;
export type SourceName = (typeof SOURCES)[number];

const EMPTY: SourceData = { type: "FeatureCollection", features: [] };

/** The sources of the style, empty but for the river; area codes are the ids that counts are joined by. */
export function mapSources(): Record<string, GeoJSONSourceSpecification> {
  return Object.fromEntries(
    SOURCES.map((name) => [
      name,
      {
        type: "geojson",
        data: name === "river" ? riverLine() : EMPTY,
        ...(name === "wards" || name === "boroughs" ? { promoteId: "code", tolerance: 0.2 } : {}),
      },
    ]),
  );
}

export function emptyData(): SourceData {
  return EMPTY;
}

/** Boundaries as the map draws them. */
export function areaData(areas: AreaCollection | null): SourceData {
  return areas === null ? EMPTY : { type: "FeatureCollection", features: areas.features };
}

/** One point with a name for each area. */
export function labelData(areas: AreaCollection | null): SourceData {
  return {
    type: "FeatureCollection",
    features: (areas?.features ?? []).map(({ properties }) => point(properties.label, shortName(properties.name))),
  };
}

/** The ceremonial style of a borough is too long for a map: "City and County of the City of London" → "City of London". */
export function shortName(name: string): string {
  return name.replace(/^City and County of the (?=\S)/, "");
}

export function placeData(places: PlaceListBody["places"]): SourceData {
  return { type: "FeatureCollection", features: places.map((place) => point([place.lng, place.lat], place.name)) };
}

/** The outline of one cell: corners as [lng, lat], closed. */
export function ringData(ring: readonly (readonly [number, number])[] | null): SourceData {
  if (ring === null) return EMPTY;
  return {
    type: "Feature",
    properties: {},
    geometry: { type: "Polygon", coordinates: [ring.map(([lng, lat]) => [lng, lat])] },
  };
}

/** Outlines of groups of cells; `rings` as h3-js gives them: polygons of closed rings of [lng, lat]. */
export function groupData(groups: readonly { polygons: number[][][][]; rank: number }[]): SourceData {
  return {
    type: "FeatureCollection",
    features: groups.map(({ polygons, rank }) => ({
      type: "Feature",
      properties: { rank },
      geometry: { type: "MultiPolygon", coordinates: polygons },
    })),
  };
}

/** Points with what their layer tells them apart by. */
export function pointData(
  points: readonly { lngLat: readonly [number, number]; name: string; kind?: string }[],
): SourceData {
  return {
    type: "FeatureCollection",
    features: points.map(({ lngLat, name, kind = "" }) => ({
      type: "Feature",
      properties: { name, kind },
      geometry: { type: "Point", coordinates: [...lngLat] },
    })),
  };
}

/** Some areas as the map draws them. */
export function featuresData(features: AreaCollection["features"]): SourceData {
  return { type: "FeatureCollection", features };
}

export function featureData(feature: AreaCollection["features"][number] | null): SourceData {
  return feature ?? EMPTY;
}

function point(coordinates: number[], name: string) {
  return { type: "Feature", properties: { name }, geometry: { type: "Point", coordinates } } as const;
}
